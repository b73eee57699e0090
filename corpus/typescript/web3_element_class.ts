abstract class Panel {
  protected readonly root: HTMLElement;
  constructor(selector: string) {
    this.root = document.querySelector<HTMLElement>(selector)!;
  }
  abstract body(): string;
  render(): void {
    this.root.innerHTML = `<div>${this.body()}</div>`; // error: xss
  }
}

class QueryPanel extends Panel {
  body(): string {
    return new URL(document.location.href).searchParams.get('q') ?? '';
  }
}

class ClockPanel {
  private readonly root = document.getElementById('clock')!;
  render(): void {
    this.root.innerHTML = `<time>${new Date().toISOString()}</time>`;
  }
}

class Store<T> {
  private readonly values = new Map<string, T>();
  set(key: string, value: T): void {
    this.values.set(key, value);
  }
  get(key: string): T | undefined {
    return this.values.get(key);
  }
}

const store = new Store<string>();
store.set('name', window.name);
store.set('fixed', 'value');
document.getElementById('name')!.innerHTML = store.get('name')!; // error: xss
document.getElementById('name')!.textContent = store.get('name')!;
new QueryPanel('#q').render();
new ClockPanel().render();
