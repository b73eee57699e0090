import DOMPurify from "dompurify";
import { useEffect, useState } from "react";

function httpUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function Stars({ count }) {
  return <span aria-label={`${count} of 5 stars`}>{"★".repeat(Math.min(count, 5))}</span>;
}

function Review({ review }) {
  const body = { __html: DOMPurify.sanitize(review.body) };
  return (
    <article>
      <h3>
        {review.title} <Stars count={review.stars} />
      </h3>
      <div dangerouslySetInnerHTML={body} />
      <footer>
        <a href={httpUrl(review.website)} rel="nofollow noreferrer">
          {review.author}
        </a>
      </footer>
    </article>
  );
}

export function Reviews({ product }) {
  const [reviews, setReviews] = useState([]);
  const [preview, setPreview] = useState("");

  useEffect(() => {
    fetch(`/products/${product}/reviews`)
      .then((response) => response.json())
      .then((data) => setReviews(data.reviews));
  }, [product]);

  useEffect(() => {
    const draft = new URLSearchParams(window.location.hash.slice(1)).get("draft");
    if (draft) {
      setPreview(draft);
    }
  }, []);

  return (
    <section>
      <h2>{reviews.length} reviews</h2>
      {preview && <div className="draft" dangerouslySetInnerHTML={{ __html: preview }} />}
      {reviews.map((review) => (
        <Review key={review.id} review={review} />
      ))}
    </section>
  );
}
