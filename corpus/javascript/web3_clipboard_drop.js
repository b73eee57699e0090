const editor = document.querySelector('[contenteditable]');
const drop = document.getElementById('drop');

editor.addEventListener('paste', (event) => {
  event.preventDefault();
  const html = event.clipboardData.getData('text/html');
  const plain = event.clipboardData.getData('text/plain');
  if (html) {
    editor.innerHTML += html; // error: xss
  } else {
    editor.append(plain);
    document.execCommand('insertText', false, plain);
  }
});

editor.addEventListener('paste', (e) => {
  const text = (e.clipboardData || window.clipboardData).getData('text');
  const div = document.createElement('div');
  div.innerHTML = text; // error: xss
  div.textContent = text;
  editor.appendChild(div);
  document.execCommand('insertHTML', false, text); // error: xss
});

drop.addEventListener('drop', function (e) {
  e.preventDefault();
  const link = e.dataTransfer.getData('text/uri-list');
  drop.innerHTML = '<a href="' + link + '">link</a>'; // error: xss
  for (const file of e.dataTransfer.files) {
    const item = document.createElement('li');
    item.innerHTML = file.name; // error: xss
    item.innerHTML = file.size + ' bytes';
    drop.append(item);
  }
});

async function pasteButton() {
  const text = await navigator.clipboard.readText();
  editor.insertAdjacentHTML('beforeend', text); // error: xss
  editor.insertAdjacentText('beforeend', text);
}
document.querySelector('button').onclick = pasteButton;
