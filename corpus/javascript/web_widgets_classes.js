// Components with state, getters and events, as a page without a framework has them.
export class Component extends EventTarget {
  constructor(element, state = {}) {
    super();
    this.element = element;
    this.state = state;
  }

  setState(patch) {
    this.state = { ...this.state, ...patch };
    this.element.innerHTML = this.render();  // error: xss
  }

  render() {
    return '';
  }
}

class Greeting extends Component {
  render() {
    const { name } = this.state;
    return `<p>Hello ${name}</p>`;
  }
}

class SafeGreeting {
  constructor(element) {
    this.element = element;
    this.state = {};
  }

  set name(value) {
    this.state.name = value;
    this.draw();
  }

  get title() {
    return `Hello ${this.state.name}`;
  }

  draw() {
    this.element.textContent = this.title;
  }
}

class UserCard extends HTMLElement {
  static observedAttributes = ['name', 'size'];

  connectedCallback() {
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.innerHTML = `<h3>${this.getAttribute('name')}</h3>`; // error: xss
    shadow.innerHTML = `<h3>${parseInt(this.getAttribute('size'), 10)}</h3>`;
    shadow.innerHTML = '<slot></slot>';
    const heading = document.createElement('h3');
    heading.textContent = this.getAttribute('name');
    shadow.append(heading);
  }

  attributeChangedCallback(attribute, before, after) {
    if (attribute === 'name') {
      this.shadowRoot.querySelector('h3').innerHTML = after; // error: xss
      this.shadowRoot.querySelector('h3').textContent = after;
    }
  }
}

const params = new URLSearchParams(location.search);

class Banner {
  #message = params.get('message');
  static level = params.get('level');

  get html() {
    return `<div>${this.#message}</div>`;
  }

  get safeHtml() {
    return `<div>${this.#message.replace(/[&<>"']/g, '')}</div>`;
  }

  show(target) {
    target.innerHTML = this.html; // error: xss
    target.innerHTML = this.safeHtml;
    target.className = Banner.level;
    target.innerHTML = `<b class="${Banner.level}"></b>`; // error: xss
  }
}

const cache = new Map();
cache.set('q', params.get('q'));
cache.set('n', Number(params.get('n')));

const makeCell = (tag) => (content) => `<${tag}>${content}</${tag}>`;
const td = makeCell('td');
const pipe = (...steps) => (value) => steps.reduce((result, step) => step(result), value);
const clean = pipe((v) => v.trim(), (v) => v.replace(/[^\w ]/g, ''));

const target = document.querySelector('#banner');
new Banner().show(target);
target.innerHTML = td(cache.get('q')); // error: xss
target.innerHTML = td(cache.get('n'));
target.innerHTML = td(clean(cache.get('q')));
new Greeting(target, {}).setState({ name: params.get('name') });
const safe = new SafeGreeting(target);
safe.name = params.get('name');
customElements.define('user-card', UserCard);

document.addEventListener('note', ({ detail }) => {
  target.textContent = detail.note;
});
document.dispatchEvent(new CustomEvent('note', { detail: { note: params.get('note') } }));

const queue = [];
queue.push({ html: params.get('html'), at: Date.now() });
queue.forEach(({ html, at }) => {
  target.insertAdjacentHTML('beforeend', html); // error: xss
  target.insertAdjacentHTML('beforeend', `<time>${at}</time>`);
});
