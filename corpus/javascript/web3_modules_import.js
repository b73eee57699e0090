const params = new URLSearchParams(location.search);
const theme = params.get('theme');
const THEMES = { dark: './themes/dark.js', light: './themes/light.js' };

import('./themes/' + encodeURIComponent(theme) + '.js').then((module) => module.apply());
import(params.get('plugin')).then((plugin) => plugin.start()); // error: xss
import(THEMES[theme] ?? THEMES.light);

const worker = new Worker(params.get('worker')); // error: xss
const fixed = new Worker(new URL('./worker.js', import.meta.url));
fixed.postMessage({ theme });
const style = document.createElement('style');
style.textContent = `body { background: ${theme} }`;
const css = document.createElement('link');
css.rel = 'stylesheet';
css.href = '/css/' + theme + '.css';
document.body.style.cssText = 'color: ' + theme;
document.head.append(style, css);
const s = document.createElement('script');
s.src = '/js/' + encodeURIComponent(theme) + '.js';
s.setAttribute('src', params.get('cdn')); // error: xss
document.head.appendChild(s);
navigator.serviceWorker.register('/sw.js');
