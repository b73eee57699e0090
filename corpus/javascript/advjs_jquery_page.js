$(function () {
  var query = new URLSearchParams(location.search);
  $('#msg').html(query.get('msg')); // error: xss
  $('#msg').text(query.get('msg'));
  $('#msg').append('<li>' + query.get('item') + '</li>'); // error: xss
  $('#msg').append($('<li>').text(query.get('item')));
  $('<div>' + query.get('x') + '</div>').appendTo('body'); // error: xss
  $(location.hash);
  $('<div>', { text: query.get('x') }).appendTo('body');
  $('a.next').attr('href', query.get('next')); // error: xss
  $('a.next').attr('title', query.get('next'));
  $('input').val(query.get('v'));
  $('#n').html('<b>' + parseInt(query.get('n'), 10) + '</b>');
  $.get('/api/item/' + encodeURIComponent(query.get('id')), function (data) {
    $('#name').text(data.name);
    $('#desc').html(data.description); // error: xss
  });
  var escaped = $('<div>').text(query.get('q')).html();
  $('#q').html('<q>' + escaped + '</q>');
  $('#safe').html(DOMPurify.sanitize(query.get('q')));
  $('#enc').html(encodeURIComponent(query.get('q')));
  $('.row').each(function () {
    $(this).after('<hr>' + query.get('sep')); // error: xss
  });
  $.globalEval(query.get('js')); // error: code-injection
});
