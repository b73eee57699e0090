import { Link, useParams, useLocation, useNavigate } from 'react-router-dom';
import { useEffect, useState, memo, forwardRef } from 'react';

const isHttp = (url) => /^https?:\/\//.test(url);

export const Profile = memo(function Profile() {
  const [user, setUser] = useState(null);
  const { id } = useParams();
  const { state } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    fetch(`/api/users/${id}`).then((r) => r.json()).then(setUser);
  }, [id]);
  if (!user) return null;
  return (
    <div>
      <a href={user.website}>site</a> {/* error: xss */}
      <a href={isHttp(user.website) ? user.website : '#'}>site</a>
      <a href={'mailto:' + user.mail}>mail</a>
      <Link to={user.website}>site</Link>
      <iframe title="cv" src={user.cv} /> {/* error: xss */}
      <iframe title="map" src={`https://maps.example.com/?q=${encodeURIComponent(user.city)}`} />
      <form action={user.action} /> {/* error: xss */}
      <p dangerouslySetInnerHTML={{ __html: state.note }} /> {/* error: xss */}
      <style>{`.x { color: ${user.color} }`}</style>
      <button onClick={() => navigate('/list')}>List</button>
      <Raw html={user.bio} />
    </div>
  );
});

const Raw = forwardRef(function Raw({ html }, ref) {
  return <div ref={ref} dangerouslySetInnerHTML={{ __html: html }} />; // error: xss
});
