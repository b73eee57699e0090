import { createSignal, createEffect, onMount } from 'solid-js';
import { useParams, useSearchParams } from '@solidjs/router';
import DOMPurify from 'dompurify';

export default function Article() {
  const params = useParams();
  const [search] = useSearchParams();
  const [body, setBody] = createSignal('');
  let box;
  onMount(() => {
    box.innerHTML = search.intro; // error: xss
    box.textContent = search.intro;
    setBody(decodeURIComponent(location.hash));
  });
  createEffect(() => {
    document.title = body();
  });
  return (
    <article>
      <h1>{params.slug}</h1>
      <div innerHTML={search.text} /> {/* error: xss */}
      <div innerHTML={DOMPurify.sanitize(search.text)} />
      <div innerHTML={body()} /> {/* error: xss */}
      <div textContent={search.text} />
      <a href={search.more}>more</a> {/* error: xss */}
      <div ref={box} />
    </article>
  );
}
