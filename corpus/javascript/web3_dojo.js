require(['dojo/dom', 'dojo/dom-construct', 'dojo/html', 'dojo/query', 'dojo/io-query', 'dojo/dom-attr'], function (dom, domConstruct, html, query, ioQuery, domAttr) {
  var args = ioQuery.queryToObject(window.location.search.slice(1));
  dom.byId('title').innerHTML = args.title; // error: xss
  dom.byId('title').textContent = args.title;
  domConstruct.place('<p>' + args.title + '</p>', 'main'); // error: xss
  domConstruct.place('<p>static</p>', 'main');
  domConstruct.create('p', { innerHTML: args.title }, 'main'); // error: xss
  domConstruct.create('p', { textContent: args.title }, 'main');
  html.set(dom.byId('box'), args.box); // error: xss
  domAttr.set('box', 'innerHTML', args.box); // error: xss
  domAttr.set('box', 'title', args.box);
  dom.byId('main').appendChild(domConstruct.toDom('<i>' + args.i + '</i>')); // error: xss
  query('.note').forEach(function (node) {
    node.innerHTML = '<b>' + Number(args.n) + '</b>';
  });
});
