import $ from 'jquery';

const params = Object.fromEntries(new URLSearchParams(window.location.search));
const { q = '', sort = 'name', view, page } = params;

class Listing {
  #root;

  constructor(root, endpoint) {
    this.#root = $(root);
    this.endpoint = endpoint;
    this.term = q;
  }

  header() {
    this.#root.prepend(`<h2>Results for ${this.term}</h2>`); // error: xss
    this.#root.prepend($('<h2>').text(`Results for ${this.term}`));
    this.#root.before(['<p>', this.term, '</p>'].join('')); // error: xss
    this.#root.find('.page').html(`page ${+page}`);
  }

  async load() {
    try {
      const items = await $.getJSON(this.endpoint, { q: this.term, sort });
      this.show(items);
    } catch (error) {
      this.#root.html('<p class="error">' + error.responseText + '</p>'); // error: xss
      this.#root.html($('<p class="error">').text(error.responseText));
      this.#root.html('<p class="error">' + error.status + '</p>');
    }
  }

  show(items) {
    const $list = $('<ul>').appendTo(this.#root);
    $.each(items, (index, item) => {
      $list.append('<li>' + item.name + '</li>'); // error: xss
      $list.append($('<li>', { text: item.name, 'data-id': item.id }));
      $('<a>').attr('href', item.link).text(item.name).appendTo($list); // error: xss
      $('<a>').attr('href', '/item/' + item.id).text(item.name).appendTo($list);
      $('<img>', { src: item.image, alt: item.name }).appendTo($list);
      $('<li>', { html: item.description }).appendTo($list); // error: xss
      $list.append(`<li>${index + 1}</li>`);
    });
  }

  filter() {
    $(`#facet-${view}`).addClass('active');
    $('.facet').filter(`[data-view="${view}"]`).show();
    $(view); // error: xss
    $('#tabs').find(view);
    $.parseHTML(view); // error: xss
    $(document.getElementById(view)).show();
    $('[name=' + $.escapeSelector(view) + ']').show();
  }
}

const listing = new Listing('#listing', '/api/items');
listing.header();
listing.filter();
listing.load();

$('#wrap').wrap('<div class="' + view + '"></div>'); // error: xss
$('#wrap').wrap($('<div>').addClass(view));
$('#old').replaceWith('<p>' + q + '</p>'); // error: xss
$('#list').html(() => '<b>' + q + '</b>'); // error: xss
$('#list').text(() => '<b>' + q + '</b>');
$('#list').after($.trim(q)); // error: xss
$('#list').append(document.createTextNode(q));
$('a.lang').prop('href', q); // error: xss
$('a.lang').attr({ href: params.lang, title: q }); // error: xss
$('a.lang').attr({ href: '/lang/' + params.lang, title: q });
$('iframe.map').attr('src', params.map); // error: xss
$('img.map').attr('src', params.map);

$.ajax({
  url: '/api/help',
  data: { topic: q },
  dataType: 'json',
  success(data) {
    $('.help').html('<h2>' + data.title + '</h2>' + data.html); // error: xss
    $('.help').text(data.html);
  },
  error(xhr, status) {
    $('.help').html('Failed: ' + xhr.responseText); // error: xss
    $('.help').html('Failed: ' + xhr.status);
  },
}).done((data) => $('.more').append('<p>' + data.title + '</p>')); // error: xss

$.get('/fragments/footer.html', (html) => $('footer').html(html));
$('aside').load('/fragments/aside.html');
$('aside').load('/fragments/' + encodeURIComponent(q) + '.html');
$.post('/api/vote', { q }).then((answer) => {
  $('.vote').append(`<span>${answer.message}</span>`); // error: xss
  $('.vote').append($('<span>').text(answer.message));
});
