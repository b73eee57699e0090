import { parseQuery } from './query';
const box = document.querySelector('#status');

function check(text, callback) {
  if (text.length > 10) {
    callback(new Error('too long: ' + text));
    return;
  }
  callback(null, text.length);
}

check(decodeURIComponent(location.hash), (err, length) => {
  if (err) {
    box.innerHTML = err.message; // error: xss
    box.textContent = err.message;
    return;
  }
  box.innerHTML = 'length ' + length;
});

const load = async (name) => {
  if (!name) throw new Error('no name');
  const response = await fetch('/api/' + encodeURIComponent(name));
  if (!response.ok) throw new Error(`No page called ${name}: ${response.status}`);
  return response.json();
};

async function main() {
  try {
    const page = await load(new URLSearchParams(location.search).get('page'));
    box.textContent = page.title;
  } catch (error) {
    box.innerHTML = `<p>${error.message}</p>`; // error: xss
    console.error(error);
  } finally {
    box.hidden = false;
  }
}
main();

window.addEventListener('unhandledrejection', (event) => {
  box.textContent = event.reason.message;
});
window.onerror = (message) => {
  box.textContent = message;
};
