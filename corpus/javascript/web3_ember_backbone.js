import Component from '@ember/component';
import { htmlSafe } from '@ember/template';
import Handlebars from 'handlebars';
import _ from 'underscore';

const anchor = new URLSearchParams(window.location.search);

export default Component.extend({
  didInsertElement() {
    const note = anchor.get('note');
    this.set('note', htmlSafe('<b>' + note + '</b>')); // error: xss
    this.set('escaped', htmlSafe('<b>' + Handlebars.escapeExpression(note) + '</b>'));
    this.set('plain', note);
  },
});

Handlebars.registerHelper('bold', function (text) {
  return new Handlebars.SafeString('<b>' + Handlebars.escapeExpression(text) + '</b>');
});

const raw = new Handlebars.SafeString(anchor.get('raw')); // error: xss
const row = _.template('<li><%= name %></li>');
const safeRow = _.template('<li><%- name %></li>');
document.querySelector('ul').innerHTML = row({ name: anchor.get('name') }); // error: xss
document.querySelector('ul').innerHTML = safeRow({ name: anchor.get('name') });
document.querySelector('ul').innerHTML = _.escape(anchor.get('name'));
document.querySelector('ul').innerHTML = _.unescape(_.escape(anchor.get('name'))); // error: xss
_.template(anchor.get('tpl')); // error: template-injection
const compiled = Handlebars.compile('<p>{{name}}</p>');
document.querySelector('p').innerHTML = compiled({ name: anchor.get('name') });
