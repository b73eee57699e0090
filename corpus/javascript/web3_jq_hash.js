jQuery(function ($) {
  $(window).on('hashchange', function () {
    var hash = window.location.hash;
    $(hash).addClass('current');
    $('a[href="' + hash + '"]').addClass('active');
    var id = decodeURIComponent(hash.slice(1));
    $(id).show(); // error: xss
    $('#' + id).show();
    $(document.getElementById(id)).show();
    $('body').find(id).show();
    $('#nav').prepend($.parseHTML('<b>' + id + '</b>')); // error: xss
    $('<div>').html(id).appendTo('body'); // error: xss
    $('<div>').attr({ title: id, 'data-id': id }).appendTo('body');
    $('<a>').attr({ href: id, text: 'go' }).appendTo('body'); // error: xss
    $('<a/>', { href: '#' + id, text: id }).appendTo('body');
    $(id).appendTo('#box'); // error: xss
    $('#box').wrap('<div class="' + id + '"></div>'); // error: xss
    $('#box').text(id).html($('#box').html());
    $.globalEval('track("' + id + '")'); // error: code-injection
    $('#content').load('/pages/' + encodeURIComponent(id) + '.html');
    $('#status').html(id.length + ' characters');
  });
});
