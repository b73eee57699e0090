const bus = {
  handlers: {},
  on(name, handler) {
    (this.handlers[name] = this.handlers[name] || []).push(handler);
  },
  emit(name, payload) {
    (this.handlers[name] || []).forEach((handler) => handler(payload));
  },
};

bus.on('search', (term) => {
  document.querySelector('#term').innerHTML = `<b>${term}</b>`; // error: xss
});
bus.on('title', ({ title }) => {
  document.title = title;
});

const target = new EventTarget();
target.addEventListener('note', (event) => {
  document.querySelector('#note').innerHTML = event.detail.text; // error: xss
  document.querySelector('#note').textContent = event.detail.text;
});

const params = new URLSearchParams(location.search);
bus.emit('search', params.get('q'));
bus.emit('title', { title: params.get('title') });
target.dispatchEvent(new CustomEvent('note', { detail: { text: params.get('note') } }));
