const TRUSTED = ['https://app.example.com', 'https://admin.example.com'];
const trustedSet = new Set(TRUSTED);
const panel = document.querySelector('#panel');
const handlers = {
  title(data) { document.title = data; },
  html(data) { panel.innerHTML = data; }, // error: xss
  text(data) { panel.textContent = data; },
};

window.addEventListener('message', (event) => {
  panel.innerHTML = event.data.html; // error: xss
  panel.textContent = event.data.html;
});

window.addEventListener('message', (event) => {
  if (event.origin !== 'https://app.example.com') return;
  panel.innerHTML = event.data.html;
});

window.addEventListener('message', function (event) {
  if (!TRUSTED.includes(event.origin)) {
    return;
  }
  panel.innerHTML = event.data;
});

window.addEventListener('message', function onMessage({ data, origin }) {
  if (!trustedSet.has(origin)) throw new Error('not trusted');
  panel.insertAdjacentHTML('beforeend', data.html);
});

// A check that can be got around.
window.addEventListener('message', (event) => {
  if (event.origin.includes('example.com')) {
    panel.innerHTML = event.data; // error: xss
  }
});

window.addEventListener('message', (event) => {
  if (event.origin.startsWith('https://app.example.com')) {
    panel.innerHTML = event.data; // error: xss
  }
});

window.onmessage = function (e) {
  const { type, payload } = JSON.parse(e.data);
  switch (type) {
    case 'run':
      eval(payload.code); // error: code-injection
      break;
    case 'later':
      setTimeout(payload.code, 100); // error: code-injection
      break;
    case 'wait':
      setTimeout(() => panel.classList.add('ready'), Number(payload.ms));
      break;
    case 'go':
      location.assign(payload.url); // error: xss error: open-redirect
      break;
    case 'page':
      location.assign('/pages/' + encodeURIComponent(payload.page));
      break;
    default:
      console.log('unknown');
  }
};

const worker = new Worker('/worker.js');
worker.onmessage = (event) => {
  panel.dataset.count = event.data.count;
};
worker.postMessage({ q: location.search });

const channel = new BroadcastChannel('cart');
channel.onmessage = ({ data }) => {
  panel.textContent = data.total;
};

const socket = new WebSocket('wss://chat.example.com');
socket.addEventListener('message', (event) => {
  const message = JSON.parse(event.data);
  const item = document.createElement('li');
  item.innerHTML = `<b>${message.author}</b>: ${message.text}`; // error: xss
  item.textContent = `${message.author}: ${message.text}`;
  panel.append(item);
});
socket.onmessage = (event) => {
  panel.innerHTML += event.data; // error: xss
};

const source = new EventSource('/events');
source.addEventListener('price', (e) => {
  const { name, price } = JSON.parse(e.data);
  panel.innerHTML = '<td>' + name + '</td>'; // error: xss
  panel.innerHTML = '<td>' + Number(price).toFixed(2) + '</td>';
});

window.addEventListener('message', (event) => {
  const handler = handlers[event.data.type];
  if (typeof handler === 'function' && Object.hasOwn(handlers, event.data.type)) {
    handler(event.data.value);
  }
});

parent.postMessage({ ready: true, search: location.search }, 'https://app.example.com');
