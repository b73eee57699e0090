import { marked } from 'marked';
import MarkdownIt from 'markdown-it';
import showdown from 'showdown';
import DOMPurify from 'dompurify';
import sanitizeHtml from 'sanitize-html';
import Handlebars from 'handlebars';
import Mustache from 'mustache';
import ejs from 'ejs';
import nunjucks from 'nunjucks';
import template from 'lodash/template';
import _ from 'lodash';
import he from 'he';

const view = document.querySelector('#view');
const params = new URLSearchParams(location.search);
const body = params.get('body');
const md = new MarkdownIt();
const mdHtml = new MarkdownIt({ html: true, linkify: true });
const converter = new showdown.Converter({ tables: true });
marked.setOptions({ gfm: true });

view.innerHTML = marked.parse(body); // error: xss
view.innerHTML = DOMPurify.sanitize(marked.parse(body));
view.innerHTML = marked.parse(DOMPurify.sanitize(body)); // error: xss
view.innerHTML = md.render(body);
view.innerHTML = mdHtml.render(body); // error: xss
view.innerHTML = converter.makeHtml(body); // error: xss
view.innerHTML = sanitizeHtml(converter.makeHtml(body), { allowedTags: ['b', 'i'] });
view.innerHTML = new MarkdownIt('commonmark').render(body); // error: xss

const card = Handlebars.compile('<h2>{{title}}</h2><div>{{{body}}}</div>');
const safeCard = Handlebars.compile('<h2>{{title}}</h2>');
view.innerHTML = card({ title: 'Note', body }); // error: xss
view.innerHTML = safeCard({ title: body });
view.innerHTML = Handlebars.compile(body)({}); // error: template-injection
view.innerHTML = Mustache.render('<p>{{text}}</p>', { text: body });
view.innerHTML = Mustache.render('<p>{{&text}}</p>', { text: body }); // error: xss
view.innerHTML = Mustache.render('<p>{{{text}}}</p>', { text: body }); // error: xss
view.innerHTML = Mustache.render(body, { text: 'x' }); // error: template-injection

view.innerHTML = ejs.render('<p><%= text %></p>', { text: body });
view.innerHTML = ejs.render('<p><%- text %></p>', { text: body }); // error: xss
view.innerHTML = nunjucks.renderString('<p>{{ text }}</p>', { text: body });

const row = template('<li><%= name %></li>');
const safeRow = template('<li><%- name %></li>');
view.innerHTML = row({ name: body }); // error: xss
view.innerHTML = safeRow({ name: body });
view.innerHTML = _.template('<li>${ name }</li>')({ name: body }); // error: xss
view.innerHTML = _.escape(body);
view.innerHTML = _.unescape(_.escape(body)); // error: xss
view.innerHTML = he.encode(body);
view.innerHTML = he.decode(body); // error: xss
view.textContent = he.decode(body);

Handlebars.registerHelper('bold', (text) => new Handlebars.SafeString(`<b>${text}</b>`)); // error: xss
Handlebars.registerHelper('strong', (text) => new Handlebars.SafeString(`<b>${Handlebars.escapeExpression(text)}</b>`));
Handlebars.registerHelper('upper', (text) => text.toUpperCase());

function html(strings, ...values) {
  return strings.reduce((out, text, i) => out + text + (i < values.length ? _.escape(String(values[i])) : ''), '');
}

function raw(strings, ...values) {
  return strings.map((text, i) => text + (values[i] ?? '')).join('');
}

view.innerHTML = html`<p>${body}</p>`;
view.innerHTML = raw`<p>${body}</p>`; // error: xss
view.innerHTML = String.raw`<p>${body}</p>`; // error: xss
