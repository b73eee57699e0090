var Search = (function () {
  var input, output, history = [];

  function init() {
    input = document.getElementById('q');
    output = document.getElementById('out');
    input.addEventListener('keyup', onKey);
    restore();
  }

  function restore() {
    var params = new URLSearchParams(window.location.search);
    if (params.has('q')) {
      render(params.get('q'));
      count(params.getAll('q').length);
    }
  }

  function onKey(event) {
    if (event.key === 'Enter') {
      history.push(input.value);
      render(input.value);
    }
  }

  function render(term) {
    output.innerHTML = '<h2>' + term + '</h2>'; // error: xss
    output.querySelector('h2').title = term;
  }

  function count(n) {
    output.insertAdjacentHTML('beforeend', '<i>' + n + '</i>');
  }

  function showHistory() {
    output.innerHTML = history.map(function (item) { return '<li>' + item + '</li>'; }).join(''); // error: xss
    output.innerHTML = history.map(function (item) { return '<li>' + item.length + '</li>'; }).join('');
  }

  return { init: init, showHistory: showHistory };
})();

document.addEventListener('DOMContentLoaded', Search.init);
document.getElementById('h').onclick = function () { Search.showHistory(); };
