'use strict';

const { app } = require('@azure/functions');
const { onRequest, onCall } = require('firebase-functions/v2/https');
const functions = require('@google-cloud/functions-framework');
const logger = require('firebase-functions/logger');
const { exec, execFile } = require('child_process');
const fs = require('fs/promises');
const path = require('path');
const escapeHtml = require('escape-html');
const sql = require('mssql');

app.http('greet', {
  methods: ['GET', 'POST'],
  authLevel: 'anonymous',
  handler: async (request, context) => {
    const name = request.query.get('name') || (await request.text());
    context.log(`greeting ${name}`); // error: log-injection
    context.log('greeting', { name });
    context.warn(`greeting ${name.replace(/[\r\n]+/g, ' ')}`);
    const pool = await sql.connect(process.env.SQL);
    await pool.request().input('name', sql.NVarChar, name).query('SELECT * FROM people WHERE name = @name');
    await pool.request().query(`SELECT * FROM people WHERE name = '${name}'`); // error: sql-injection
    if (request.params.kind === 'html') {
      return { body: `<h1>Hello ${name}</h1>`, headers: { 'Content-Type': 'text/html' } }; // error: xss
    }
    if (request.params.kind === 'escaped') {
      return { body: `<h1>Hello ${escapeHtml(name)}</h1>`, headers: { 'Content-Type': 'text/html' } };
    }
    return { jsonBody: { hello: name } };
  },
});

app.serviceBusQueue('jobs', {
  queueName: 'jobs',
  handler: async (message, context) => {
    exec(`make ${message.target}`); // error: command-injection
    execFile('make', [message.target]);
    context.log('job done');
  },
});

exports.page = onRequest({ cors: ['https://shop.example.com'] }, async (req, res) => {
  logger.info('page ' + req.query.id); // error: log-injection
  logger.info('page', { id: req.query.id });
  res.send(`<h1>${req.query.title}</h1>`); // error: xss
  res.status(200).json({ title: req.query.title });
});

exports.convert = onCall(async (request) => {
  const { file, width } = request.data;
  exec(`convert ${file} out.png`); // error: command-injection
  exec(`convert in.png -resize ${Number(width)} out.png`);
  return fs.readFile(path.join('/tmp', file)); // error: path-traversal
});

functions.http('hook', (req, res) => {
  console.log('hook of ' + req.body.repository); // error: log-injection
  console.log('hook of ' + req.get('X-Event'));
  exec(`git pull ${req.body.remote}`); // error: command-injection
  res.status(204).end();
});

functions.cloudEvent('stored', (event) => {
  const { bucket, name } = event.data;
  exec(`gsutil cp gs://${bucket}/${name} /tmp`); // error: command-injection
  execFile('gsutil', ['cp', `gs://${bucket}/${name}`, '/tmp']);
});

module.exports.classic = async function (context, req) {
  context.log('classic', req.body.name); // error: log-injection
  context.log.info(`method ${req.method}`);
  context.res = { status: 302, headers: { Location: req.query.to } }; // error: open-redirect
};
