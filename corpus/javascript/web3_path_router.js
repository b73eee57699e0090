const view = document.querySelector('#view');

function route() {
  const [, section, value] = location.pathname.split('/');
  switch (section) {
    case 'tags':
      view.innerHTML = `<h1>Tag ${decodeURIComponent(value)}</h1>`; // error: xss
      break;
    case 'pages':
      view.innerHTML = `<h1>Page ${Number.parseInt(value, 10)}</h1>`;
      break;
    default:
      view.innerHTML = '<h1>Home</h1>';
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-route]');
  if (!link) return;
  event.preventDefault();
  history.pushState({ label: link.textContent }, '', link.getAttribute('href'));
  route();
});

window.addEventListener('popstate', (event) => {
  route();
  if (event.state) {
    document.querySelector('#crumb').innerHTML = event.state.label; // error: xss
    document.querySelector('#crumb').textContent = event.state.label;
  }
});
route();
