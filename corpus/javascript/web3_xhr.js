function get(url, done) {
  var xhr = new XMLHttpRequest();
  xhr.open('GET', url);
  xhr.onload = function () {
    if (xhr.status === 200) {
      done(null, JSON.parse(xhr.responseText));
    } else {
      done(new Error('status ' + xhr.status));
    }
  };
  xhr.send();
}

var list = document.getElementById('list');

get('/api/tags', function (err, tags) {
  if (err) {
    list.innerHTML = '<li>' + err.message + '</li>';
    return;
  }
  tags.forEach(function (tag) {
    var li = document.createElement('li');
    li.innerHTML = '<a href="/tags/' + encodeURIComponent(tag.name) + '">' + tag.name + '</a>'; // error: xss
    li.title = tag.name;
    list.appendChild(li);
  });
});

var post = new XMLHttpRequest();
post.addEventListener('load', function () {
  var reply = JSON.parse(this.responseText);
  document.getElementById('message').innerHTML = reply.message; // error: xss
  document.getElementById('message').textContent = reply.message;
  document.getElementById('n').innerHTML = String(reply.items.length);
});
post.open('POST', '/api/save');
post.send();
