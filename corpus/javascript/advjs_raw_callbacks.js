var http = require('http'), fs = require('fs'), url = require('url'), qs = require('querystring'), path = require('path');
var child_process = require('child_process');

function send404(response) {
  response.writeHead(404, { 'Content-Type': 'text/plain' });
  response.write('Error 404: resource not found');
  response.end();
}

function serveStatic(response, cache, absPath) {
  if (cache[absPath]) {
    response.end(cache[absPath]);
  } else {
    fs.exists(absPath, function (exists) {
      if (exists) {
        fs.readFile(absPath, function (err, data) { // error: path-traversal
          if (err) send404(response);
          else response.end(data);
        });
      } else {
        send404(response);
      }
    });
  }
}

var cache = {};
http.createServer(function (request, response) {
  var filePath = false;
  if (request.url == '/') {
    filePath = 'public/index.html';
  } else {
    filePath = 'public' + request.url;
  }
  serveStatic(response, cache, './' + filePath);
}).listen(3000);

http.createServer(function (request, response) {
  if (request.method === 'POST') {
    var body = '';
    request.on('data', function (chunk) {
      body += chunk;
    });
    request.on('end', function () {
      var post = qs.parse(body);
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('Thanks ' + post.name); // error: xss
      child_process.exec('mail ' + post.email); // error: command-injection
      child_process.execFile('mail', [post.email]);
    });
  } else {
    var u = url.parse(request.url, true);
    fs.readFile(path.join(__dirname, path.basename(u.pathname)), function (err, data) {
      response.end(data);
    });
    fs.readFile(path.join(__dirname, u.query.file), 'utf8', function (err, data) { // error: path-traversal
      response.setHeader('Content-Type', 'text/html');
      response.end('<pre>' + String(data).replace(/&/g, '&amp;').replace(/</g, '&lt;') + '</pre>');
    });
  }
}).listen(3001);

http.createServer(function (req, res) {
  readBody(req, function (err, text) {
    if (err) return res.end('error');
    res.setHeader('Content-Type', 'text/html');
    res.end('<p>' + text + '</p>'); // error: xss
  });
});
function readBody(req, cb) {
  var chunks = [];
  req.on('data', function (c) { chunks.push(c); });
  req.on('end', function () { cb(null, Buffer.concat(chunks).toString()); });
  req.on('error', cb);
}
http.createServer(async (req, res) => {
  const buffers = [];
  for await (const chunk of req) buffers.push(chunk);
  const data = JSON.parse(Buffer.concat(buffers).toString());
  child_process.exec(`say ${data.words}`); // error: command-injection
  child_process.exec(`say -r ${Number(data.rate)} hello`);
  res.end();
});
