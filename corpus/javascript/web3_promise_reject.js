function loadUser(name) {
  return new Promise((resolve, reject) => {
    if (!/^[a-z]+$/.test(name)) {
      reject(new Error(`"${name}" is not a user name`));
      return;
    }
    setTimeout(() => resolve({ name, age: 4 }), 10);
  });
}

const alertBox = document.querySelector('#alert');
const name = new URL(location.href).searchParams.get('user');

loadUser(name)
  .then((user) => {
    alertBox.innerHTML = '<i>' + user.age + '</i>';
  })
  .catch((error) => {
    alertBox.innerHTML = '<i>' + error.message + '</i>'; // error: xss
  });

loadUser(name).catch((error) => {
  alertBox.textContent = error.message;
});

async function again() {
  try {
    const user = await loadUser(name);
    alertBox.innerHTML = `<b>${user.age}</b>`;
  } catch (e) {
    alertBox.insertAdjacentHTML('beforeend', e.message); // error: xss
  }
}
again();
