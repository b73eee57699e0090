const KEY = 'draft';
const editor = document.querySelector('#editor');
const preview = document.querySelector('#preview');

const store = {
  read: (key) => JSON.parse(localStorage.getItem(key) ?? 'null'),
  write: (key, value) => localStorage.setItem(key, JSON.stringify(value)),
};

const draft = store.read(KEY);
if (draft) {
  preview.innerHTML = draft.html; // error: xss
  preview.textContent = draft.html;
  preview.innerHTML = '<b>' + draft.words.length + '</b>';
}

const recent = (localStorage.recent || '').split(',');
preview.innerHTML = recent.map((r) => '<li>' + r + '</li>').join(''); // error: xss
preview.append(...recent.map((r) => Object.assign(document.createElement('li'), { textContent: r })));

const name = sessionStorage['name'];
preview.insertAdjacentHTML('beforeend', `<i>${name}</i>`); // error: xss
preview.insertAdjacentText('beforeend', name);

function cookie(wanted) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(wanted + '='));
  return found ? decodeURIComponent(found.split('=')[1]) : '';
}
preview.innerHTML = `Welcome back, ${cookie('user')}`; // error: xss
preview.innerHTML = `Visits: ${parseInt(cookie('visits'), 10)}`;

editor.addEventListener('paste', (event) => {
  event.preventDefault();
  const html = event.clipboardData.getData('text/html');
  const plain = event.clipboardData.getData('text/plain');
  editor.innerHTML += html; // error: xss
  document.execCommand('insertHTML', false, html); // error: xss
  document.execCommand('insertText', false, plain);
  editor.append(plain);
});

editor.ondrop = (event) => {
  const dropped = event.dataTransfer.getData('text');
  editor.insertAdjacentHTML('beforeend', '<p>' + dropped + '</p>'); // error: xss
  editor.insertAdjacentText('beforeend', dropped);
  const [file] = event.dataTransfer.files;
  preview.innerHTML = `Uploading <b>${file.name}</b>`; // error: xss
  preview.innerHTML = `Uploading <b>${file.size}</b> bytes`;
};

document.querySelector('.paste').addEventListener('click', async () => {
  const text = await navigator.clipboard.readText();
  editor.innerHTML = text; // error: xss
  editor.textContent = text;
});

document.querySelector('input[type=file]').addEventListener('change', (event) => {
  const reader = new FileReader();
  reader.onload = () => {
    preview.innerHTML = reader.result; // error: xss
    preview.textContent = reader.result;
  };
  reader.addEventListener('load', (loaded) => {
    preview.innerHTML = loaded.target.result; // error: xss
  });
  reader.readAsText(event.target.files[0]);
  event.target.files[0].text().then((text) => {
    preview.innerHTML = '<pre>' + text + '</pre>'; // error: xss
  });
});

window.addEventListener('storage', ({ key, newValue }) => {
  if (key === KEY) {
    preview.innerHTML = newValue; // error: xss
    preview.textContent = newValue;
  }
});

window.addEventListener('popstate', (event) => {
  preview.innerHTML = event.state.title; // error: xss
  preview.title = event.state.title;
});
history.pushState({ title: preview.textContent }, '', '?step=2');

const request = indexedDB.open('notes');
request.onsuccess = () => {
  const database = request.result;
  const getting = database.transaction('notes').objectStore('notes').get(1);
  getting.onsuccess = () => {
    preview.innerHTML = getting.result.html; // error: xss
    preview.textContent = getting.result.html;
  };
};

const answer = prompt('Your name?');
preview.innerHTML = 'Hello ' + answer; // error: xss
preview.textContent = 'Hello ' + answer;
