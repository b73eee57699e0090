function getCookie(name) {
  const value = `; ${document.cookie}`;
  const parts = value.split(`; ${name}=`);
  if (parts.length === 2) return parts.pop().split(';').shift();
  return '';
}

function readAll() {
  return document.cookie.split(';').reduce((all, pair) => {
    const [key, value] = pair.trim().split('=');
    all[key] = decodeURIComponent(value);
    return all;
  }, {});
}

const banner = document.querySelector('.banner');
banner.innerHTML = decodeURIComponent(getCookie('flash')); // error: xss
banner.textContent = decodeURIComponent(getCookie('flash'));
const all = readAll();
banner.insertAdjacentHTML('beforeend', all.name); // error: xss
banner.insertAdjacentText('beforeend', all.name);
banner.hidden = all.closed === '1';
banner.innerHTML = all.theme === 'dark' ? '<i>dark</i>' : '<i>light</i>';
document.cookie = 'seen=1; path=/';
