import type { GetServerSideProps, GetStaticProps, InferGetServerSidePropsType, NextApiRequest, NextApiResponse, NextPage } from 'next';
import Head from 'next/head';
import Link from 'next/link';
import Script from 'next/script';
import { useRouter } from 'next/router';
import { useSearchParams } from 'next/navigation';
import DOMPurify from 'isomorphic-dompurify';
import { remark } from 'remark';
import html from 'remark-html';

export const getServerSideProps: GetServerSideProps = async ({ query, params, req, res, resolvedUrl }) => {
  const next = query.next as string;
  if (next && query.go) {
    return { redirect: { destination: next, permanent: false } }; // error: open-redirect
  }
  if (query.home) {
    return { redirect: { destination: '/home', permanent: false } };
  }
  const data = await fetch(`${process.env.API}/posts/${params?.id}`).then((r) => r.json());
  const other = await fetch(query.src as string).then((r) => r.json()); // error: ssrf
  return { props: { q: query.q ?? '', data, other } };
};
type Props = { q: string; data: { html: string; title: string }; other: unknown };
const Page: NextPage<Props> = ({ q, data }) => {
  const router = useRouter();
  const search = useSearchParams();
  return (
    <>
      <Head><title>{q}</title></Head>
      <h1>{router.query.q}</h1>
      <div dangerouslySetInnerHTML={{ __html: router.query.body as string }} /> {/* error: xss */}
      <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(router.query.body as string) }} />
      <a href={search.get('link') ?? '/'}>link</a> {/* error: xss */}
      <a href={`/posts/${router.query.id}`}>post</a>
      <Link href={`/posts?tag=${search.get('tag')}`}>tag</Link>
      <Script id="x" strategy="afterInteractive">{`window.x = 1`}</Script>
      <button onClick={() => router.push(router.query.next as string)}>go</button> {/* error: open-redirect */} {/* error: xss */}
    </>
  );
};
export default Page;
