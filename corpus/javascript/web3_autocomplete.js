import debounce from 'lodash/debounce';

const input = document.querySelector('input[name=city]');
const menu = document.querySelector('.menu');

function mark(label, term) {
  return label.replace(new RegExp(`(${term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`, 'gi'), '<b>$1</b>');
}

function esc(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span.innerHTML;
}

const suggest = debounce(async () => {
  const response = await fetch('/api/cities?q=' + encodeURIComponent(input.value));
  const cities = await response.json();
  menu.innerHTML = cities.map((city) => '<li>' + mark(city.name, input.value) + '</li>').join(''); // error: xss
  menu.innerHTML = cities.map((city) => '<li>' + mark(esc(city.name), input.value) + '</li>').join('');
  menu.innerHTML = cities.length ? '' : `No city called <q>${input.value}</q>`; // error: xss
  menu.innerHTML = cities.length ? '' : `No city called <q>${esc(input.value)}</q>`;
}, 200);

input.addEventListener('input', suggest);
