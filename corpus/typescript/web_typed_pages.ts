type Sort = 'name' | 'price';
interface State { readonly term: string; readonly page: number; readonly sort: Sort; readonly tags: string[]; }
enum Level { Info = 'info', Error = 'error' }

const qs = new URLSearchParams(window.location.search);
const isSort = (value: string | null): value is Sort => value === 'name' || value === 'price';
const root = document.querySelector<HTMLElement>('#root')!;

function readState(source: URLSearchParams): State {
  const sort = source.get('sort');
  return {
    term: source.get('q') ?? '',
    page: Number(source.get('page') ?? 1),
    sort: isSort(sort) ? sort : 'name',
    tags: source.getAll('tag'),
  };
}

function toLevel(value: string): Level {
  return Object.values(Level).includes(value as Level) ? (value as Level) : Level.Info;
}

class Template<T extends object> {
  constructor(private readonly parts: TemplateStringsArray, private readonly keys: (keyof T)[]) {}

  render(data: T): string {
    return this.parts.reduce((out, part, i) => out + part + String(i < this.keys.length ? data[this.keys[i]] : ''), '');
  }
}

abstract class View {
  protected constructor(protected readonly element: HTMLElement) {}
  abstract html(state: State): string;

  update(state: State): void {
    this.element.innerHTML = this.html(state); // error: xss
  }
}

class TermView extends View {
  static create(element: HTMLElement): TermView {
    return new TermView(element);
  }

  html({ term }: State): string {
    return `<h2>${term}</h2>`;
  }
}

class PageView {
  constructor(private readonly element: HTMLElement) {}

  html({ page, sort }: State): string {
    return `<p data-sort="${sort}">Page ${page}</p>`;
  }

  update(state: State): void {
    this.element.innerHTML = this.html(state);
  }
}

namespace Escape {
  export function html(text: string): string {
    return text.replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`);
  }

  export function nothing(text: string): string {
    return text;
  }
}

const state = readState(qs);
TermView.create(root).update(state);
new PageView(root).update(state);

root.innerHTML = `<b>${state.term}</b>`; // error: xss
root.innerHTML = `<b>${state.page}</b>`;
root.innerHTML = `<b>${state.sort}</b>`;
root.innerHTML = `<b class="${toLevel(qs.get('level') ?? '')}"></b>`;
root.innerHTML = `<b>${Escape.html(state.term)}</b>`;
root.innerHTML = `<b>${Escape.nothing(state.term)}</b>`; // error: xss
root.innerHTML = state.tags.map((tag: string): string => `<i>${tag}</i>`).join(''); // error: xss
root.innerHTML = state.tags.map(Escape.html).map((tag) => `<i>${tag}</i>`).join('');
root.innerHTML = state.tags.length > 0 ? `<i>${state.tags.at(-1)}</i>` : ''; // error: xss

const render = <T extends { title?: string }>(item: T): string => item?.title ?? 'none';
root.innerHTML = render({ title: qs.get('title') ?? undefined }); // error: xss
root.innerHTML = render({});
root.textContent = render({ title: qs.get('title')! });

const lookups: Record<string, (value: string) => string> = {
  bold: (value) => `<b>${value}</b>`,
  safe: (value) => `<b>${Escape.html(value)}</b>`,
};
root.innerHTML = lookups.bold(qs.get('x')!); // error: xss
root.innerHTML = lookups['safe'](qs.get('x')!);

const input = document.querySelector('input[name="note"]') as HTMLInputElement;
input.addEventListener('input', (event: Event) => {
  const { value } = event.target as HTMLInputElement;
  root.innerHTML = value; // error: xss
  root.innerText = value;
  (event.currentTarget as HTMLElement).title = value;
});

const [first, ...others] = qs.getAll('item');
root.append(first, ...others);
root.innerHTML = [first, ...others].join('<br>'); // error: xss
const tuple: [string, number] = [qs.get('t')!, 3];
root.innerHTML = `${tuple[1]}`;
root.innerHTML = `${tuple[0]}`; // error: xss

export { readState, Template, toLevel };
