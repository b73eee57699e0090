interface Profile {
  name: string;
  bio: string;
  age: number;
}

class LocalStore {
  constructor(private readonly prefix: string) {}

  read<T>(key: string, fallback: T): T {
    const raw = window.localStorage.getItem(this.prefix + key);
    return raw ? (JSON.parse(raw) as T) : fallback;
  }

  write<T>(key: string, value: T): void {
    window.localStorage.setItem(this.prefix + key, JSON.stringify(value));
  }
}

const store = new LocalStore('app:');
const profile = store.read<Profile>('profile', { name: '', bio: '', age: 0 });
const card = document.querySelector<HTMLDivElement>('#card')!;
card.innerHTML = `<h2>${profile.name}</h2>`; // error: xss
card.querySelector('h2')!.textContent = profile.name;
card.title = profile.bio;
const visits = Number(localStorage.getItem('visits') ?? 0) + 1;
card.insertAdjacentHTML('beforeend', `<small>${visits} visits</small>`);
const theme: 'dark' | 'light' = localStorage.getItem('theme') === 'dark' ? 'dark' : 'light';
document.body.innerHTML = `<main class="${theme}"></main>`;
for (const key of Object.keys(localStorage)) {
  card.insertAdjacentHTML('beforeend', '<li>' + localStorage.getItem(key) + '</li>'); // error: xss
}
