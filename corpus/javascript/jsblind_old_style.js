var http = require('http'),
    url = require('url'),
    util = require('util'),
    fs = require('fs'),
    cp = require('child_process'),
    EventEmitter = require('events').EventEmitter;

function Store(dir) {
  EventEmitter.call(this);
  this.dir = dir;
}
util.inherits(Store, EventEmitter);
Store.prototype.read = function (name, cb) {
  fs.readFile(this.dir + '/' + name, 'utf8', cb); // error: path-traversal
};
Store.prototype.list = function (cb) {
  fs.readdir(this.dir, cb);
};
Store.prototype.safe = function (name, cb) {
  if (!/^[a-z0-9]+$/i.test(name)) return cb(new Error('name'));
  fs.readFile(this.dir + '/' + name, 'utf8', cb);
};

var store = new Store('/srv/data');
var routes = {
  '/read': function (req, res, query) {
    store.read(query.name, function (err, text) {
      if (err) return fail(res, err);
      res.writeHead(200, { 'Content-Type': 'text/plain' });
      res.end(text);
    });
  },
  '/safe': function (req, res, query) {
    store.safe(query.name, function (err, text) {
      if (err) return fail(res, err);
      res.writeHead(200, { 'Content-Type': 'text/plain' });
      res.end(text);
    });
  },
  '/hello': function (req, res, query) {
    var who = query.who || 'you';
    res.writeHead(200, { 'Content-Type': 'text/html' });
    res.write('<p>Hello ');
    res.write(who); // error: xss
    res.end('</p>');
  },
  '/which': function (req, res, query) {
    cp.exec(util.format('which %s', query.bin), function (err, out) { // error: command-injection
      res.end(out);
    });
  },
  '/count': function (req, res, query) {
    cp.exec(util.format('seq %d', query.n), function (err, out) {
      res.writeHead(200, { 'Content-Type': 'text/plain' });
      res.end(out);
    });
  },
};
function fail(res, err) {
  res.writeHead(500, { 'Content-Type': 'text/plain' });
  res.end('failed: ' + err.message);
}
http.createServer(function (req, res) {
  var parsed = url.parse(req.url, true);
  var route = routes[parsed.pathname];
  if (typeof route === 'function') {
    route(req, res, parsed.query);
  } else {
    res.writeHead(404, { 'Content-Type': 'text/html' });
    res.end('<h1>No page ' + parsed.query.from + '</h1>'); // error: xss
  }
}).listen(8000);
