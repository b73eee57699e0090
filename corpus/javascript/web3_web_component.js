const template = document.createElement('template');
template.innerHTML = '<style>:host{display:block}</style><h3></h3><div class="body"></div>';

class InfoCard extends HTMLElement {
  static observedAttributes = ['heading', 'body', 'size'];
  #root;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    this.#root.appendChild(template.content.cloneNode(true));
  }

  attributeChangedCallback(name, before, after) {
    switch (name) {
      case 'heading':
        this.#root.querySelector('h3').textContent = after;
        break;
      case 'body':
        this.#root.querySelector('.body').innerHTML = after; // error: xss
        break;
      case 'size':
        this.#root.querySelector('.body').style.width = `${after}px`;
        break;
    }
  }

  connectedCallback() {
    const note = this.getAttribute('note');
    this.#root.innerHTML += `<small>${note}</small>`; // error: xss
    this.#root.lastChild.append(note);
    const src = this.dataset.frame;
    this.insertAdjacentHTML('beforeend', `<p>${this.textContent}</p>`); // error: xss
    this.addEventListener('click', (event) => {
      this.dispatchEvent(new CustomEvent('open', { detail: { note } }));
    });
  }

  set rich(value) {
    this.#root.querySelector('.body').innerHTML = value;
  }
}
customElements.define('info-card', InfoCard);
document.querySelector('info-card').rich = new URL(location.href).searchParams.get('rich');
