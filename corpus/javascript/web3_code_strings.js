const search = new URLSearchParams(location.search);
const callback = search.get('callback');
const delay = search.get('delay');

setTimeout(callback, 100); // error: code-injection
setTimeout('refresh(' + callback + ')', 100); // error: code-injection
setTimeout(() => console.info(callback), Number(delay));
setInterval(refresh, delay);
new Function('x', 'return ' + callback)(2); // error: code-injection
eval('(' + callback + ')'); // error: code-injection
const handlers = { refresh, reset };
if (Object.hasOwn(handlers, callback)) {
  handlers[callback]();
}
const n = parseInt(callback, 10);
eval('1 + ' + n);
document.body.onload = new Function(search.get('onload')); // error: code-injection
requestAnimationFrame(refresh);

function refresh() {}
function reset() {}
