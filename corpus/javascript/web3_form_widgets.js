import mermaid from 'mermaid';
import zxcvbn from 'zxcvbn';

/* Buttons say what the page's author wrote; other elements may say what people wrote. */
const submitButton = document.querySelector('form button[type=submit]');
const note = document.querySelector('.note');

export function busy() {
  const label = submitButton.textContent;
  submitButton.innerHTML = `<i class="spinner"></i> ${label}`;
  return () => {
    submitButton.innerHTML = label;
    note.innerHTML = `<i class="done"></i> ${note.textContent}`; // error: xss
  };
}

export function wait(button) {
  button.innerHTML = button.dataset.loadingText;
  button.innerHTML = button.getAttribute('data-empty-label');
  button.innerHTML = button.dataset.caption; // error: xss
  button.innerHTML = button.getAttribute('data-label'); // error: xss
}

/* A token is the server's own, what people type is not. */
export function forms(root) {
  const token = document.querySelector('input[name=csrfmiddlewaretoken]').value;
  root.innerHTML = '<form><input type="hidden" name="token" value="' + token + '"></form>';
  const title = document.querySelector('input[name=title]').value;
  root.innerHTML = '<form><input type="hidden" name="title" value="' + title + '"></form>'; // error: xss
}

/* What is parsed of a page is a page. */
export async function nextPage(list, link) {
  const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), 'text/html');
  list.innerHTML = page.body.innerHTML;
  list.append(page.body.firstElementChild);
  const foreign = await fetch('https://news.example.com/today');
  const parsed = new DOMParser().parseFromString(await foreign.text(), 'text/html');
  list.innerHTML = parsed.body.innerHTML; // error: xss
}

/* Drawings and figures are made of the text. */
export async function draw(source) {
  const { svg } = await mermaid.render('graph', source.textContent);
  source.innerHTML = svg;
  const password = document.querySelector('input[type=password]');
  const { crack_times_display: times } = zxcvbn(password.value);
  note.innerHTML = `<b>${times.offline_slow_hashing_1e4_per_second}</b>`;
  note.innerHTML = `<b>${password.value}</b>`; // error: xss
}

/* An attribute by a name that is put together is no object of attributes. */
$('.tool').on('click', function () {
  const name = $(this).data('event');
  $('.current').attr('data-' + name, 'on');
  $('.current').attr({ href: $(this).data('title'), srcdoc: $(this).data('title') }); // error: xss
});
