const http = require('http');
const url = require('url');
const qs = require('querystring');
const fs = require('fs');
const cp = require('child_process');
const express = require('express');
const app = express();

http.createServer(function (req, res) {
  var q = url.parse(req.url, true);
  var username = q.query.username;
  console.info('[INFO] User: ' + username); // error: log-injection
  console.info(`[INFO] User: ${username}`); // error: log-injection
  username = username.replace(/\n|\r/g, '');
  console.info('[INFO] User: ' + username);
}).listen(8081, '127.0.0.1');

http.createServer(function (req, res) {
  var q = url.parse(req.url, true).query;
  var name = q.name;
  res.writeHead(200, { 'Content-Type': 'text/html' });
  res.write('Hello ' + name); // error: xss
  res.write('Hello ' + name.replace(/</g, '&lt;').replace(/>/g, '&gt;'));
  res.write('Hello ' + encodeURIComponent(name));
  res.end();
}).listen(8082, '127.0.0.1');

http.createServer((request, response) => {
  const parsed = new url.URL(request.url, `http://${request.headers.host}`);
  const file = parsed.searchParams.get('file');
  fs.readFile('./public/' + file, (err, data) => { // error: path-traversal
    if (err) {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end('No file ' + file);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
    response.end(data);
  });
}).listen(8083, '127.0.0.1');

const server = http.createServer();
server.on('request', (req, res) => {
  let body = '';
  req.on('data', (chunk) => { body += chunk.toString(); });
  req.on('end', () => {
    const post = qs.parse(body);
    cp.exec('finger ' + post.user, () => res.end()); // error: command-injection
    cp.execFile('finger', [post.user], () => res.end());
    console.log('finger ' + post.user); // error: log-injection
  });
});

app.get('/echo', function (req, res) { res.send(req.query.m); }); // error: xss
app.get('/echo2', function (req, res) { res.end('<b>' + req.params.m + '</b>'); }); // error: xss
app.get('/echo3', (req, res) => res.send({ m: req.query.m }));
app.get('/echo4', ({ query }, res) => res.send(query.m)); // error: xss
app.get('/echo5', ({ query: { m } }, res) => { res.status(200).send(m); }); // error: xss
app.get('/echo6', (req, res) => { const m = req.param('m'); res.send('' + m); }); // error: xss
app.get('/echo7', (req, res) => { const m = req.query['m']; res.send(m + '!'); }); // error: xss
app.get('/echo8', (req, res) => { const m = +req.query.m; res.send(m + '!'); });
app.get('/echo9', (req, res) => { const m = req.query.m ?? 'none'; res.send(m); }); // error: xss
app.get('/echo10', (req, res) => { const { ...all } = req.query; res.send(all.m); }); // error: xss
app.get('/echo11', (req, res) => { const all = { ...req.query, n: 1 }; res.send(`${all.m}`); res.send(`${all.n}`); }); // error: xss
app.get('/echo12', (req, res) => { var m; m = req.query.m; m = 'fixed'; res.send(m); });
app.get('/echo13', (req, res) => { let m = 'fixed'; if (req.query.x) m = req.query.m; res.send(m); }); // error: xss
app.get('/echo14', (req, res) => { res.send(['a', req.query.m].join('')); }); // error: xss
app.get('/echo15', (req, res) => { res.send('a'.concat(req.query.m)); }); // error: xss
app.get('/echo16', (req, res) => { res.send(String(req.query.m).toUpperCase()); }); // error: xss
app.get('/echo17', (req, res) => { res.send(Buffer.from(req.query.m, 'base64').toString()); }); // error: xss
app.get('/echo18', (req, res) => { res.send(decodeURIComponent(req.query.m)); }); // error: xss
app.get('/echo19', (req, res) => { res.send(JSON.parse(req.query.m).text); }); // error: xss
app.get('/echo20', (req, res) => { res.send(JSON.stringify(req.query)); }); // error: xss
app.get('/echo21', (req, res) => { res.json(JSON.stringify(req.query)); });
app.get('/echo22', async (req, res) => { const m = await Promise.resolve(req.query.m); res.send(m); }); // error: xss
app.get('/echo23', (req, res) => { Promise.resolve(req.query.m).then((m) => res.send(m)); }); // error: xss
app.get('/echo24', (req, res) => { setTimeout(() => res.send(req.query.m), 5); }); // error: xss
app.get('/echo25', (req, res) => { res.send(req.query.m.length.toString()); });
app.get('/echo26', (req, res) => { res.send(typeof req.query.m); });
app.get('/echo27', (req, res) => { res.send(req.query.m === 'x' ? 'yes' : 'no'); });
app.get('/echo28', (req, res) => { res.send(req.header('x-m')); }); // error: xss
app.get('/echo29', (req, res) => { res.send(req.headers['x-m']); }); // error: xss
app.get('/echo30', (req, res) => { res.send(req.cookies.m); }); // error: xss
app.get('/echo31', (req, res) => { res.send(req.hostname); }); // error: xss
app.get('/echo32', (req, res) => { res.send(req.method + ' ' + req.protocol); });
app.get('/echo33', (req, res) => { res.render('page', { m: req.query.m }); });
app.get('/echo34', (req, res) => { res.sendStatus(Number(req.query.m)); });
app.get('/echo35', (req, res) => { res.status(400).json({ error: 'bad ' + req.query.m }); });
app.get('/echo36', (req, res) => { res.set('Content-Type', 'application/json'); res.send(req.query.m); });
app.get('/echo37', (req, res) => { res.send(new Date(req.query.m).toString()); });
app.get('/echo38', (req, res) => { res.send(`<p>${req.query.m.replace(/[^a-z]/g, '')}</p>`); });
app.get('/echo39', (req, res) => { for (const k in req.query) res.write(k); res.end(); }); // error: xss
app.get('/echo40', (req, res) => { const m = req.query.m || req.body.m; res.send(m); }); // error: xss

module.exports = { app, server };
