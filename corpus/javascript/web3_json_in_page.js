const state = JSON.parse(document.getElementById('__STATE__').textContent);
const initial = window.__INITIAL_STATE__;
const el = document.querySelector('#user');
el.textContent = state.user.name;
el.innerHTML = `<b>${Number(state.user.id)}</b>`;
const q = new URLSearchParams(location.search).get('q');
const tag = document.createElement('script');
tag.type = 'application/ld+json';
tag.text = JSON.stringify({ '@type': 'Thing', name: q });
document.head.append(tag);
const inline = document.createElement('script');
inline.textContent = `window.q = ${JSON.stringify(q)}`;
document.head.append(inline);
el.innerHTML = `<script>var q = "${q}"</script>`; // error: xss
el.innerHTML = `<div data-q='${JSON.stringify({ q })}'></div>`; // error: xss
el.setAttribute('data-q', JSON.stringify({ q }));
el.innerHTML = `<pre>${JSON.stringify({ q }, null, 2)}</pre>`; // error: xss
el.innerHTML = `<pre>${JSON.stringify({ q }).replace(/</g, '\\u003c')}</pre>`;
