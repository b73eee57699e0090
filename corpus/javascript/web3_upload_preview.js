const input = document.querySelector('input[type=file]');
const list = document.querySelector('ul');

input.addEventListener('change', () => {
  list.innerHTML = '';
  for (const file of input.files) {
    const li = document.createElement('li');
    li.innerHTML = `${file.name} (${Math.round(file.size / 1024)} KB)`; // error: xss
    const img = document.createElement('img');
    img.src = URL.createObjectURL(file);
    img.alt = file.name;
    li.append(img);
    list.append(li);
  }
});

Array.from(document.querySelectorAll('.drop')).forEach((zone) => {
  zone.addEventListener('drop', async (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    const text = await file.text();
    zone.innerHTML = text; // error: xss
    zone.querySelector('pre').textContent = text;
    const rows = text.split('\n').map((line) => line.split(','));
    zone.innerHTML = rows.map((row) => `<tr>${row.map((c) => `<td>${c}</td>`).join('')}</tr>`).join(''); // error: xss
    zone.innerHTML = `<b>${rows.length} rows</b>`;
  });
});

const reader = new FileReader();
reader.addEventListener('load', function () {
  const data = JSON.parse(this.result);
  list.insertAdjacentHTML('beforeend', `<li>${data.title}</li>`); // error: xss
  list.append(data.title);
});
