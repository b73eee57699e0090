/* A list of people that a server knows: what it passes on as data is text, however it reaches the page. */
const list = document.querySelector('#people');

class Api {
  constructor(base) {
    this.base = base;
  }

  async get(path) {
    return (await fetch(this.base + path)).json();
  }

  async page(path) {
    return (await fetch(this.base + path)).text();
  }
}

const api = new Api('/api');

export async function people() {
  const answer = await api.get('/people');
  const { userList, page, items, form } = answer;
  for (const user of userList) {
    list.insertAdjacentHTML('beforeend', `<li>${user.nick}</li>`); // error: xss
    list.insertAdjacentHTML('beforeend', `<li id="user-${user.id}"></li>`);
  }
  list.innerHTML = page.title; // error: xss
  list.innerHTML = form;
  list.innerHTML = items;
  list.innerHTML = items.map((item) => `<td>${item.city}</td>`).join(''); // error: xss
  list.innerHTML = items.map((item) => item.html).join('');
  list.innerHTML = items[0].preview + items[1].preview; // error: xss
  list.innerHTML = await api.page('/people/table');
}

export function rows() {
  fetch('/api/rows')
    .then((response) => response.json())
    .then((answer) => {
      let html = '';
      for (let i = 0; i < answer.rows.length; i++) {
        html += '<tr><td>' + answer.rows[i].label + '</td></tr>';
      }
      list.innerHTML = html; // error: xss
      list.innerHTML = '<caption>' + answer.count + ' of ' + answer.total + '</caption>';
      return Object.entries(answer.labels);
    })
    .then((entries) => {
      entries.forEach(([key, value]) => {
        list.insertAdjacentHTML('beforeend', `<dt>${key}</dt>`); // error: xss
        list.insertAdjacentHTML('beforeend', `<dd>${value}</dd>`); // error: xss
      });
    });
}

export function send(data) {
  $.post('/api/people', data)
    .done((answer) => {
      $('#state').html(answer.result); // error: xss
      $('#state').html(answer.result_html);
      $('#state').html(answer.errors.join('<br>')); // error: xss
      $('#bio').append($('<p>').html(answer.user.bio)); // error: xss
      $('#bio').append($('<p>').text(answer.user.bio));
    })
    .fail((xhr) => {
      $('#state').html('<b>' + xhr.responseText + '</b>'); // error: xss
      $('#state').html(xhr.status);
    });
}

export function live() {
  const socket = new WebSocket(`wss://${location.host}/live`);
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data);
    list.insertAdjacentHTML('beforeend', `<li>${message.from}</li>`); // error: xss
    list.append(message.from);
  });
}

people();
rows();
live();
