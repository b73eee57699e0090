const params = new URL(document.location.href).searchParams;
const frame = document.createElement('iframe');
const doc = document;

function set(node, name, value) {
  node.setAttribute(name, value); // error: xss
  return node;
}

function link(text, target) {
  const a = doc.createElement('a');
  a.appendChild(doc.createTextNode(text));
  a.setAttribute('href', target); // error: xss
  return a;
}

function safeLink(text, target) {
  const a = doc.createElement('a');
  a.textContent = text;
  const parsed = new URL(target, location.origin);
  if (parsed.protocol === 'https:' || parsed.protocol === 'http:') {
    a.href = parsed.href;
  }
  return a;
}

function build(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const nav = doc.querySelector('nav');
nav.append(link('Back', params.get('back')));
nav.append(safeLink('Back', params.get('back')));
nav.append(link('Home', '/home'));
nav.append(build('span', { class: 'crumb', title: params.get('title') }, params.get('title')));

frame.srcdoc = `<p>${params.get('preview')}</p>`; // error: xss
frame.src = params.get('embed'); // error: xss
frame.src = 'https://player.example.com/embed/' + encodeURIComponent(params.get('video'));
frame.title = params.get('title');
frame.setAttribute('sandbox', '');
frame.setAttribute('src', params.get('embed')); // error: xss

const script = Object.assign(document.createElement('script'), { async: true });
script.src = params.get('plugin'); // error: xss
script.src = '/plugins/' + encodeURIComponent(params.get('plugin')) + '.js';
script.text = 'window.lang = "' + params.get('lang') + '"'; // error: code-injection
script.text = 'window.lang = ' + JSON.stringify(params.get('lang'));

const button = doc.getElementById('buy');
button.setAttribute('onclick', `buy('${params.get('sku')}')`); // error: code-injection
button.setAttribute('data-sku', params.get('sku'));
button.setAttribute('aria-label', params.get('sku'));
button.onclick = () => buy(params.get('sku'));
button.formAction = params.get('action'); // error: xss
button.dataset.sku = params.get('sku');

const form = document.querySelector('form');
form.action = params.get('action'); // error: xss
form.action = '/submit?ref=' + params.get('action');
form.elements.note.value = params.get('note');

const image = new Image();
image.src = params.get('avatar');
image.alt = params.get('avatar');

const svg = doc.createElementNS('http://www.w3.org/2000/svg', 'svg');
svg.innerHTML = '<text>' + params.get('label') + '</text>'; // error: xss
const use = doc.createElementNS('http://www.w3.org/2000/svg', 'a');
use.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', params.get('icon')); // error: xss

const range = doc.createRange();
range.selectNode(nav);
nav.appendChild(range.createContextualFragment(params.get('banner'))); // error: xss
nav.appendChild(range.createContextualFragment('<hr>'));

doc.write('<img src="/pixel?ref=' + doc.referrer + '">'); // error: xss
doc.write('<img src="/pixel?ref=' + encodeURIComponent(doc.referrer) + '">');
doc.writeln('<p>', params.get('note'), '</p>'); // error: xss

const attr = params.get('attr');
if (['title', 'alt', 'lang'].includes(attr)) {
  nav.setAttribute(attr, params.get('value'));
}
nav.style.setProperty('--accent', params.get('colour'));
nav.className = params.get('class');
nav.classList.add(params.get('class'));

const parsed = new DOMParser().parseFromString(params.get('fragment'), 'text/html');
nav.querySelector('.text').textContent = parsed.body.textContent;
nav.querySelector('.html').innerHTML = parsed.body.innerHTML; // error: xss
nav.querySelector('.stripped').innerHTML = parsed.body.textContent; // error: xss
set(frame, 'srcdoc', params.get('doc'));
