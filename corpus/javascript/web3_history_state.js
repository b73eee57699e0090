const main = document.querySelector('main');

async function navigate(url, push = true) {
  const response = await fetch(url, { headers: { 'X-Requested-With': 'fetch' } });
  const html = await response.text();
  const doc = new DOMParser().parseFromString(html, 'text/html');
  main.replaceWith(doc.querySelector('main'));
  document.title = doc.title;
  if (push) history.pushState({ url, title: doc.title }, '', url);
}

document.body.addEventListener('click', (event) => {
  const a = event.target.closest('a');
  if (a && a.origin === location.origin) {
    event.preventDefault();
    navigate(a.href);
  }
});

window.addEventListener('popstate', (event) => {
  if (event.state) navigate(event.state.url, false);
});

window.addEventListener('hashchange', (event) => {
  const from = new URL(event.oldURL).hash.slice(1);
  document.querySelector('#from').innerHTML = `from <i>${decodeURIComponent(from)}</i>`; // error: xss
  document.querySelector('#from').textContent = from;
});
