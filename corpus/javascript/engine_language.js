const express = require('express');
const app = express();
const TABLE = { red: '<b>red</b>', blue: '<b>blue</b>' };
const ALLOWED = ['asc', 'desc'];
const ID = /^[0-9a-f]{8}$/;

function identity(value) {
  return value;
}

function wrap(tag, body) {
  return '<' + tag + '>' + body + '</' + tag + '>';
}

function second(first, other) {
  return other;
}

const lookup = (name) => TABLE[name] || TABLE.red;

function isAllowed(value) {
  return ALLOWED.includes(value);
}

function fill(target, value) {
  target.title = value;
  target.static = 'fixed';
}

function requireId(value) {
  if (!ID.test(value)) {
    throw new Error('bad id');
  }
  return value;
}

app.get('/calls', (req, res) => {
  const q = req.query.q;
  res.write(wrap('p', q)); // error: xss
  res.write(wrap('p', 'constant'));
  res.write(second(q, 'constant'));
  res.write(second('constant', q)); // error: xss
  res.write(identity(identity(q))); // error: xss
  res.write(lookup(q));
  res.write(requireId(req.query.id));
  res.end();
});

app.get('/branches', (req, res) => {
  const q = req.query.q;
  let out = 'none';
  if (q === 'yes') {
    out = q;
  }
  res.write(out);
  if (isAllowed(q)) {
    res.write(q);
  } else {
    res.write(q); // error: xss
  }
  const order = ALLOWED.includes(req.query.order) ? req.query.order : 'asc';
  res.write(order);
  switch (req.query.kind) {
    case 'a':
      out = 'A';
      break;
    case 'b':
      out = req.query.b;
      break;
    default:
      out = 'other';
  }
  res.write(out); // error: xss
  if (typeof req.query.n !== 'number') {
    return res.end();
  }
  res.write(req.query.n);
});

app.get('/dead', (req, res) => {
  const q = req.query.q;
  let text = q;
  const limit = 7 * 6;
  if (limit > 40) {
    text = 'always';
  }
  res.write(text);
  const debug = false;
  if (debug) {
    res.write(q);
  }
  text = q;
  text = 'overwritten';
  res.send(text);
});

app.get('/containers', (req, res) => {
  const q = req.query.q;
  const record = { safe: 'x', bad: q };
  res.write(record.safe);
  res.write(record.bad); // error: xss
  res.write(record['bad']); // error: xss
  const list = ['a', q, 'c'];
  res.write(list[0]);
  res.write(list[1]); // error: xss
  list.shift();
  res.write(list[0]); // error: xss
  res.write(list[1]);
  const copy = { ...record, bad: 'replaced' };
  res.write(copy.bad);
  const map = new Map();
  map.set('a', q);
  map.set('b', 'fixed');
  res.write(map.get('b'));
  res.write(map.get('a')); // error: xss
  const target = {};
  fill(target, q);
  res.write(target.static);
  res.write(target.title); // error: xss
  const [head, ...tail] = q.split(',');
  res.write(head); // error: xss
  res.write(tail.join(' ')); // error: xss
  res.end();
});

app.post('/callbacks', async (req, res) => {
  const names = req.body.names;
  const rows = names.map((name) => `<li>${name}</li>`);
  res.write(rows.join('')); // error: xss
  const lengths = names.map((name) => name.length);
  res.write(lengths.join(','));
  let all = '';
  names.forEach((name) => {
    all += name;
  });
  res.write(all); // error: xss
  const total = names.reduce((sum, name) => sum + name.length, 0);
  res.write(String(total));
  const loaded = await Promise.resolve(req.body.text);
  res.write(loaded); // error: xss
  Promise.resolve(req.body.text).then((text) => {
    res.write(text); // error: xss
  });
  try {
    res.write(JSON.parse(req.body.text).title); // error: xss
  } catch (error) {
    res.write('bad json');
  } finally {
    res.end();
  }
});

class Page {
  constructor(title) {
    this.title = title;
    this.kind = 'page';
  }

  get heading() {
    return `<h1>${this.title}</h1>`;
  }

  render(res) {
    res.write(this.heading); // error: xss
    res.write(this.kind);
  }

  static empty() {
    return new Page('empty');
  }
}

class Article extends Page {
  constructor(title, body) {
    super(title);
    this.body = body;
  }

  show(res) {
    this.render(res);
    res.write(this.body);
  }
}

app.get('/classes', (req, res) => {
  const page = new Page(req.query.title);
  page.render(res);
  const article = new Article('fixed', 'fixed body');
  article.show(res);
  res.end(Page.empty().title);
});

function later(req, res) {
  const write = (text) => res.write(text); // error: xss
  write('constant');
  write(req.params.id);
  const number = parseInt(req.params.id, 10);
  write(`<b>${number}</b>`);
  res.end();
}
app.get('/later/:id', later);

module.exports = app;
