import axios, { AxiosError } from 'axios';
import ky from 'ky';

const alertBox = document.querySelector('#alert') as HTMLDivElement;

export async function save(form: HTMLFormElement): Promise<void> {
  try {
    await axios.post('/api/notes', new FormData(form));
    alertBox.textContent = 'Saved';
  } catch (error) {
    const failure = error as AxiosError<{ message: string }>;
    alertBox.innerHTML = `<b>${failure.response?.data.message}</b>`; // error: xss
    alertBox.innerHTML = `<b>Failed with ${failure.response?.status}</b>`;
    alertBox.textContent = failure.response?.data.message ?? failure.message;
  }
}

export function remove(id: number): void {
  axios
    .delete(`/api/notes/${id}`)
    .then(({ data }) => {
      alertBox.innerHTML = data.html;
      alertBox.insertAdjacentHTML('beforeend', `<i>${data.title}</i>`); // error: xss
    })
    .catch(() => {
      alertBox.innerHTML = '<b>Could not remove</b>';
    });
}

export async function list(): Promise<void> {
  const notes = await ky.get('/api/notes').json<{ id: number; title: string }[]>();
  alertBox.innerHTML = notes.map((note) => `<li>${note.title}</li>`).join(''); // error: xss
  alertBox.replaceChildren(...notes.map((note) => Object.assign(document.createElement('li'), { textContent: note.title })));
}
