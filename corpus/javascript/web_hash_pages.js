// A small framework of pages that are chosen by the address.
(function (root) {
  'use strict';

  function Router(outlet) {
    this.outlet = outlet;
    this.routes = {};
    this.current = null;
  }

  Router.prototype.add = function (name, render) {
    this.routes[name] = render;
    return this;
  };

  Router.prototype.go = function (hash) {
    const [name, ...rest] = hash.replace(/^#\/?/, '').split('/');
    this.current = { name, rest: rest.map(decodeURIComponent) };
    const render = this.routes[name];
    if (render === undefined) {
      this.outlet.innerHTML = '<p>No page called ' + decodeURIComponent(name) + '</p>'; // error: xss
      return;
    }
    render(this.outlet, this.current.rest);
  };

  Router.prototype.start = function () {
    const self = this;
    root.addEventListener('hashchange', function () {
      self.go(root.location.hash);
    });
    this.go(root.location.hash);
  };

  const esc = (value) => String(value).replace(/[&<>"']/g, (c) => '&#' + c.charCodeAt(0) + ';');
  const id = (value) => (/^[a-z0-9-]{1,32}$/i.test(value) ? value : 'unknown');

  function crumb(parts) {
    return parts.map((part) => `<li>${part}</li>`).join('');
  }

  function safeCrumb(parts) {
    return parts.map(esc).map((part) => `<li>${part}</li>`).join('');
  }

  const outlet = document.getElementById('outlet');
  const router = new Router(outlet);
  const section = decodeURIComponent(root.location.hash.slice(1)).split('?')[0];

  document.querySelector('.crumbs').innerHTML = crumb(section.split('/')); // error: xss
  document.querySelector('.crumbs').innerHTML = safeCrumb(section.split('/'));
  document.querySelector('.anchor').innerHTML = '<a id="' + id(section) + '"></a>';
  document.querySelector('.title').textContent = section;
  document.querySelector('.depth').innerHTML = '<b>' + section.split('/').length + '</b>';

  router
    .add('about', (el) => { el.innerHTML = '<h1>About</h1>'; })
    .add('count', (el, [n]) => { el.innerHTML = `<h1>${Number.parseInt(n, 10)}</h1>`; });

  const lines = [];
  lines.push('<table>');
  new URL(root.location.href).searchParams.forEach((value, key) => {
    lines.push('<tr><td>' + key + '</td>');
    lines.push('<td>' + value + '</td></tr>');
  });
  lines.push('</table>');
  outlet.insertAdjacentHTML('beforeend', lines.join('\n')); // error: xss

  const cells = [];
  for (const [key, value] of new URLSearchParams(root.location.search)) {
    const row = document.createElement('tr');
    const cell = document.createElement('td');
    cell.append(key, ': ', value);
    row.append(cell);
    cells.push(row);
  }
  outlet.replaceChildren(...cells);

  const theme = new URLSearchParams(root.location.search).get('theme') || 'light';
  const THEMES = { light: '<style>body{color:#000}</style>', dark: '<style>body{color:#fff}</style>' };
  document.head.insertAdjacentHTML('beforeend', THEMES[theme] ?? THEMES.light);
  document.head.insertAdjacentHTML('beforeend', '<link rel="stylesheet" href="/themes/' + theme + '.css">'); // error: xss
  document.head.insertAdjacentHTML('beforeend', '<link rel="stylesheet" href="/themes/' + encodeURIComponent(theme) + '.css">');

  router.start();
})(window);
