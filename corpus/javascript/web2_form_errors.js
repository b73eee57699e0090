(() => {
  const form = document.forms.register;
  const summary = document.querySelector('#errors');
  const MESSAGES = { required: 'is required', email: 'is not an address', max: 'is too long' };

  class FieldError extends Error {
    constructor(field, value, reason) {
      super(`${field} "${value}" ${MESSAGES[reason]}`);
      this.field = field;
      this.value = value;
    }
  }

  const rules = {
    name(value) {
      if (!value) throw new FieldError('Name', value, 'required');
      return value.trim();
    },
    email(value) {
      if (!/^[^@\s]+@[^@\s]+$/.test(value)) throw new FieldError('Email', value, 'email');
      return value.toLowerCase();
    },
    age(value) {
      const age = Number(value);
      if (Number.isNaN(age)) throw new TypeError('Age must be a number');
      return age;
    },
  };

  function check(field) {
    const value = form.elements[field].value;
    try {
      return rules[field](value);
    } catch (error) {
      summary.innerHTML += `<li>${value} is wrong</li>`; // error: xss
      summary.insertAdjacentText('beforeend', error.message);
      return null;
    }
  }

  function parseSettings() {
    const raw = localStorage.getItem('settings');
    try {
      return JSON.parse(raw);
    } catch (error) {
      summary.innerHTML = `<p>Settings: ${raw}</p>`; // error: xss
      summary.textContent = `Settings: ${raw}`;
      return {};
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const name = check('name');
    const age = check('age');
    const greeting = document.querySelector('#greeting');
    greeting.innerHTML = `<p>Thank you, ${form.elements.name.value}</p>`; // error: xss
    greeting.textContent = `Thank you, ${name}`;
    greeting.innerHTML = `<p>${Number(age) + 1}</p>`;
    greeting.innerHTML = `<p>${form.elements.length} fields</p>`;
    const { theme, font } = parseSettings();
    greeting.innerHTML = `<p class="${theme}">ok</p>`; // error: xss
    greeting.className = theme;
    greeting.style.fontFamily = font;
  });

  for (const input of form.querySelectorAll('input')) {
    input.addEventListener('invalid', ({ target }) => {
      const label = target.labels[0];
      label.insertAdjacentHTML('beforeend', `<em>${target.validationMessage}</em>`);
      label.insertAdjacentHTML('beforeend', `<em>${target.value}</em>`); // error: xss
      label.append(target.value);
    });
  }

  const params = Object.fromEntries(new URLSearchParams(location.search).entries());
  if (params.error) {
    summary.innerHTML = MESSAGES[params.error] ? `<li>${MESSAGES[params.error]}</li>` : '<li>Unknown</li>';
    summary.append(params.error);
  }
  if (params.field in rules) {
    summary.innerHTML = `<li>${params.field}</li>`;
  }
  Object.entries(params).forEach(([key, value]) => {
    const target = form.querySelector(`[name="${CSS.escape(key)}"]`);
    if (target) target.value = value;
    summary.innerHTML += `<li>${key}: ${value}</li>`; // error: xss
  });
  const prefill = JSON.parse(atob(params.prefill || 'e30='));
  summary.innerHTML = prefill.note; // error: xss
  summary.textContent = prefill.note;
})();
