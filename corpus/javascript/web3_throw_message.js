class UnknownPage extends Error {
  constructor(page) {
    super('No such page: ' + page);
    this.page = page;
  }
}

const PAGES = new Map([['home', '#home'], ['about', '#about']]);

function find(page) {
  if (!PAGES.has(page)) {
    throw new UnknownPage(page);
  }
  return PAGES.get(page);
}

function show() {
  const page = location.hash.replace('#/', '');
  try {
    document.querySelector(find(page)).hidden = false;
  } catch (e) {
    document.querySelector('.error').innerHTML = `<p>${e.message}</p>`; // error: xss
    document.querySelector('.error').innerText = e.message;
  }
}

function positive(text) {
  const value = Number(text);
  if (Number.isNaN(value)) throw new RangeError('not a number');
  return value;
}

function showCount() {
  try {
    positive(location.search.slice(1));
  } catch (e) {
    document.querySelector('.error').innerHTML = '<p>' + e.message + '</p>';
  }
}

window.addEventListener('hashchange', show);
showCount();
