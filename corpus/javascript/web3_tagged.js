const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(value) {
  return String(value).replace(/[&<>"']/g, (c) => ENTITIES[c]);
}

function html(strings, ...values) {
  return strings.reduce((out, string, i) => out + string + (i < values.length ? escape(values[i]) : ''), '');
}

function raw(strings, ...values) {
  let out = strings[0];
  values.forEach((value, i) => {
    out += value + strings[i + 1];
  });
  return out;
}

const name = new URLSearchParams(location.search).get('name');
const root = document.getElementById('root');
root.innerHTML = html`<h1>Hello ${name}</h1>`;
root.innerHTML = raw`<h1>Hello ${name}</h1>`; // error: xss
root.innerHTML = raw`<h1>Hello ${escape(name)}</h1>`;
root.innerHTML = String.raw`<h1>${name}</h1>`; // error: xss
