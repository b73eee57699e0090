const form = document.forms.profile;
const preview = document.querySelector('.preview');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(form);
  preview.innerHTML = `<h1>${data.get('title')}</h1>`; // error: xss
  preview.textContent = data.get('title');
  const entries = Object.fromEntries(data.entries());
  preview.insertAdjacentHTML('beforeend', '<p>' + entries.body + '</p>'); // error: xss
});

form.elements.nickname.addEventListener('input', (event) => {
  preview.innerHTML = event.target.value; // error: xss
  preview.innerHTML = '';
  preview.append(event.target.value);
  preview.innerHTML = event.target.checked ? '<b>on</b>' : '<i>off</i>';
});

document.querySelector('textarea').onkeyup = function () {
  preview.innerHTML = this.value.replace(/\n/g, '<br>'); // error: xss
  preview.innerHTML = this.value.length + '/140';
  preview.innerHTML = this.value
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\n/g, '<br>');
};

const select = document.querySelector('select#size');
select.addEventListener('change', () => {
  const option = select.options[select.selectedIndex];
  preview.innerHTML = '<b>' + option.text + '</b>'; // error: xss
  preview.style.width = select.value + 'px';
});
