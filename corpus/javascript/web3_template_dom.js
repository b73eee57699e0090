const template = document.querySelector('#row');
const tbody = document.querySelector('tbody');
const params = new URLSearchParams(location.search);

function addRow(record) {
  const row = template.content.cloneNode(true);
  row.querySelector('.name').textContent = record.name;
  row.querySelector('.link').href = '/users/' + encodeURIComponent(record.name);
  row.querySelector('.site').href = record.site; // error: xss
  row.querySelector('.bio').innerHTML = record.bio; // error: xss
  row.querySelector('.avatar').src = record.avatar;
  row.querySelector('.mail').setAttribute('href', 'mailto:' + record.mail);
  row.querySelector('button').onclick = () => alert(record.name);
  row.querySelector('button').dataset.name = record.name;
  tbody.append(row);
}

addRow({
  name: params.get('name'),
  site: params.get('site'),
  bio: params.get('bio'),
  avatar: params.get('avatar'),
  mail: params.get('mail'),
});

const table = document.querySelector('table');
const cell = table.insertRow().insertCell();
cell.innerHTML = params.get('cell'); // error: xss
cell.innerText = params.get('cell');
table.createCaption().innerHTML = '<b>' + params.get('caption') + '</b>'; // error: xss
const option = new Option(params.get('name'), params.get('id'));
document.querySelector('select').add(option);
const comment = document.createComment(params.get('name'));
document.body.append(comment);
