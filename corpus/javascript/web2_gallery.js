/* A gallery of pictures with captions, filters and a lightbox; no framework. */
var Gallery = (function () {
  var root = document.getElementById('gallery');
  var options = { columns: 3, caption: true };
  var history = [];

  function parseHash() {
    var out = {};
    var hash = location.hash.replace(/^#!?/, '');
    hash.split(';').forEach(function (part) {
      var at = part.indexOf('=');
      if (at < 0) return;
      out[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1));
    });
    return out;
  }

  function el(tag, className, html) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (html != null) node.innerHTML = html; // error: xss
    return node;
  }

  function textEl(tag, className, text) {
    var node = document.createElement(tag);
    node.className = className;
    node.appendChild(document.createTextNode(text));
    return node;
  }

  function caption(picture) {
    return '<figcaption>' + picture.title + ' <small>' + picture.taken + '</small></figcaption>';
  }

  function show(pictures) {
    root.innerHTML = '';
    pictures.forEach(function (picture, index) {
      var figure = document.createElement('figure');
      figure.id = 'picture-' + index;
      figure.innerHTML = caption(picture); // error: xss
      figure.appendChild(textEl('p', 'credit', picture.credit));
      var img = document.createElement('img');
      img.setAttribute('src', picture.thumb);
      img.setAttribute('alt', picture.title);
      figure.insertBefore(img, figure.firstChild);
      root.appendChild(figure);
    });
    root.insertAdjacentHTML('afterend', '<p>' + pictures.length + ' pictures in ' + options.columns + ' columns</p>');
  }

  function load(album) {
    var request = new XMLHttpRequest();
    request.open('GET', '/albums/' + encodeURIComponent(album) + '.json', true);
    request.addEventListener('load', function () {
      if (request.status !== 200) {
        root.innerHTML = '<p class="error">' + request.statusText + '</p>';
        return;
      }
      show(JSON.parse(request.responseText).pictures);
    });
    request.send(null);
  }

  function banner(settings) {
    if (settings.message) {
      document.body.prepend(el('div', 'banner', settings.message));
      document.body.prepend(textEl('div', 'banner', settings.message));
      document.body.prepend(el('div', 'banner', '<b>Welcome</b>'));
    }
    var width = parseInt(settings.width, 10);
    if (width > 0) {
      root.outerHTML = '<div id="gallery" style="width:' + width + 'px"></div>';
    }
    var colour = settings.colour;
    if (/^#[0-9a-f]{3,6}$/i.test(colour)) {
      root.insertAdjacentHTML('beforebegin', '<hr style="color:' + colour + '">');
    }
    document.title = settings.title || 'Gallery';
  }

  return {
    start: function () {
      var settings = parseHash();
      banner(settings);
      load(settings.album || 'all');
      window.addEventListener('hashchange', function (event) {
        history.push(event.newURL);
        document.querySelector('.last').innerHTML = history[history.length - 1]; // error: xss
        document.querySelector('.last').textContent = history[history.length - 1];
        document.querySelector('.count').innerHTML = history.length;
      });
    },
  };
})();

document.addEventListener('DOMContentLoaded', Gallery.start);
