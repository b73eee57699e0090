const x = decodeURIComponent(location.hash.slice(1));
const el = document.querySelector('#a');
const setHtml = (node, html) => { node.innerHTML = html; }; // error: xss
const setText = (node, text) => { node.textContent = text; };
setHtml(el, x);
setText(el, x);
el['innerHTML'] = x; // error: xss
el['inner' + 'HTML'] = x; // error: xss
const prop = 'outerHTML';
el[prop] = x; // error: xss
const safe = 'textContent';
el[safe] = x;
Reflect.set(el, 'innerHTML', x); // error: xss
Object.assign(el, { innerHTML: x, title: x }); // error: xss
Element.prototype.insertAdjacentHTML.call(el, 'beforeend', x); // error: xss
document.write.call(document, x); // error: xss
el?.insertAdjacentHTML?.('beforeend', x); // error: xss
[el, document.body].forEach((node) => { node.innerHTML = x; }); // error: xss
const write = document.write.bind(document);
write(x); // error: xss
const { body } = document;
body.innerHTML = x; // error: xss
el.innerHTML += x; // error: xss
el.innerHTML ||= x; // error: xss
const html = [];
html.push('<ul>');
html.push('<li>' + x + '</li>');
html.push('</ul>');
el.innerHTML = html.join(''); // error: xss
let out = '';
for (const c of x) out += c;
el.innerHTML = out; // error: xss
el.innerHTML = ['<p>', '</p>'].join('text');
el.replaceWith(x);
el.append(x, document.createTextNode(x));
