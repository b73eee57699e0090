function modal({ title, body, html = false, onClose = () => {} }) {
  const dialog = document.createElement('dialog');
  const heading = document.createElement('h2');
  heading.textContent = title;
  const content = document.createElement('div');
  if (html) {
    content.innerHTML = body; // error: xss
  } else {
    content.textContent = body;
  }
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Close' });
  close.addEventListener('click', () => {
    dialog.remove();
    onClose();
  });
  dialog.append(heading, content, close);
  document.body.append(dialog);
  dialog.showModal();
}

const params = new URLSearchParams(location.search);
modal({ title: params.get('title'), body: params.get('body') });
modal({ title: 'Hint', body: '<b>Save</b> first', html: true });
modal({ title: 'Note', body: params.get('note'), html: true });
const options = { title: 'x', ...Object.fromEntries(params) };
document.body.append(Object.assign(document.createElement('p'), { innerHTML: options.body })); // error: xss
document.body.append(Object.assign(document.createElement('p'), { innerText: options.body }));
