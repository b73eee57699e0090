import { io } from 'socket.io-client';
import DOMPurify from 'dompurify';
import linkifyHtml from 'linkify-html';
import { formatDistance } from 'date-fns';

const socket = io('https://chat.example.com');
const log = document.querySelector('.log');
const typing = document.querySelector('.typing');
const people = new Map();

const initials = ({ name = '?' } = {}) => name.split(' ').map((part) => part[0]).join('').slice(0, 2);
const isSafeUrl = (value) => {
  try {
    const { protocol } = new URL(value, window.location.origin);
    return protocol === 'https:' || protocol === 'http:';
  } catch {
    return false;
  }
};

socket.on('joined', (person) => {
  people.set(person.id, person);
  log.insertAdjacentHTML('beforeend', `<li>${person.name} joined</li>`); // error: xss
  const item = document.createElement('li');
  item.textContent = `${person.name} joined`;
  log.append(item);
});

socket.on('message', ({ from, text, at, link }) => {
  const item = document.createElement('li');
  item.innerHTML = text; // error: xss
  item.innerHTML = DOMPurify.sanitize(text, { ALLOWED_TAGS: ['b', 'i'] });
  item.innerHTML = DOMPurify.sanitize(linkifyHtml(text));
  item.innerHTML = `<time>${formatDistance(new Date(at), new Date())}</time>`;
  const author = people.get(from);
  const badge = document.createElement('span');
  badge.title = initials(author);
  badge.innerHTML = author?.name ?? 'unknown'; // error: xss
  const anchor = document.createElement('a');
  anchor.href = link; // error: xss
  if (isSafeUrl(link)) {
    anchor.href = link;
  }
  anchor.textContent = link;
  log.append(item, badge, anchor);
});

socket.on('typing', (names) => {
  typing.innerHTML = names.map((name) => `<em>${name}</em>`).join(', '); // error: xss
  typing.textContent = names.join(', ');
  typing.hidden = names.length === 0;
});

document.querySelector('.send').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const { text } = Object.fromEntries(new FormData(form));
  const draft = document.createElement('li');
  draft.innerHTML = `<i>${text}</i>`; // error: xss
  draft.replaceChildren(text);
  log.append(draft);
  const response = await fetch('/api/messages', { method: 'POST', body: JSON.stringify({ text }) });
  const { id, error } = await response.json();
  if (error) {
    draft.outerHTML = `<li class="error">${error}</li>`; // error: xss
    draft.setAttribute('title', error);
  }
  draft.dataset.id = id;
});

const room = new URLSearchParams(location.search).get('room') || 'lobby';
socket.emit('join', room);
document.querySelector('h1').innerHTML = 'Room ' + room; // error: xss
document.querySelector('h1').innerText = 'Room ' + room;
document.querySelector('a.share').href = '/share?room=' + room;
document.querySelector('a.share').setAttribute('href', `https://example.com/share/${room}`);

Notification.requestPermission().then((permission) => {
  if (permission === 'granted') {
    socket.on('mention', ({ by }) => new Notification('Mention', { body: by }));
  }
});
