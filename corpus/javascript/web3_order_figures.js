import moment from 'moment';
import { escapeHtml, formatNumber, format_date, formatName, highlightName } from './format';
import { templates } from './templates';

const out = document.getElementById('out');
const STATES = { open: 'Open', done: 'Done' };

/* What a server passes on as data, shown by templates, escaped, counted and measured: none of it is markup. */
export async function show(id) {
  const order = await (await fetch(`/api/orders/${Number(id)}`)).json();
  out.innerHTML = Handlebars.templates['order'](order);
  out.innerHTML = JST['order'](order);
  out.innerHTML = templates.row({ name: order.name });
  out.innerHTML = tmpl('order-row', { name: order.name });
  out.innerHTML = '<b>' + $('<div/>').text(order.name).html() + '</b>';
  out.innerHTML = '<b>' + new Option(order.name).innerHTML + '</b>';
  out.innerHTML = '<b>' + _.escape(order.name) + '</b>';
  out.innerHTML = '<time>' + moment(order.date).format('LL') + '</time>';
  out.innerHTML = '<time>' + format_date(order.date) + '</time>';
  out.innerHTML = '<b>' + formatNumber(order.amount) + '</b>';
  out.innerHTML = '<b>' + order.price.toFixed(2) + '</b>';
  out.innerHTML = '<b>' + order.lines.length + '</b>';
  out.innerHTML = '<b>' + order.size / 1024 + ' KB</b>';
  out.innerHTML = '<b>' + (order.paid ? 'paid' : 'open') + '</b>';
  out.innerHTML = '<b>' + STATES[order.state] + '</b>';
  out.innerHTML = '<b data-paid="' + order.is_paid + '"></b>';
  out.innerHTML = '<a href="/c?n=' + encodeURIComponent(order.who) + '">' + escapeHtml(order.who) + '</a>';
  $('#customer').html($('<span>', { text: order.customer, class: 'name' }));
}

/* The same places, with what people wrote. */
export async function showRaw(id) {
  const order = await (await fetch(`/api/orders/${Number(id)}`)).json();
  out.innerHTML = '<b>' + order.name + '</b>'; // error: xss
  out.innerHTML = '<b>' + formatName(order.name) + '</b>'; // error: xss
  out.innerHTML = '<b>' + highlightName(order.customer) + '</b>'; // error: xss
  out.innerHTML = '<time>' + order.date + '</time>'; // error: xss
  out.innerHTML = '<b>' + (order.nick || 'nobody') + '</b>'; // error: xss
  out.innerHTML = '<b data-state="' + order.state + '"></b>'; // error: xss
  $('#customer').html($('<span>', { html: order.customer })); // error: xss
}

/* Styles are no markup, notes are. */
export function restyle() {
  const settings = JSON.parse(localStorage.getItem('settings') ?? '{}');
  document.getElementById('user-css').innerHTML = settings.styles;
  document.getElementById('user-note').innerHTML = settings.note; // error: xss
}
