const out = document.querySelector('#log');

async function stream() {
  const response = await fetch('/api/log?id=' + encodeURIComponent(location.hash.slice(1)));
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const text = decoder.decode(value, { stream: true });
    out.insertAdjacentHTML('beforeend', `<p>${text}</p>`); // error: xss
    out.append(text);
  }
}

function* words(text) {
  for (const word of text.split(' ')) {
    yield word;
  }
}

function show() {
  for (const word of words(new URLSearchParams(location.search).get('text'))) {
    out.innerHTML += `<span>${word}</span>`; // error: xss
  }
  out.innerHTML = [...words(new URLSearchParams(location.search).get('text'))].length;
}

stream();
show();
