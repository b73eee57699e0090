const { Transform, Readable, PassThrough } = require('stream');
const { pipeline } = require('stream/promises');
const fs = require('fs');
const zlib = require('zlib');
const express = require('express');
const readline = require('readline');
const split = require('split2');
const csv = require('csv-parser');
const { parse } = require('csv-parse/sync');
const { exec } = require('child_process');
const app = express();

class Upper extends Transform {
  _transform(chunk, enc, cb) { cb(null, chunk.toString().toUpperCase()); }
}
app.post('/upper', (req, res) => {
  res.setHeader('Content-Type', 'text/plain');
  req.pipe(new Upper()).pipe(res);
});
app.post('/lines', async (req, res) => {
  const lines = readline.createInterface({ input: req, crlfDelay: Infinity });
  for await (const line of lines) {
    exec('work ' + line); // error: command-injection
    console.log('line ' + line);
  }
  res.end();
});
app.post('/chunks', async (req, res) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const job = JSON.parse(text);
  exec(`work ${job.name}`); // error: command-injection
  console.log('job ' + job.name); // error: log-injection
  console.log(`job of ${text.length} characters`);
  res.end();
});
app.post('/data', (req, res) => {
  let body = '';
  req.on('data', (c) => { body += c; });
  req.on('end', () => {
    const params = new URLSearchParams(body);
    res.setHeader('content-type', 'text/html');
    res.end('<p>' + params.get('name') + '</p>'); // error: xss
  });
});
app.post('/csv', (req, res) => {
  req.pipe(csv()).on('data', (row) => {
    exec(`add ${row.name}`); // error: command-injection
    exec(`add --age ${Number(row.age)}`);
  }).on('end', () => res.end());
});
app.post('/split', (req, res) => {
  req.pipe(split(JSON.parse)).on('data', (o) => exec(`add ${o.name}`)); // error: command-injection
  res.end();
});
app.post('/gunzip', (req, res) => {
  zlib.gunzip(req.body, (err, buf) => {
    exec('work ' + buf.toString()); // error: command-injection
    res.end();
  });
});
app.post('/csv2', express.text(), (req, res) => {
  const rows = parse(req.body, { columns: true });
  for (const row of rows) exec(`add ${row.name}`); // error: command-injection
  res.json(rows.length);
});
app.get('/sse', (req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/event-stream' });
  res.write(`data: ${req.query.topic}\n\n`);
  Readable.from(['a', 'b']).pipe(res);
});
app.get('/file', async (req, res) => {
  await pipeline(fs.createReadStream('/srv/' + req.query.f), zlib.createGzip(), res); // error: path-traversal
});
