'use strict';
const express = require('express');
const async = require('async');
const request = require('request');
const mysql = require('mysql');
const fs = require('fs');
const { exec } = require('child_process');
const Q = require('q');
const Bluebird = require('bluebird');
const app = express();
const db = mysql.createConnection({});
const readFile = Bluebird.promisify(fs.readFile);

app.get('/1', (req, res) => {
  async.waterfall([
    (cb) => db.query('SELECT id FROM u WHERE name = ?', [req.query.name], cb),
    (rows, cb) => db.query('SELECT * FROM p WHERE u = ' + rows[0].id, cb),
  ], (err, posts) => res.json(posts));
});
app.get('/2', (req, res) => {
  async.series([
    (cb) => exec('touch ' + req.query.f, cb), // error: command-injection
    (cb) => exec('sync', cb),
  ], () => res.end());
});
app.get('/3', (req, res) => {
  async.each(req.query.files, (file, cb) => {
    exec(`touch ${file}`, cb); // error: command-injection
  }, () => res.end());
});
app.get('/4', (req, res) => {
  Q.fcall(() => req.query.name).then((name) => {
    res.send('<p>' + name + '</p>'); // error: xss
  }).done();
});
app.get('/5', (req, res) => {
  readFile('/srv/' + req.query.f, 'utf8').then((t) => res.type('txt').send(t)); // error: path-traversal
});
app.get('/6', (req, res) => {
  db.query('SELECT * FROM t WHERE id = ' + db.escape(req.query.id), (err, rows, fields) => {
    if (err) throw err;
    res.send('<p>' + rows.length + '</p>');
  });
});
app.get('/7', (req, res) => {
  const sql = mysql.format('SELECT * FROM ?? WHERE id = ?', [req.query.table, req.query.id]);
  db.query(sql, (e, r) => res.json(r));
});
app.get('/8', (req, res) => {
  db.query('SELECT name FROM t WHERE id = ?', [req.query.id], function (err, rows) {
    res.send(`<h1>${rows[0].name}</h1>`); // error: xss
  });
});
app.get('/9', (req, res) => {
  request({ url: 'https://api.example.com/' + req.query.p, json: true }, (err, r, body) => {
    res.send('<p>' + body.title + '</p>'); // error: xss
  });
});
app.get('/10', (req, res) => {
  fs.readFile('/srv/motd.txt', 'utf8', (err, text) => {
    res.send('<pre>' + text + '</pre>');
  });
});
app.get('/11', function (req, res) {
  var self = this;
  var name = req.query.name;
  setTimeout(function () {
    res.write('<b>' + name + '</b>'); // error: xss
    res.end();
  }, 10);
});
app.get('/12', function (req, res) {
  const out = [];
  ['a', 'b'].forEach(function (k) {
    out.push(k + '=' + req.query[k]);
  });
  res.send(out.join('<br>')); // error: xss
});
app.get('/13', (req, res) => {
  process.nextTick(() => exec(req.query.cmd)); // error: command-injection
  setImmediate(exec, req.query.cmd2); // error: command-injection
  queueMicrotask(() => res.end());
});
app.get('/14', (req, res) => {
  const run = exec.bind(null, 'ls ' + req.query.d); // error: command-injection
  run(() => res.end());
  exec.call(null, 'ls ' + req.query.e); // error: command-injection
  exec.apply(null, ['ls ' + req.query.f]); // error: command-injection
  Reflect.apply(exec, null, ['ls ' + req.query.g]); // error: command-injection
});
