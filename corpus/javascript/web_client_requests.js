import axios from 'axios';

const params = new URLSearchParams(location.search);
const out = document.querySelector('#out');
const client = axios.create({ baseURL: 'https://api.example.com' });

export async function load() {
  const id = params.get('id');
  const { data } = await client.get(`/notes/${encodeURIComponent(id)}`);
  out.innerHTML = data.html; // error: xss
  out.textContent = data.html;
  const note = await client.get('/notes/latest').then((answer) => answer.data);
  out.innerHTML = `<p>${note.text}</p>`; // error: xss
  out.innerText = note.text;
}

export function search(term) {
  const pattern = new RegExp(params.get('filter'), 'i');
  const words = ['alpha', 'beta'].filter((word) => pattern.test(word));
  out.innerHTML = words.map((word) => `<li>${word}</li>`).join('');
  return words.concat(term.length);
}

export function highlight(list) {
  const term = params.get('q');
  const safe = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  for (const item of list) {
    const text = item.textContent;
    item.innerHTML = text.replace(new RegExp(safe, 'gi'), '<mark>$&</mark>'); // error: xss
    item.innerHTML = `Found <mark>${term}</mark>`; // error: xss
    item.textContent = text.replace(new RegExp(safe, 'gi'), term);
  }
}

export const download = (name, text) => {
  const link = document.createElement('a');
  link.href = 'data:text/plain;charset=utf-8,' + encodeURIComponent(text);
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
};

export function jsonp(topic) {
  const script = document.createElement('script');
  script.src = 'https://data.example.com/' + encodeURIComponent(topic);
  document.body.appendChild(script);
}

export function label(date) {
  const when = new Date(params.get('date'));
  out.innerHTML = `<time>${when.toISOString()}</time>`;
  out.innerHTML = `<time>${when.toLocaleDateString(params.get('locale'))}</time>`;
  out.innerHTML = `<b>${new Intl.NumberFormat().format(params.get('n'))}</b>`;
  out.innerHTML = `<time>${date.toISOString()}</time>`;
}

export const mailto = () => {
  const link = document.querySelector('a.mail');
  link.href = 'mailto:' + params.get('to');
  link.href = 'tel:' + params.get('phone');
  link.href = '#' + params.get('anchor');
  link.href = '?page=' + params.get('page');
  link.href = params.get('proto') + '://example.com/'; // error: xss
  link.href = location.pathname + '?' + params.toString();
};

function getParameterByName(name, url = window.location.href) {
  name = name.replace(/[[\]]/g, '\\$&');
  const regex = new RegExp('[?&]' + name + '(=([^&#]*)|&|#|$)');
  const results = regex.exec(url);
  if (!results) return null;
  if (!results[2]) return '';
  return decodeURIComponent(results[2].replace(/\+/g, ' '));
}

out.innerHTML = 'Ref: ' + getParameterByName('ref'); // error: xss
out.textContent = 'Ref: ' + getParameterByName('ref');
document.querySelector('a.ref').href = getParameterByName('ref'); // error: xss
document.querySelector('a.ref').href = '/r/' + getParameterByName('ref');

const all = location.search.substring(1).split('&').reduce((map, pair) => {
  const [key, value] = pair.split('=');
  map[decodeURIComponent(key)] = decodeURIComponent(value);
  return map;
}, {});
out.innerHTML = all.title; // error: xss
out.title = all.title;
