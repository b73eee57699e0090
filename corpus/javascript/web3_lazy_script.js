function loadScript(src, done) {
  var script = document.createElement('script');
  script.async = true;
  script.src = src; // error: xss
  script.onload = done;
  var first = document.getElementsByTagName('script')[0];
  first.parentNode.insertBefore(script, first);
}

function loadStyle(href) {
  var link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  document.head.appendChild(link);
}

var params = {};
location.search.replace(/[?&]+([^=&]+)=([^&]*)/gi, function (m, key, value) {
  params[key] = decodeURIComponent(value);
});

loadScript('/js/base.js', function () {});
loadScript(params.plugin, function () {});
loadStyle(params.skin);
loadScript('/plugins/' + encodeURIComponent(params.name) + '.js', function () {});
var jsonp = document.createElement('script');
jsonp.src = 'https://api.example.com/search?callback=cb&q=' + encodeURIComponent(params.q);
document.body.appendChild(jsonp);
document.querySelector('base').href = '/app/';
window[params.fn] && window.console.log('known');
