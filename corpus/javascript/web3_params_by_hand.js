function getParameterByName(name) {
  name = name.replace(/[[]/, '\\[').replace(/[\]]/, '\\]');
  var regex = new RegExp('[\\?&]' + name + '=([^&#]*)');
  var results = regex.exec(location.search);
  return results === null ? '' : decodeURIComponent(results[1].replace(/\+/g, ' '));
}

function parse() {
  var out = {};
  var pairs = window.location.search.substring(1).split('&');
  for (var i = 0; i < pairs.length; i++) {
    var pair = pairs[i].split('=');
    out[decodeURIComponent(pair[0])] = decodeURIComponent(pair[1] || '');
  }
  return out;
}

var query = parse();
document.getElementById('name').innerHTML = 'Hello ' + getParameterByName('name'); // error: xss
document.getElementById('name').innerText = 'Hello ' + getParameterByName('name');
document.getElementById('page').innerHTML = '<i>' + query.page + '</i>'; // error: xss
document.getElementById('page').innerHTML = '<i>' + parseInt(query.page, 10) + '</i>';
document.getElementById('page').innerHTML = query.mode === 'full' ? '<b>full</b>' : '';
var id = /[?&]id=(\d+)/.exec(location.search);
document.getElementById('id').innerHTML = id ? '#' + id[1] : '';
var tab = location.hash.match(/^#tab-([a-z]+)$/);
if (tab) document.getElementById('tab').innerHTML = '<b>' + tab[1] + '</b>';
