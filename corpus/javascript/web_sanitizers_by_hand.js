const query = new URLSearchParams(location.search);
const out = document.getElementById('out');
const text = query.get('text') ?? '';
const url = query.get('url') ?? '';

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeByMap = (s) => s.replace(/[&<>"']/g, (c) => ENTITIES[c]);
const escapeFirst = (s) => s.replace('<', '&lt;').replace('>', '&gt;');
const escapeAll = (s) => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const escapeSplit = (s) => s.split('<').join('&lt;').split('>').join('&gt;');
const stripTags = (s) => s.replace(/<[^>]*>/g, '');
const stripScript = (s) => s.replace(/<script.*?>.*?<\/script>/gi, '');
const stripAngles = (s) => s.replace(/[<>]/g, '');
const quotesOnly = (s) => s.replace(/"/g, '&quot;').replace(/'/g, '&#39;');
const onlyWord = (s) => s.replace(/[^\w\s-]/g, '');
const allowSome = (s) => s.replace(/[^\w\s<>-]/g, '');

out.innerHTML = `<i>${escapeByMap(text)}</i>`;
out.innerHTML = `<i>${escapeFirst(text)}</i>`; // error: xss
out.innerHTML = `<i>${escapeAll(text)}</i>`;
out.innerHTML = `<i>${escapeSplit(text)}</i>`;
out.innerHTML = `<i>${stripTags(text)}</i>`; // error: xss
out.innerHTML = `<i>${stripScript(text)}</i>`; // error: xss
out.innerHTML = `<i>${stripAngles(text)}</i>`;
out.innerHTML = `<i>${quotesOnly(text)}</i>`; // error: xss
out.innerHTML = `<i>${onlyWord(text)}</i>`;
out.innerHTML = `<i>${allowSome(text)}</i>`; // error: xss

// In an attribute the quotes matter.
out.innerHTML = `<i title="${escapeAll(text)}"></i>`; // error: xss
out.innerHTML = `<i title="${escapeByMap(text)}"></i>`;
out.innerHTML = `<i title="${quotesOnly(text)}"></i>`;
out.innerHTML = '<a href="' + escapeByMap(url) + '">open</a>'; // error: xss
out.innerHTML = '<a href="/open?u=' + escapeByMap(url) + '">open</a>';
out.innerHTML = '<a onclick="go(\'' + escapeByMap(text) + '\')">open</a>'; // error: xss

// Unescaping afterwards undoes it.
out.innerHTML = unescape(escape(text)); // error: xss
out.innerHTML = decodeURIComponent(encodeURIComponent(text)); // error: xss
out.innerHTML = encodeURIComponent(text);
const unescaped = escapeByMap(text).replace(/&lt;/g, '<').replace(/&gt;/g, '>');
out.innerHTML = unescaped; // error: xss

function openLink(node) {
  if (!url.startsWith('javascript:')) {
    node.href = url; // error: xss
  }
  if (!url.toLowerCase().includes('javascript:')) {
    node.title = url;
  }
  if (url.startsWith('https://')) {
    node.href = url;
  }
  if (/^https?:\/\//i.test(url)) {
    node.href = url;
  }
  if (/https?:\/\//i.test(url)) {
    node.href = url; // error: xss
  }
  if (/^(https?|mailto):/.test(url)) {
    node.href = url;
  }
  if (url.indexOf('http') === 0) {
    node.href = url;
  }
  if (url.indexOf('http') !== -1) {
    node.href = url; // error: xss
  }
  const parsed = new URL(url, location.href);
  if (['http:', 'https:'].includes(parsed.protocol)) {
    node.href = parsed.toString();
  }
  if (parsed.protocol !== 'javascript:') {
    node.rel = 'noopener';
  }
  if (parsed.origin === location.origin) {
    node.href = parsed.href;
  }
}

openLink(document.querySelector('a.more'));

if (/^[\w ]+$/.test(text)) {
  out.innerHTML = `<b>${text}</b>`;
}
if (/[\w ]+/.test(text)) {
  out.innerHTML = `<b>${text}</b>`; // error: xss
}
if (/^[\w ]+$/m.test(text)) {
  out.innerHTML = `<b>${text}</b>`; // error: xss
}
if (!/[<>&"']/.test(text)) {
  out.innerHTML = `<b>${text}</b>`;
}
if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
  out.innerHTML = `<b>${text}</b>`;
}
