const express = require('express');
const app = express();
function esc1(s) { return s.replace(/</g, '&lt;').replace(/>/g, '&gt;'); }
function esc2(s) { return s.replace('<', '&lt;').replace('>', '&gt;'); }
function esc3(s) { return s.split('&').join('&amp;').split('<').join('&lt;').split('>').join('&gt;').split('"').join('&quot;'); }
function esc4(s) { var m = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&#x27;' }; return s.replace(/[<>&"']/g, function (c) { return m[c]; }); }
function esc5(s) { return s.replaceAll('<', '&lt;').replaceAll('>', '&gt;'); }
function esc6(s) { return s.replace(/<script>/gi, ''); }
function esc7(s) { return s.replace(/<[^>]*>/g, ''); }
function esc8(s) { return s.replace(/[^a-zA-Z0-9 ]/g, ''); }
function esc9(s) { return s.replace(/[^\x20-\x7e]/g, ''); }
function esc10(s) { let out = ''; for (const c of s) { out += c === '<' ? '&lt;' : c === '>' ? '&gt;' : c === '&' ? '&amp;' : c; } return out; }
function esc11(s) { return s.replace(/\W/g, (c) => '&#' + c.charCodeAt(0) + ';'); }
function esc12(s) { return s.replace(/'/g, "\\'"); }
function esc13(s) { return encodeURIComponent(s).replace(/%20/g, '+'); }
function esc14(s) { return unescape(encodeURIComponent(s)); }
function esc15(s) { return String(s).slice(0, 10); }
function esc16(s) { return s.replace(/[<>]/, ''); }
const esc17 = (s) => Array.from(s).map((c) => ('<>&"\''.includes(c) ? `&#${c.codePointAt(0)};` : c)).join('');
const esc18 = (s) => (s == null ? '' : esc4(String(s)));
app.get('/', ({ query }, res) => {
  res.write('<p>' + esc1(query.a) + '</p>');
  res.write('<p title="' + esc1(query.a) + '"></p>'); // error: xss
  res.write('<p>' + esc2(query.a) + '</p>'); // error: xss
  res.write('<p title="' + esc3(query.a) + '">' + esc3(query.a) + '</p>');
  res.write('<p>' + esc4(query.a) + '</p>');
  res.write('<p>' + esc5(query.a) + '</p>');
  res.write('<p>' + esc6(query.a) + '</p>'); // error: xss
  res.write('<p>' + esc7(query.a) + '</p>'); // error: xss
  res.write('<p>' + esc8(query.a) + '</p>');
  res.write('<p>' + esc9(query.a) + '</p>'); // error: xss
  res.write('<p>' + esc10(query.a) + '</p>');
  res.write('<p>' + esc11(query.a) + '</p>');
  res.write('<p>' + esc12(query.a) + '</p>'); // error: xss
  res.write('<p>' + esc13(query.a) + '</p>');
  res.write('<p>' + esc14(query.a) + '</p>'); // error: xss
  res.write('<p>' + esc15(query.a) + '</p>'); // error: xss
  res.write('<p>' + esc16(query.a) + '</p>'); // error: xss
  res.write('<p>' + esc17(query.a) + '</p>');
  res.write('<p>' + esc18(query.a) + '</p>');
  res.end();
});
