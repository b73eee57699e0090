const map = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;', '/': '&#x2F;' };
const re = /[&<>"'/]/g;
const escapeAll = (s) => ('' + s).replace(re, (m) => map[m]);
const viaDom = (s) => new Option(s).innerHTML;
const viaText = (s) => { const p = document.createElement('p'); p.appendChild(document.createTextNode(s)); return p.innerHTML; };
const viaJq = (s) => $('<div/>').text(s).html();
const split = (s) => s.split('<').join('&lt;').split('>').join('&gt;');
const stripTags = (s) => s.replace(/<[^>]*>/g, '');
const stripScript = (s) => s.replace(/<script[^>]*>[\s\S]*?<\/script>/gi, '');
const first = (s) => s.replace('<', '&lt;').replace('>', '&gt;');
const onlyWords = (s) => s.replace(/[^\w\s-]/g, '');
const upper = (s) => s.toUpperCase();
const entities = (s) => s.replace(/[\u00A0-\u9999<>&]/gim, (i) => '&#' + i.charCodeAt(0) + ';');

const v = new URLSearchParams(location.search).get('v');
const out = document.querySelector('#out');
out.innerHTML = escapeAll(v);
out.innerHTML = viaDom(v);
out.innerHTML = viaText(v);
out.innerHTML = viaJq(v);
out.innerHTML = split(v);
out.innerHTML = stripTags(v); // error: xss
out.innerHTML = stripScript(v); // error: xss
out.innerHTML = first(v); // error: xss
out.innerHTML = onlyWords(v);
out.innerHTML = upper(v); // error: xss
out.innerHTML = entities(v);
