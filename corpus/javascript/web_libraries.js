import * as d3 from 'd3';
import Swal from 'sweetalert2';
import classNames from 'classnames';
import Cookies from 'js-cookie';
import queryString from 'query-string';
import moment from 'moment';
import { format } from 'date-fns';
import { render, html } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import Quill from 'quill';
import tippy from 'tippy.js';
import toastr from 'toastr';
import { stripHtml } from 'string-strip-html';
import xss from 'xss';

const { title, tip, when, node: nodeName } = queryString.parse(location.search);
const root = document.querySelector('#root');

d3.select('#chart').append('text').text(title);
d3.select('#chart').append('div').html(`<b>${title}</b>`); // error: xss
d3.selectAll('.bar').attr('title', title).html(() => title); // error: xss
d3.selectAll('.bar').data([1, 2, 3]).join('p').html((value) => `<b>${value}</b>`);
d3.json('/data/points.json').then((points) => {
  d3.select('#tip').html(points[0].label); // error: xss
  d3.select('#tip').text(points[0].label);
});

Swal.fire({ title: 'Done', html: `<p>${title}</p>` }); // error: xss
Swal.fire({ title: 'Done', text: title });
toastr.info(title); // error: xss
toastr.options.escapeHtml = true;

root.innerHTML = `<p class="${classNames('note', title)}"></p>`; // error: xss
root.className = classNames('note', { active: title });
root.innerHTML = Cookies.get('greeting'); // error: xss
root.textContent = Cookies.get('greeting');
root.innerHTML = `<time>${moment(when).fromNow()}</time>`;
root.innerHTML = `<time>${moment().format(when)}</time>`; // error: xss
root.innerHTML = `<time>${format(new Date(when), 'yyyy-MM-dd')}</time>`;
root.innerHTML = xss(title);

render(html`<p>${title}</p>`, root);
render(html`<p>${unsafeHTML(title)}</p>`, root); // error: xss
render(html`<p title=${title}>${stripHtml(title).result}</p>`, root);

tippy('#help', { content: title });
tippy('#help', { content: tip, allowHTML: true }); // error: xss

const quill = new Quill('#editor');
quill.setText(title);
quill.clipboard.dangerouslyPasteHTML(title); // error: xss
quill.root.innerHTML = title; // error: xss

const rendered = document.getElementById(nodeName);
rendered?.remove();

const policy = trustedTypes.createPolicy('page', {
  createHTML: (text) => text.replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/&(?!\w+;)/g, '&amp;'),
});
root.innerHTML = policy.createHTML(title);
const raw = trustedTypes.createPolicy('raw', { createHTML: (text) => text });
root.innerHTML = raw.createHTML(title); // error: xss

root.innerHTML = `<p>${title ? 'yes' : 'no'}</p>`;
root.innerHTML = title === 'a' ? '<i>a</i>' : '<b>b</b>';
root.innerHTML = { a: '<i>a</i>', b: '<b>b</b>' }[title] || '';
root.setHTML(title);
root.setHTMLUnsafe(title); // error: xss
