import Swal from 'sweetalert2';
import toastr from 'toastr';
import tippy from 'tippy.js';
import Noty from 'noty';

const msg = new URLSearchParams(location.search).get('msg');

Swal.fire({ title: 'Hi', html: msg }); // error: xss
Swal.fire({ title: 'Hi', text: msg });
Swal.fire('Hi', 'there', 'success');
toastr.success(msg); // error: xss
toastr.success('Saved', 'Done');
toastr.options.escapeHtml = true;
tippy('#a', { content: msg });
tippy('#a', { content: msg, allowHTML: true }); // error: xss
new Noty({ text: msg }).show(); // error: xss
new Noty({ text: 'Saved' }).show();
new bootstrap.Tooltip(document.querySelector('#t'), { title: msg });
new bootstrap.Tooltip(document.querySelector('#t'), { title: msg, html: true, sanitize: false }); // error: xss
alert(msg);
