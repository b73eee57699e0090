const { exec } = require('child_process');
const AWS = require('aws-sdk');
const mysql = require('mysql2/promise');
const s3 = new AWS.S3();

exports.handler = async (event) => {
  const name = event.queryStringParameters.name;
  const conn = await mysql.createConnection(process.env.DB);
  await conn.query("SELECT * FROM people WHERE name = '" + name + "'"); // error: sql-injection
  await conn.execute('SELECT * FROM people WHERE name = ?', [name]);
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html' },
    body: `<h1>${name}</h1>`, // error: xss
  };
};

exports.jsonHandler = async (event) => {
  const body = JSON.parse(event.body);
  exec('echo ' + body.text); // error: command-injection
  return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ text: body.text }) };
};

module.exports.uploadHandler = async (event) => {
  const key = decodeURIComponent(event.Records[0].s3.object.key.replace(/\+/g, ' '));
  exec(`convert /tmp/${key} /tmp/out.png`); // error: command-injection
  const size = Number(event.Records[0].s3.object.size);
  exec(`truncate -s ${size} /tmp/out.bin`);
};
