const q = new URLSearchParams(location.search);
const frame = document.createElement('iframe');
document.body.append(frame);

frame.contentDocument.write('<p>' + q.get('text') + '</p>'); // error: xss
frame.contentDocument.body.innerHTML = q.get('text'); // error: xss
frame.contentWindow.document.body.textContent = q.get('text');
frame.src = 'javascript:' + q.get('code'); // error: xss
frame.src = 'about:blank';
frame.setAttribute('src', '/embed/' + encodeURIComponent(q.get('id')));
frame.setAttribute('srcdoc', q.get('doc')); // error: xss
frame.title = q.get('title');

const popup = window.open('', 'preview');
popup.document.write(q.get('preview')); // error: xss
popup.document.title = q.get('title');
window.open('/print?id=' + q.get('id'));
window.open('https://example.com/share?u=' + encodeURIComponent(location.href));

const video = document.querySelector('iframe.video');
video.src = `https://player.example.com/embed/${q.get('video')}`;
video.contentWindow.postMessage({ play: q.get('video') }, 'https://player.example.com');
