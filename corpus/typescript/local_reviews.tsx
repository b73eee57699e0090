import DOMPurify from "dompurify";
import React, { useEffect, useState } from "react";

interface Review {
  id: number;
  author: string;
  title: string;
  body: string;
  stars: number;
}

const STAR = "&#9733;";

export function Stars({ count }: { count: number }) {
  return <span title={`${count} of 5`}>{"*".repeat(count)}</span>;
}

export function StarIcon() {
  return <i dangerouslySetInnerHTML={{ __html: STAR }} />;
}

export function ReviewCard({ review }: { review: Review }) {
  return (
    <article>
      <h3>{review.title}</h3>
      <Stars count={review.stars} />
      <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(review.body) }} />
    </article>
  );
}

export function LegacyCard({ review }: { review: Review }) {
  return (
    <article>
      <h3>{review.title}</h3>
      <div dangerouslySetInnerHTML={{ __html: review.body }} /> {/* error: dangerous-html-api */}
    </article>
  );
}

export class Teaser extends React.Component<{ review: Review }> {
  render() {
    return <p dangerouslySetInnerHTML={{ __html: this.props.review.title }} />; // error: dangerous-html-api
  }
}

export function StructuredData({ reviews }: { reviews: Review[] }) {
  const data = { "@type": "Product", review: reviews.map(({ stars }) => ({ stars })) };
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(data) }} />;
}

export function Frame({ session, origin }: { session: { token: string }; origin: string }) {
  const [height, setHeight] = useState(400);

  useEffect(() => {
    window.parent.postMessage({ type: "height", height }, "*");
  }, [height]);

  function handOver(target: Window) {
    target.postMessage({ type: "session", token: session.token }, origin);
  }

  function handOverLegacy(target: Window) {
    target.postMessage({ type: "session", token: session.token }, "*"); // error: postmessage-any-origin
  }

  return (
    <section style={{ height }}>
      <button onClick={() => handOver(window.opener)}>open</button>
      <button onClick={() => handOverLegacy(window.opener)}>open (old)</button>
      <button onClick={() => setHeight(height + 100)}>more</button>
    </section>
  );
}
