const api = {
  base: '/api',
  async get(path) {
    const response = await fetch(this.base + path);
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  },
};

const root = document.querySelector('main');
const params = new URLSearchParams(location.search);

async function showUser() {
  const { name, about, age } = await api.get('/me');
  root.innerHTML = `<h1>${name}</h1>`; // error: xss
  root.innerHTML = `<p>${Math.floor(age)}</p>`;
  root.querySelector('.about').textContent = about;
}

async function showPosts(page = 1) {
  const response = await fetch(`/api/posts?page=${page}`);
  const { posts, total } = await response.json();
  root.innerHTML = posts // error: xss
    .filter((post) => !post.hidden)
    .map(({ title, slug }) => `<a href="/posts/${slug}">${title}</a>`)
    .join('');
  const rows = posts.reduce((html, post) => html + '<tr><td>' + post.title + '</td></tr>', '');
  root.insertAdjacentHTML('beforeend', `<table>${rows}</table>`); // error: xss
  root.insertAdjacentHTML('beforeend', `<footer>${Number(total)} posts</footer>`);
  for (const post of posts) {
    const link = document.createElement('a');
    link.href = post.url; // error: xss
    link.href = `/posts/${post.slug}`;
    link.append(post.title);
    root.append(link);
  }
}

function showRemote() {
  const source = params.get('source');
  fetch(source).then((response) => response.text()).then((text) => {
    root.innerHTML = text; // error: xss
    root.textContent = text;
  });
  fetch('/partials/help.html')
    .then((response) => response.text())
    .then((text) => {
      root.innerHTML = text;
    });
}

function withXhr() {
  const request = new XMLHttpRequest();
  request.open('GET', '/api/notice');
  request.onload = function () {
    const answer = JSON.parse(this.responseText);
    root.innerHTML = answer.message; // error: xss
    root.textContent = answer.message;
    root.innerHTML = '<i>' + request.status + '</i>';
  };
  request.onreadystatechange = () => {
    if (request.readyState === 4 && request.status === 200) {
      const data = JSON.parse(request.responseText);
      root.innerHTML = '<p>' + data.text + '</p>'; // error: xss
    }
  };
  request.send();
}

function parseTerm() {
  const text = decodeURIComponent(location.hash.slice(1));
  try {
    JSON.parse(text);
  } catch (error) {
    root.innerHTML = 'Cannot read ' + error.message; // error: xss
    root.textContent = 'Cannot read ' + error.message;
  }
  try {
    if (text.length > 20) throw new Error('Too long: ' + text);
    if (!text) throw new Error('Nothing given');
  } catch (e) {
    root.innerHTML = `<p>${e.message}</p>`; // error: xss
  }
  try {
    validate(5);
  } catch ({ message }) {
    root.innerHTML = message;
  }
  new Promise((resolve, reject) => {
    if (text === 'x') resolve(1);
    else reject(text);
  }).catch((reason) => {
    root.innerHTML = reason; // error: xss
  });
}

function validate(size) {
  if (size > 10) throw new RangeError('Size must be below 10');
}

showUser();
showPosts();
showRemote();
withXhr();
parseTerm();
