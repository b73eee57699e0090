const TEXTS = {
  hello: 'Hello <b>{name}</b>, you have {count} messages',
  bye: 'Bye {name}',
};

function escapeHtml(s) {
  return String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#039;');
}

function t(key, vars) {
  return TEXTS[key].replace(/\{(\w+)\}/g, (whole, name) => vars[name]);
}

function tSafe(key, vars) {
  return TEXTS[key].replace(/\{(\w+)\}/g, (whole, name) => escapeHtml(vars[name]));
}

const name = new URL(window.location).searchParams.get('name');
const box = document.querySelector('#greeting');
box.innerHTML = t('hello', { name, count: 3 }); // error: xss
box.innerHTML = tSafe('hello', { name, count: 3 });
box.innerHTML = t('bye', { name: 'you' });
box.textContent = t('bye', { name });
box.innerHTML = TEXTS.hello.replace('{name}', name).replace('{count}', 1); // error: xss
box.innerHTML = TEXTS.hello.replace('{name}', escapeHtml(name)).replace('{count}', 1);
