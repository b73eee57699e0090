const NS = 'http://www.w3.org/2000/svg';
const label = new URLSearchParams(location.search).get('label');
const svg = document.querySelector('svg');

const text = document.createElementNS(NS, 'text');
text.textContent = label;
text.setAttribute('x', label);
svg.append(text);
svg.innerHTML = `<text>${label}</text>`; // error: xss
svg.insertAdjacentHTML('beforeend', `<circle r="${Number(label)}"/>`);
const a = document.createElementNS(NS, 'a');
a.setAttributeNS('http://www.w3.org/1999/xlink', 'href', label); // error: xss
a.setAttribute('href', label); // error: xss
const use = document.createElementNS(NS, 'use');
use.setAttribute('href', '#' + label);
const foreign = document.createElementNS(NS, 'foreignObject');
foreign.innerHTML = '<div>' + label + '</div>'; // error: xss
const url = URL.createObjectURL(new Blob([svg.outerHTML], { type: 'image/svg+xml' }));
const img = new Image();
img.src = url;
img.alt = label;
img.setAttribute('onerror', label); // error: code-injection
document.body.append(img);
