const state = { query: '', page: 1, sort: 'newest', facets: [] };
const SORTS = ['newest', 'oldest', 'price'];
const results = document.querySelector('#results');
const summary = document.getElementById('summary');

function readAddress() {
  const params = new URLSearchParams(window.location.search);
  state.query = params.get('q') || '';
  state.page = Number(params.get('page')) || 1;
  const sort = params.get('sort');
  if (SORTS.includes(sort)) {
    state.sort = sort;
  }
  state.facets = params.getAll('facet');
  return params;
}

function escapeHtml(text) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

function showSummary() {
  summary.innerHTML = '<strong>' + state.query + '</strong>'; // error: xss
  summary.innerHTML = '<strong>' + escapeHtml(state.query) + '</strong>';
  summary.textContent = state.query;
  summary.title = state.query;
  summary.innerHTML = 'Page ' + state.page + ', sorted by ' + state.sort;
}

function renderFacets() {
  const list = document.createElement('ul');
  for (const facet of state.facets) {
    const item = document.createElement('li');
    item.innerText = facet;
    list.appendChild(item);
  }
  results.before(list);
  const html = state.facets.map((facet) => `<span class="facet">${facet}</span>`).join('');
  results.insertAdjacentHTML('beforebegin', html); // error: xss
  const safe = state.facets.map((facet) => `<span class="facet">${escapeHtml(facet)}</span>`).join('');
  results.insertAdjacentHTML('beforebegin', safe);
}

async function load() {
  const response = await fetch('/api/search?q=' + encodeURIComponent(state.query) + '&page=' + state.page);
  const data = await response.json();
  results.innerHTML = '';
  data.items.forEach((item) => {
    const row = document.createElement('article');
    row.innerHTML = `<h3>${item.title}</h3>`; // error: xss
    const price = document.createElement('span');
    price.textContent = item.price;
    row.append(price);
    results.append(row);
  });
  summary.innerHTML = `<b>${data.items.length}</b> results`;
}

function wireNavigation(params) {
  const back = params.get('back');
  const link = document.querySelector('a.back');
  link.href = back; // error: xss
  if (back && back.startsWith('/products/')) {
    link.href = back;
  }
  link.setAttribute('href', '/products?from=' + encodeURIComponent(back));
  link.setAttribute('data-origin', back);
  link.setAttribute('onclick', 'track("' + back + '")'); // error: code-injection
  document.getElementById('logout').addEventListener('click', () => {
    window.location.href = params.get('next'); // error: xss error: open-redirect
  });
  document.getElementById('retry').addEventListener('click', () => {
    window.location.href = '/search?q=' + params.get('q');
  });
  document.getElementById('reload').addEventListener('click', () => {
    location.href = location.href;
    location.assign(location.pathname + '?page=1');
  });
}

function openTab() {
  const name = decodeURIComponent(location.hash.slice(1));
  const panel = document.getElementById(name);
  if (panel) {
    panel.hidden = false;
  }
  document.querySelector('.crumb').outerHTML = '<nav>' + name + '</nav>'; // error: xss
  document.title = name;
  const preview = document.createElement('iframe');
  preview.src = name; // error: xss
  preview.src = '/preview/' + encodeURIComponent(name);
  const picture = document.createElement('img');
  picture.src = name;
  document.body.append(preview, picture);
}

const params = readAddress();
showSummary();
renderFacets();
wireNavigation(params);
window.addEventListener('hashchange', openTab);
load();
