(function () {
  var params = new URLSearchParams(window.location.search);
  var q = params.get('q');
  document.getElementById('title').innerHTML = 'Results for ' + q; // error: xss
  document.getElementById('title2').textContent = 'Results for ' + q;
  document.getElementById('count').innerHTML = '<b>' + Number(params.get('n')) + '</b>';

  var box = document.createElement('div');
  box.innerText = q;
  document.body.appendChild(box);
  document.body.insertAdjacentHTML('beforeend', '<p>' + q + '</p>'); // error: xss
  document.body.insertAdjacentText('beforeend', q);
  document.write('<title>' + document.title + '</title>');
  document.write(location.hash.substring(1)); // error: xss
  document.write(decodeURIComponent(location.hash)); // error: xss

  function esc(s) {
    var d = document.createElement('div');
    d.appendChild(document.createTextNode(s));
    return d.innerHTML;
  }
  function esc2(s) {
    const p = document.createElement('p');
    p.textContent = s;
    return p.innerHTML;
  }
  document.querySelector('#a').innerHTML = '<i>' + esc(q) + '</i>';
  document.querySelector('#b').innerHTML = '<i>' + esc2(q) + '</i>';
  document.querySelector('#c').innerHTML = DOMPurify.sanitize(q);
  document.querySelector('#d').innerHTML = `<a href="${esc2(q)}">x</a>`; // error: xss

  var tab = location.hash.slice(1) || 'home';
  var tabs = { home: '<h2>Home</h2>', news: '<h2>News</h2>' };
  document.querySelector('#tab').innerHTML = tabs[tab] || tabs.home;
  if (Object.keys(tabs).includes(tab)) {
    document.querySelector('#tabname').innerHTML = tab;
  }
  document.querySelector('#' + CSS.escape(tab));

  var link = document.querySelector('a.back');
  link.href = params.get('back'); // error: xss
  link.href = '/search?q=' + encodeURIComponent(q);
  if (/^https?:\/\//.test(params.get('ref'))) {
    link.href = params.get('ref');
  }
  location.href = params.get('next'); // error: xss error: open-redirect
  location.href = '/page/' + params.get('page');
  window.open('/help?topic=' + q);
  eval(params.get('cb')); // error: code-injection
  setTimeout(params.get('cb') + '()', 10); // error: code-injection
  var lang = (navigator.language || 'en').slice(0, 2);
  document.querySelector('#lang').innerHTML = lang;
})();
