import Mustache from 'mustache';
import Handlebars from 'handlebars';
import nunjucks from 'nunjucks';
import template from 'lodash/template';
import ejs from 'ejs';

const name = new URLSearchParams(location.search).get('name');
const out = document.getElementById('out');

out.innerHTML = Mustache.render('<b>{{name}}</b>', { name });
out.innerHTML = Mustache.render('<b>{{{name}}}</b>', { name }); // error: xss
out.innerHTML = Mustache.render('<b>' + name + '</b>', {}); // error: template-injection
out.innerHTML = Handlebars.compile('<b>{{{name}}}</b>')({ name }); // error: xss
out.innerHTML = Handlebars.compile('<b>{{name}}</b>', { noEscape: true })({ name }); // error: xss
out.innerHTML = nunjucks.renderString('<b>{{ name }}</b>', { name });
out.innerHTML = nunjucks.renderString('<b>{{ name | safe }}</b>', { name }); // error: xss
out.innerHTML = template('<b><%= name %></b>')({ name }); // error: xss
out.innerHTML = template('<b><%- name %></b>')({ name });
out.innerHTML = ejs.render('<b><%= name %></b>', { name });
out.innerHTML = ejs.render('<b><%- name %></b>', { name }); // error: xss
