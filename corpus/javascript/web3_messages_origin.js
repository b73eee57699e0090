const TRUSTED = ['https://app.example.com', 'https://pay.example.com'];
const frame = document.querySelector('iframe');
const status = document.querySelector('#status');

window.addEventListener('message', (event) => {
  if (event.origin !== 'https://app.example.com') {
    return;
  }
  status.innerHTML = event.data.html;
});

window.addEventListener('message', (event) => {
  if (!TRUSTED.includes(event.origin)) return;
  status.innerHTML = event.data.html;
});

window.addEventListener('message', (event) => {
  if (event.data.type === 'resize') {
    frame.style.height = event.data.height + 'px';
  }
  if (event.data.type === 'notice') {
    status.innerHTML = event.data.html; // error: xss
  }
  if (event.data.type === 'go') {
    window.location = event.data.url; // error: xss error: open-redirect
  }
});

window.onmessage = (e) => {
  const message = typeof e.data === 'string' ? JSON.parse(e.data) : e.data;
  status.insertAdjacentHTML('beforeend', message.text); // error: xss
  eval(message.script); // error: code-injection
};
