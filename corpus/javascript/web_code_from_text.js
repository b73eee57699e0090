const params = new URLSearchParams(location.search);
const callback = params.get('callback');
const field = params.get('field');
const formula = location.hash.slice(1);

eval(formula); // error: code-injection
(0, eval)(formula); // error: code-injection
window.eval('(' + formula + ')'); // error: code-injection
const compiled = new Function('x', 'return ' + formula); // error: code-injection
const made = Function(`return ${formula}`)(); // error: code-injection
setTimeout('run("' + callback + '")', 50); // error: code-injection
setInterval(callback, 1000); // error: code-injection
window.setTimeout(`${callback}()`, 10); // error: code-injection
setTimeout(function () { run(callback); }, 50);
setTimeout(run, 50, callback);
requestAnimationFrame(() => run(formula));

const parsed = JSON.parse(decodeURIComponent(formula) || '{}');
run(parsed.name);
eval('1 + 1');
eval('var page = ' + JSON.stringify(params.get('page')));
new Function('a', 'b', 'return a + b')(formula, callback);

const OPERATIONS = { add: (a, b) => a + b, sub: (a, b) => a - b };
const operation = OPERATIONS[params.get('op')];
if (operation) run(operation(Number(params.get('a')), Number(params.get('b'))));

if (/^[\d+\-*/ ().]+$/.test(formula)) {
  run(eval(formula));
}
if (/^\w+$/.test(callback)) {
  window[callback]?.();
}

const script = document.createElement('script');
script.textContent = 'go(' + formula + ')'; // error: code-injection
script.src = `https://api.example.com/data?callback=${encodeURIComponent(callback)}`;
script.appendChild(document.createTextNode(formula)); // error: code-injection
document.head.appendChild(script);

document.querySelector('#go').setAttribute('onmouseover', 'go("' + field + '")'); // error: code-injection
document.querySelector('#go').setAttribute('class', 'go-' + field);

import(params.get('module')); // error: xss
import(`/modules/${encodeURIComponent(params.get('module'))}.js`);

const blob = new Blob([`postMessage(${formula})`], { type: 'text/javascript' });
const worker = new Worker(params.get('worker')); // error: xss
const fixed = new Worker('/workers/' + encodeURIComponent(params.get('worker')) + '.js');

function run(value) {
  console.debug(value);
}

const sum = new Function('return this')();
sum.started = true;

document.querySelector('#calc').addEventListener('submit', (event) => {
  event.preventDefault();
  const { value } = event.target.elements.expression;
  document.querySelector('#result').textContent = eval(value); // error: code-injection
  document.querySelector('#result').textContent = Number(value);
});
