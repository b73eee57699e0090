const DEFAULT = '/dashboard';
const HOSTS: readonly string[] = ['app.example.com', 'www.example.com'];

function isLocal(path: string): boolean {
  return path.startsWith('/') && !path.startsWith('//') && !path.startsWith('/\\');
}

function target(): string {
  const raw = new URLSearchParams(window.location.search).get('continue');
  if (!raw) return DEFAULT;
  return isLocal(raw) ? raw : DEFAULT;
}

function external(): string {
  const raw = new URLSearchParams(window.location.search).get('to') ?? '';
  let url: URL;
  try {
    url = new URL(raw);
  } catch {
    return DEFAULT;
  }
  if (url.protocol !== 'https:' || !HOSTS.includes(url.hostname)) {
    return DEFAULT;
  }
  return url.toString();
}

export function afterLogin(): void {
  window.location.replace(target());
}
export function leave(): void {
  window.location.assign(external());
}
export function unsafe(): void {
  const raw = new URLSearchParams(window.location.search).get('continue') ?? DEFAULT;
  window.location.href = raw; // error: xss error: open-redirect
}
export function halfSafe(): void {
  const raw = new URLSearchParams(window.location.search).get('continue') ?? DEFAULT;
  if (raw.startsWith('http')) {
    window.location.href = raw; // error: open-redirect
  }
  if (raw.startsWith('/')) {
    window.location.href = raw; // error: open-redirect
  }
}
export function meta(): void {
  const tag = document.createElement('meta');
  tag.httpEquiv = 'refresh';
  tag.content = '0; url=' + new URLSearchParams(window.location.search).get('continue'); // error: open-redirect
  document.head.append(tag);
}
