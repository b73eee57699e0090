var rowTemplate = Handlebars.compile('<tr><td>{{name}}</td><td>{{{note}}}</td></tr>');
var cardTemplate = Handlebars.compile($('#card-template').html());
var source = document.getElementById('entry-template').innerHTML;

$.getJSON('/api/rows', function (rows) {
  rows.forEach(function (row) {
    $('tbody').append(rowTemplate(row)); // error: xss
    $('tbody').append(Mustache.render('<td>{{note}}</td>', row));
    $('tbody').append(Mustache.render('<td>{{{note}}}</td>', row)); // error: xss
    $('tbody').append(_.template('<td><%- note %></td>')(row));
    $('tbody').append(_.template('<td><%= note %></td>')(row)); // error: xss
    $('tbody').append(_.template('<td>${ note }</td>')({ note: _.escape(row.note) }));
  });
});
Handlebars.registerHelper('link', function (text, url) {
  return new Handlebars.SafeString('<a href="' + Handlebars.escapeExpression(url) + '">' + Handlebars.escapeExpression(text) + '</a>');  // error: xss
});
Handlebars.registerHelper('shout', function (text) {
  return new Handlebars.SafeString('<b>' + text + '</b>'); // error: xss
});
