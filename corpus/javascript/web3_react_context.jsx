import React, { createContext, useContext, useEffect, useReducer, useRef } from 'react';
import axios from 'axios';

const Notices = createContext(null);

function reducer(state, action) {
  switch (action.type) {
    case 'add':
      return { ...state, last: action.text };
    case 'clear':
      return { ...state, last: '' };
    default:
      return state;
  }
}

export function Provider({ children }) {
  const [state, dispatch] = useReducer(reducer, { last: '' });
  useEffect(() => {
    dispatch({ type: 'add', text: new URLSearchParams(window.location.search).get('notice') });
  }, []);
  return (
    <Notices.Provider value={state}>
      <p dangerouslySetInnerHTML={{ __html: state.last }} /> {/* error: xss */}
      <p>{state.last}</p>
      {children}
    </Notices.Provider>
  );
}

function createMarkup(post) {
  return { __html: post.body };
}

export function Post({ id }) {
  const [post, setPost] = React.useState({ body: '', title: '' });
  const ref = useRef();
  useEffect(() => {
    axios.get(`/api/posts/${id}`).then(({ data }) => setPost(data));
  }, [id]);
  useEffect(() => {
    ref.current.insertAdjacentHTML('beforeend', post.footer); // error: xss
    ref.current.append(post.footer);
  });
  return (
    <article ref={ref}>
      <h1>{post.title}</h1>
      <div dangerouslySetInnerHTML={createMarkup(post)} /> {/* error: xss */}
      <a href={post.url}>source</a> {/* error: xss */}
      <a href={`https://example.com/${post.slug}`}>more</a>
      <img src={post.image} alt={post.title} />
    </article>
  );
}
