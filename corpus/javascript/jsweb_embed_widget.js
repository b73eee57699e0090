(function () {
  const TRUSTED_ORIGINS = ['https://app.acme.example', 'https://staging.acme.example'];
  const root = document.getElementById('acme-widget');
  const handlers = {};

  function onTrusted(event) {
    if (event.origin !== 'https://app.acme.example') {
      return;
    }
    root.innerHTML = event.data.markup;
  }

  function onListed(event) {
    if (TRUSTED_ORIGINS.includes(event.origin)) {
      root.insertAdjacentHTML('beforeend', event.data.banner);
    }
  }

  function onAnything(event) {
    const message = typeof event.data === 'string' ? JSON.parse(event.data) : event.data;
    switch (message.type) {
      case 'resize':
        root.style.height = Number(message.height) + 'px';
        break;
      case 'title':
        root.querySelector('h2').textContent = message.title;
        break;
      case 'notice':
        root.querySelector('.notice').innerHTML = message.text; // error: xss
        break;
      case 'script':
        eval(message.code); // error: code-injection
        break;
      case 'go':
        window.location.assign(message.url); // error: xss error: open-redirect
        break;
      case 'open':
        if (/^https:\/\//.test(message.url)) {
          window.open(message.url, '_blank', 'noopener');
        }
        break;
      default:
        if (Object.hasOwn(handlers, message.type)) {
          handlers[message.type](message);
        }
    }
  }

  function onSuffix(event) {
    if (event.origin.indexOf('acme.example') === -1) {
      return;
    }
    root.querySelector('.footer').innerHTML = event.data.footer; // error: xss
  }

  window.addEventListener('message', onTrusted);
  window.addEventListener('message', onListed, false);
  window.addEventListener('message', onAnything);
  window.addEventListener('message', onSuffix);

  function restoreDraft() {
    const draft = localStorage.getItem('acme.draft');
    if (!draft) return;
    root.querySelector('.draft').innerHTML = draft; // error: xss
    root.querySelector('textarea').value = draft;
    const saved = JSON.parse(sessionStorage.getItem('acme.state') || '{}');
    root.querySelector('.count').innerHTML = `<b>${Number(saved.count)}</b>`;
    root.querySelector('.label').innerHTML = `<i>${saved.label}</i>`; // error: xss
  }

  function restoreTheme() {
    const theme = localStorage.getItem('acme.theme') === 'dark' ? 'dark' : 'light';
    root.innerHTML = '<link rel="stylesheet" href="/themes/' + theme + '.css">';
    root.className = 'widget ' + theme;
  }

  document.addEventListener('paste', (event) => {
    const text = event.clipboardData.getData('text/plain');
    const html = event.clipboardData.getData('text/html');
    root.querySelector('.editor').innerHTML += html; // error: xss
    root.querySelector('.plain').append(document.createTextNode(text));
  });

  function legacyBootstrap() {
    const campaign = new URL(window.location.href).searchParams.get('campaign');
    document.write('<div class="campaign">' + campaign + '</div>'); // error: xss
    document.write('<div class="campaign">' + encodeURIComponent(campaign) + '</div>');
    document.writeln('<p>' + document.referrer + '</p>'); // error: xss
    const label = window.name;
    const fragment = document.createRange().createContextualFragment(label); // error: xss
    document.body.append(fragment);
    setTimeout('refresh("' + label + '")', 500); // error: code-injection
    setTimeout(() => refresh(label), 500);
  }

  function refresh(label) {
    root.dataset.label = label;
  }

  restoreDraft();
  restoreTheme();
  legacyBootstrap();
})();
