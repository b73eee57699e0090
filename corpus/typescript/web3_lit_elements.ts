import { LitElement, html, css, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { ref, createRef } from 'lit/directives/ref.js';

@customElement('note-list')
export class NoteList extends LitElement {
  static styles = css`:host { display: block }`;
  @property() accessor label = '';
  @state() private note = '';
  @query('#out') private out!: HTMLElement;
  private box = createRef<HTMLDivElement>();

  connectedCallback(): void {
    super.connectedCallback();
    this.note = new URLSearchParams(window.location.search).get('note') ?? '';
  }

  updated(): void {
    this.out.innerHTML = this.note; // error: xss
    this.out.textContent = this.note;
    this.renderRoot.querySelector('p')!.innerHTML = this.note; // error: xss
    this.box.value!.innerHTML = '<b>fixed</b>';
  }

  render() {
    return html`
      <p>${this.note}</p>
      ${unsafeHTML(this.note)} <!-- error: xss -->
      <a title=${this.note} href="/notes?q=${encodeURIComponent(this.note)}">x</a>
      ${this.note ? html`<b>${this.note}</b>` : nothing}
      <div id="out" ${ref(this.box)}></div>
    `;
  }
}
