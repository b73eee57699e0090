'use strict';

const AWS = require('aws-sdk');
const mysql = require('mysql');
const { execSync } = require('child_process');
const fs = require('fs');
const axios = require('axios');

const connection = mysql.createConnection({ host: process.env.DB_HOST });
const s3 = new AWS.S3();

const reply = (statusCode, body, type = 'application/json') => ({
  statusCode,
  headers: { 'Content-Type': type },
  body,
});

exports.handler = async (event, context) => {
  const { httpMethod, path: route } = event;
  console.log(`${httpMethod} ${route}`);
  const params = event.queryStringParameters || {};

  switch (route) {
    case '/search': {
      console.log('search for ' + params.q); // error: log-injection
      const rows = await query("SELECT * FROM people WHERE name = '" + params.q + "'");
      return reply(200, JSON.stringify(rows));
    }
    case '/person': {
      const rows = await query('SELECT * FROM people WHERE id = ?', [params.id]);
      return reply(200, JSON.stringify(rows));
    }
    case '/page':
      return reply(200, `<h1>${params.title}</h1>`, 'text/html'); // error: xss
    case '/text':
      return reply(200, `title ${params.title}`, 'text/plain');
    case '/proxy': {
      const { data } = await axios.get(params.url); // error: ssrf
      return reply(200, JSON.stringify(data));
    }
    case '/status': {
      const { data } = await axios.get(`https://status.example/v1/${encodeURIComponent(params.id)}`);
      return reply(200, JSON.stringify(data));
    }
    default:
      return reply(404, '{}');
  }
};

function query(sql, values) {
  return new Promise((resolve, reject) => {
    connection.query(sql, values, (err, rows) => (err ? reject(err) : resolve(rows))); // error: sql-injection
  });
}

module.exports.sqs = async (event) => {
  const bodies = event.Records.map((record) => JSON.parse(record.body));
  for (const { host, port } of bodies) {
    execSync(`nc -z ${host} ${Number(port)}`); // error: command-injection
    execSync(`nc -z localhost ${Number(port)}`);
  }
};

module.exports.onUpload = async (event, context) => {
  await Promise.all(
    event.Records.map(async (record) => {
      const { key, size } = record.s3.object;
      const bucket = record.s3.bucket.name;
      const file = await s3.getObject({ Bucket: bucket, Key: key }).promise();
      fs.writeFileSync(`/tmp/${key}`, file.Body); // error: path-traversal
      fs.writeFileSync(`/tmp/${context.awsRequestId}.bin`, file.Body);
      console.log(`stored ${Number(size)} bytes`);
    }),
  );
};

module.exports.scheduled = async () => {
  execSync('logrotate /etc/logrotate.conf');
  return reply(200, '{}');
};

exports.eval = (event, context, callback) => {
  const body = JSON.parse(event.body);
  try {
    const value = eval(body.formula); // error: code-injection
    callback(null, reply(200, JSON.stringify({ value })));
  } catch (err) {
    callback(null, reply(400, JSON.stringify({ error: 'formula' })));
  }
};
