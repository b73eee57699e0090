document.getElementById('greet').innerHTML = 'Hi ' + unescape(document.location.hash.substring(1)); // error: xss
document.getElementById('greet').innerHTML = 'Hi ' + document.location.hash.length;
var pos = document.URL.indexOf('context=') + 8;
document.write(document.URL.substring(pos, document.URL.length)); // error: xss
document.write('<a href="' + location.href.split('#')[0] + '">here</a>'); // error: xss
document.write('<script src="/js/app.js"><\/script>');
document.writeln(decodeURI(location.search)); // error: xss
var lang = location.href.substring(location.href.indexOf('lang=') + 5);
document.write('<option value=1>' + lang + '</option>'); // error: xss
var ok = ['en', 'de', 'fr'];
document.write('<option>' + (ok.indexOf(lang) > -1 ? lang : 'en') + '</option>');
setTimeout('show("' + lang + '")', 10); // error: code-injection
setTimeout('show("fixed")', 10);
location.href = '/' + lang + '/index.html'; // error: open-redirect
if (window.opener) window.opener.location = document.referrer;
var hash = location.hash.slice(1);
var target = document.getElementById(hash) || document.getElementsByName(hash)[0];
if (target) target.scrollIntoView();
