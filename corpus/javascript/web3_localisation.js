import i18next from 'i18next';
import Polyglot from 'node-polyglot';

const name = new URLSearchParams(location.search).get('name');
const el = document.querySelector('#hello');
i18next.init({ lng: 'en', resources: {} });
el.textContent = i18next.t('hello', { name });
el.innerHTML = i18next.t('hello', { name });
el.innerHTML = i18next.t('hello', { name, interpolation: { escapeValue: false } }); // error: xss
const polyglot = new Polyglot({ phrases: { hello: 'Hello %{name}' } });
el.textContent = polyglot.t('hello', { name });
el.innerHTML = new Intl.NumberFormat('de').format(Number(name));
el.innerHTML = new Intl.DateTimeFormat('de').format(new Date());
