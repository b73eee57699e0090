const express = require('express');
const { exec } = require('child_process');
const app = express();

const raw = (strings, ...values) => String.raw({ raw: strings }, ...values);
const upper = (strings, ...values) => strings.map((s, i) => s.toUpperCase() + (values[i] ?? '')).join('');
const onlyText = (strings) => strings.join('');

app.get('/1', (req, res) => {
  const x = req.query.x;
  exec('echo '.concat(x)); // error: command-injection
  exec(['echo', x].join(' ')); // error: command-injection
  exec(['echo', x].reduce((a, b) => a + ' ' + b)); // error: command-injection
  exec(`echo ${x.padStart(10, '0')}`); // error: command-injection
  exec(`echo ${x.substring(2).slice(1)}`); // error: command-injection
  exec(`echo ${x.split('').reverse().join('')}`); // error: command-injection
  exec(`echo ${x.charAt(0)}`); // error: command-injection
  exec(`echo ${x.charCodeAt(0)}`);
  exec(`echo ${x.repeat(2)}`); // error: command-injection
  exec(`echo ${x.normalize('NFC')}`); // error: command-injection
  exec(`echo ${[...x].length}`);
  exec(`echo ${x.localeCompare('a')}`);
  exec(String.raw`echo ${x}`); // error: command-injection
  exec(raw`echo ${x}`); // error: command-injection
  exec(upper`echo ${x}`); // error: command-injection
  exec(onlyText`echo ${x}`);
  res.end();
});
app.get('/2', (req, res) => {
  const x = req.query.x;
  exec('echo ' + x.replace(/[^a-z]/g, ''));
  exec('echo ' + x.replace(/[^a-z]/, '')); // error: command-injection
  exec('echo ' + x.replace(/[a-z]/g, '')); // error: command-injection
  exec('echo ' + x.replace(/\W+/g, '_'));
  exec('echo ' + x.replaceAll(/[^\w-]/g, (c) => c.charCodeAt(0)));
  exec('echo ' + x.replaceAll(/[^\w-]/g, (c) => c)); // error: command-injection
  exec('echo NAME'.replace('NAME', x)); // error: command-injection
  exec('echo NAME'.replace('NAME', () => x)); // error: command-injection
  exec('echo NAME'.replace('NAME', () => 'fixed'));
  exec('echo {n}'.replace(/\{(\w+)\}/g, (all, name) => req.query[name])); // error: command-injection
  exec('echo {n}'.replace(/\{(\w+)\}/g, (all, name) => ({ n: 'fixed' })[name]));
  res.end();
});
app.get('/3', (req, res) => {
  const x = req.query.x;
  const m = x.match(/^(?<year>\d{4})-(?<rest>.*)$/);
  if (m) {
    exec('echo ' + m.groups.year);
    exec('echo ' + m.groups.rest); // error: command-injection
    exec('echo ' + m[1]);
    exec('echo ' + m[2]); // error: command-injection
    exec('echo ' + m.index);
  }
  const found = /id=(\d+)/.exec(x);
  if (found) exec('echo ' + found[1]);
  if (found) exec('echo ' + found.input); // error: command-injection
  for (const [, word] of x.matchAll(/(\w+);/g)) exec('echo ' + word);
  for (const hit of x.matchAll(/name=(.*)/g)) exec('echo ' + hit[1]); // error: command-injection
  const words = x.match(/[a-z]+/g) || [];
  exec('echo ' + words.join(' '));
  const others = x.match(/\S+/g) || [];
  exec('echo ' + others.join(' ')); // error: command-injection
  exec('echo ' + x.search(/a/));
  exec('echo ' + /a/.test(x));
  const { groups: { day } = {} } = /(?<day>\d\d)$/.exec(x) ?? {};
  exec('echo ' + day);
  res.end();
});
app.get('/4', (req, res) => {
  const x = req.query.x;
  exec('echo ' + Buffer.from(x, 'base64').toString()); // error: command-injection
  exec('echo ' + Buffer.from(x).toString('base64'));
  exec('echo ' + Buffer.from(x).toString('hex'));
  exec('echo ' + new TextDecoder().decode(new TextEncoder().encode(x))); // error: command-injection
  exec('echo ' + atob(x)); // error: command-injection
  exec('echo ' + btoa(x));
  exec('echo ' + encodeURIComponent(x));
  exec('echo ' + decodeURIComponent(encodeURIComponent(x))); // error: command-injection
  exec('echo ' + JSON.stringify(x)); // error: command-injection
  exec('echo ' + parseInt(x, 10));
  exec('echo ' + (+x));
  exec('echo ' + (x | 0));
  exec('echo ' + ~~x);
  exec('echo ' + x * 2);
  exec('echo ' + (x - 1));
  exec('echo ' + !x);
  exec('echo ' + typeof x);
  exec('echo ' + new Date(x).getFullYear());
  exec('echo ' + String(Boolean(x)));
  exec('echo ' + (x > 'a'));
  exec('echo ' + Number(x).toString());
  exec('echo ' + Number(x).toFixed(2));
  exec('echo ' + BigInt(x));
  res.end();
});
app.get('/5', (req, res) => {
  let text = 'echo';
  text += ' ';
  text += req.query.x;
  exec(text); // error: command-injection
  text = 'echo';
  exec(text);
  let out = '';
  for (let i = 0; i < req.query.x.length; i++) out += req.query.x[i];
  exec(out); // error: command-injection
  let codes = '';
  for (const c of req.query.x) codes += c.codePointAt(0) + ' ';
  exec('echo ' + codes);
  let kept = '';
  for (const c of req.query.x) if (/[a-z]/.test(c)) kept += c;
  exec('echo ' + kept);
  let escaped = '';
  for (const c of req.query.x) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) escaped += c;
    else escaped += '_';
  }
  exec('echo ' + escaped);
  res.end();
});
app.get('/6', (req, res) => {
  const [name, value] = req.query.pair.split('=');
  exec('echo ' + name); // error: command-injection
  const before = req.query.x.slice(0, req.query.x.indexOf('?'));
  exec('echo ' + before); // error: command-injection
  const lines = req.query.x.split('\n').map((line) => `- ${line}`);
  exec('echo ' + lines[0]); // error: command-injection
  const template = { text: 'echo %s' };
  exec(template.text.replace('%s', req.query.x)); // error: command-injection
  const parts = [];
  parts.push('echo', req.query.x);
  exec(parts.join(' ')); // error: command-injection
  parts.length = 0;
  parts.push('uptime');
  exec(parts.join(' '));
  res.end();
});
