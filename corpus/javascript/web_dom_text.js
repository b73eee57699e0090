// Text of the page that is read and put back as markup.
document.querySelectorAll('.editable').forEach((cell) => {
  cell.addEventListener('dblclick', () => {
    const before = cell.textContent;
    cell.innerHTML = '<input value="' + before + '">'; // error: xss
    const input = cell.querySelector('input');
    input.addEventListener('blur', () => {
      cell.innerHTML = input.value; // error: xss
    });
    input.addEventListener('change', ({ target }) => {
      cell.textContent = target.value;
    });
  });
});

const tooltips = document.querySelectorAll('[data-tooltip]');
for (const element of tooltips) {
  const tip = document.createElement('div');
  tip.innerHTML = element.getAttribute('data-tooltip'); // error: xss
  tip.textContent = element.getAttribute('data-tooltip');
  const label = element.dataset.label;
  tip.insertAdjacentHTML('beforeend', `<b>${label}</b>`); // error: xss
  tip.insertAdjacentHTML('beforeend', `<b>${element.dataset.label.length}</b>`);
  tip.insertAdjacentText('beforeend', label);
}

const search = document.getElementById('search');
const list = document.getElementById('matches');
const NAMES = ['Ada', 'Grace', 'Linus'];

search.addEventListener('input', (event) => {
  const term = event.target.value.trim();
  const found = NAMES.filter((name) => name.includes(term));
  list.innerHTML = found.map((name) => `<li>${name}</li>`).join('');
  if (!found.length) {
    list.innerHTML = `<li>Nothing matches "${term}"</li>`; // error: xss
  }
  list.title = `${found.length} for ${term}`;
  list.innerHTML = `<li>${found.length} found</li>`;
});

search.onkeyup = function (e) {
  document.querySelector('.echo').innerHTML = this.value; // error: xss
  document.querySelector('.echo').innerText = this.value;
  if (e.key === 'Enter') {
    list.innerHTML = '<li>' + e.target.value + '</li>'; // error: xss
  }
};

function escapeText(value) {
  const div = document.createElement('div');
  div.appendChild(document.createTextNode(value));
  return div.innerHTML;
}

document.querySelector('form').addEventListener('submit', function (event) {
  event.preventDefault();
  const data = new FormData(event.currentTarget);
  const comment = data.get('comment');
  list.innerHTML += '<li>' + comment + '</li>'; // error: xss
  list.innerHTML += '<li>' + escapeText(comment) + '</li>';
  const author = document.forms[0].elements['author'].value;
  list.insertAdjacentHTML('afterbegin', '<b>' + author + '</b>'); // error: xss
  list.insertAdjacentHTML('afterbegin', '<b>' + escapeText(author) + '</b>');
});

const select = document.querySelector('select.size');
select.addEventListener('change', () => {
  const option = select.options[select.selectedIndex];
  const summary = document.querySelector('.summary');
  summary.innerHTML = 'Size: <b>' + option.text + '</b>'; // error: xss
  summary.textContent = 'Size: ' + option.text;
  summary.innerHTML = 'Index: <b>' + select.selectedIndex + '</b>';
});

const saved = document.getElementById('template').innerHTML;
list.innerHTML = saved;
list.innerHTML = document.getElementById('row-template').innerHTML + '<hr>';

const area = document.querySelector('textarea');
const preview = document.querySelector('.preview');
area.addEventListener('keyup', debounce(() => {
  preview.innerHTML = area.value.replace(/\n/g, '<br>'); // error: xss
  preview.innerText = area.value;
  preview.innerHTML = area.value.replace(/[<>&"]/g, '').replace(/\n/g, '<br>');
}, 200));

function debounce(run, wait) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), wait);
  };
}
