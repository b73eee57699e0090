'use client';

import React, { useEffect, useRef, useState } from 'react';
import { useRouter, useSearchParams, useParams } from 'next/navigation';
import sanitizeHtml from 'sanitize-html';
import parse from 'html-react-parser';

interface Profile {
  id: number;
  name: string;
  website: string;
  bio: string;
  followers: number;
}

type PanelProps = {
  title: string;
  html: string;
};

const Panel: React.FC<PanelProps> = ({ title, html }) => (
  <section>
    <h2>{title}</h2>
    <div dangerouslySetInnerHTML={{ __html: html }} /> {/* error: xss */}
  </section>
);

const SafePanel = ({ title, html }: PanelProps) => (
  <section>
    <h2>{title}</h2>
    <div dangerouslySetInnerHTML={{ __html: sanitizeHtml(html, { allowedTags: ['b', 'i'] }) }} />
  </section>
);

function toSafeUrl(value: string | null): string {
  if (!value) return '/';
  try {
    const url = new URL(value);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.toString() : '/';
  } catch {
    return '/';
  }
}

async function loadProfile(id: string): Promise<Profile> {
  const response = await fetch(`/api/profiles/${encodeURIComponent(id)}`);
  if (!response.ok) throw new Error('not found');
  return response.json();
}

export default function ProfilePage() {
  const router = useRouter();
  const search = useSearchParams();
  const { handle } = useParams<{ handle: string }>();
  const [profile, setProfile] = useState<Profile | null>(null);
  const [draft, setDraft] = useState('');
  const frame = useRef<HTMLIFrameElement>(null);
  const note = useRef<HTMLDivElement>(null);
  const highlight = search.get('highlight');
  const returnTo = search.get('returnTo');

  useEffect(() => {
    loadProfile(handle).then(setProfile);
  }, [handle]);

  useEffect(() => {
    if (frame.current) {
      frame.current.srcdoc = `<p>${highlight}</p>`; // error: xss
      frame.current.title = highlight ?? '';
    }
    if (note.current) {
      note.current.insertAdjacentHTML('beforeend', highlight ?? ''); // error: xss
      note.current.insertAdjacentText('beforeend', highlight ?? '');
    }
  }, [highlight]);

  const onChange = (event: React.ChangeEvent<HTMLTextAreaElement>) => {
    setDraft(event.target.value);
  };

  const finish = () => {
    router.push(returnTo!); // error: xss error: open-redirect
  };

  const finishHome = () => {
    const target = returnTo && returnTo.startsWith('/profile/') ? returnTo : '/';
    router.replace(target);
  };

  if (!profile) return <p>Loading {handle}</p>;

  return (
    <article>
      <h1>{profile.name}</h1>
      <Panel title={handle} html={search.get('intro') ?? ''} />
      <SafePanel title="About" html={profile.bio} />
      <div dangerouslySetInnerHTML={{ __html: profile.bio }} /> {/* error: xss */}
      <div dangerouslySetInnerHTML={{ __html: `<b>${profile.followers.toFixed(0)}</b>` }} />
      <a href={profile.website}>Website</a> {/* error: xss */}
      <a href={toSafeUrl(profile.website)}>Website</a>
      <a href={toSafeUrl(returnTo)}>Back</a>
      <a href={`mailto:${profile.name}@example.com`}>Mail</a>
      <textarea value={draft} onChange={onChange} />
      <pre>{draft}</pre>
      <iframe ref={frame} title="preview" />
      <div ref={note} />
      <button type="button" onClick={finish}>Done</button>
      <button type="button" onClick={finishHome}>Home</button>
      {parse(sanitizeHtml(profile.bio))}
    </article>
  );
}
