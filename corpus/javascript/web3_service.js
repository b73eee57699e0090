class Api {
  constructor(base) {
    this.base = base;
  }

  async request(path, options = {}) {
    const response = await fetch(this.base + path, options);
    const body = await response.json();
    if (!response.ok) {
      throw new Error(body.message);
    }
    return body;
  }

  comments(id) {
    return this.request(`/posts/${id}/comments`);
  }
}

const api = new Api('/api');
const list = document.querySelector('#comments');

async function load(id) {
  try {
    const comments = await api.comments(id);
    list.innerHTML = comments.map((c) => `<li>${c.body}</li>`).join(''); // error: xss
    list.innerHTML = `${comments.length} comments`;
  } catch (error) {
    list.innerHTML = `<li class="error">${error.message}</li>`; // error: xss
    list.textContent = error.message;
  }
}

load(Number(location.hash.slice(1)));
