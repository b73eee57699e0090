const params = new URLSearchParams(window.location.search);
const term = params.get("q") ?? "";
const page = Number(params.get("page") ?? 1) || 1;

const heading = document.querySelector("#results-heading");
const crumb = document.querySelector("#crumb");
const pager = document.querySelector("#pager");
const box = document.querySelector("#search-box");

document.title = `${term} - Tern`;
box.value = term;
crumb.textContent = term;

if (heading && term !== "") {
  heading.innerHTML = `Results for <mark>${term}</mark>`;
}

if (pager) {
  pager.innerHTML = `<a href="?page=${page - 1}">back</a> <a href="?page=${page + 1}">more</a>`;
}

async function suggest() {
  const response = await fetch(`/products/suggest?q=${encodeURIComponent(box.value)}`);
  const { names } = await response.json();
  const list = document.createElement("ul");
  for (const name of names) {
    const item = document.createElement("li");
    item.textContent = name;
    item.addEventListener("click", () => {
      window.location.href = `/products/search?q=${encodeURIComponent(name)}`;
    });
    list.append(item);
  }
  box.parentElement.querySelector("ul")?.remove();
  box.after(list);
}

box.addEventListener("input", () => {
  if (box.value.length >= 2) {
    suggest();
  }
});
