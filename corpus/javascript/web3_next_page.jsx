import Head from 'next/head';
import Script from 'next/script';
import { useRouter } from 'next/router';
import sanitizeHtml from 'sanitize-html';

export async function getServerSideProps({ query, params }) {
  return { props: { q: query.q ?? '', slug: params.slug } };
}

export default function Page({ q, slug }) {
  const router = useRouter();
  const { ref } = router.query;
  return (
    <>
      <Head>
        <title>{q}</title>
      </Head>
      <h1>{slug}</h1>
      <p dangerouslySetInnerHTML={{ __html: sanitizeHtml(ref) }} />
      <p dangerouslySetInnerHTML={{ __html: `Coming from ${ref}` }} /> {/* error: xss */}
      <p dangerouslySetInnerHTML={{ __html: router.asPath }} /> {/* error: xss */}
      <Script id="x" strategy="afterInteractive">{'window.ready = true'}</Script>
    </>
  );
}
