import merge from 'lodash/merge';
import set from 'lodash/set';
import qs from 'qs';

const settings = { theme: { colour: 'blue' }, panels: {} };
const registry = Object.create(null);
const params = new URLSearchParams(location.search);

function deepMerge(target, source) {
  for (const key in source) {
    if (typeof source[key] === 'object' && source[key] !== null) {
      if (!target[key]) target[key] = {};
      deepMerge(target[key], source[key]);
    } else {
      target[key] = source[key]; // error: prototype-pollution
    }
  }
  return target;
}

function safeMerge(target, source) {
  for (const key of Object.keys(source)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;
    if (typeof source[key] === 'object' && source[key] !== null) {
      target[key] = safeMerge(target[key] ?? {}, source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

function assignPath(object, path, value) {
  const parts = path.split('.');
  let at = object;
  for (let i = 0; i < parts.length - 1; i++) {
    at = at[parts[i]] = at[parts[i]] || {};
  }
  at[parts[parts.length - 1]] = value; // error: prototype-pollution
}

const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];
function assignPathSafely(object, path, value) {
  const parts = path.split('.');
  if (parts.some((part) => FORBIDDEN.includes(part))) return;
  let at = object;
  while (parts.length > 1) {
    const part = parts.shift();
    at = at[part] ??= {};
  }
  at[parts[0]] = value;
}

window.addEventListener('message', (event) => {
  deepMerge(settings, JSON.parse(event.data));
  safeMerge(settings, JSON.parse(event.data));
});

for (const [key, value] of params) {
  assignPath(settings, key, value);
  assignPathSafely(settings, key, value);
}

set(settings, params.get('key'), params.get('value')); // error: prototype-pollution
set(settings, 'theme.colour', params.get('value'));
merge(settings, { theme: { colour: params.get('value') } });

const [group, name] = (params.get('panel') ?? '').split('.');
settings[group][name] = true; // error: prototype-pollution
settings.panels[name] = true;
registry[group] = { [name]: true };

const copy = {};
for (const [key, value] of params) {
  copy[key] = value;
}
const counts = new Map();
counts.set(params.get('key'), 1);

if (Object.hasOwn(settings, group)) {
  settings[group][name] = true;
}

const parsed = qs.parse(location.search.slice(1));
Object.assign(settings.theme, parsed.theme);
settings.theme = { ...settings.theme, ...parsed.theme };
export default settings;
