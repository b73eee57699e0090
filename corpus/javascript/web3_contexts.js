import escapeHtml from 'escape-html';
const v = new URLSearchParams(location.search).get('v');
const box = document.querySelector('#box');

box.innerHTML = '<img alt="' + escapeHtml(v) + '">';
box.innerHTML = '<img alt=' + escapeHtml(v) + '>'; // error: xss
box.innerHTML = '<img src="' + escapeHtml(v) + '">';
box.innerHTML = '<iframe src="' + escapeHtml(v) + '"></iframe>'; // error: xss
box.innerHTML = '<a href="' + escapeHtml(v) + '">x</a>'; // error: xss
box.innerHTML = '<a href="https://example.com/' + escapeHtml(v) + '">x</a>';
box.innerHTML = '<a href="/x" title="' + escapeHtml(v) + '">x</a>';
box.innerHTML = '<b onclick="show(\'' + escapeHtml(v) + '\')">x</b>'; // error: xss
box.innerHTML = '<b onclick="show(' + Number(v) + ')">x</b>';
box.innerHTML = '<form action="' + escapeHtml(v) + '"></form>'; // error: xss
box.innerHTML = '<p style="color: red" class="' + escapeHtml(v) + '">x</p>';
box.innerHTML = '<p data-v="' + encodeURIComponent(v) + '">x</p>';
box.innerHTML = '<!-- ' + escapeHtml(v) + ' -->';
box.innerHTML = `<a href="?v=${encodeURIComponent(v)}">${escapeHtml(v)}</a>`;
box.innerHTML = `<a href='${encodeURI(v)}'>x</a>`; // error: xss
box.innerHTML = '<textarea>' + escapeHtml(v) + '</textarea>';
box.innerHTML = '<textarea>' + v + '</textarea>'; // error: xss
