function refresh() {
  $.getJSON('/api/comments', { page: 1 }, function (comments) {
    var html = '';
    $.each(comments, function (i, comment) {
      html += '<li id="c' + i + '">' + comment.text + '</li>';
      $('#authors').append($('<li>', { text: comment.author }));
    });
    $('#comments').html(html); // error: xss
    $('#count').html(comments.length);
  });

  $.ajax({
    url: '/api/profile',
    dataType: 'json',
    success: function (profile) {
      $('#name').text(profile.name);
      $('#bio').html(profile.bio); // error: xss
      $('#site').attr('href', profile.site); // error: xss
      $('#avatar').attr('src', profile.avatar);
    },
    fail: function (xhr, status, message) {
      $('#error').html(xhr.status + ' ' + status);
      $('#error').text(message);
    },
  });

  $.post('/api/like', { id: $('#post').data('id') }).done(function (reply) {
    $('#likes').html('<b>' + parseInt(reply.likes, 10) + '</b>');
    $('#likers').append('<span>' + reply.by.name + '</span>'); // error: xss
  }).fail(function () {
    $('#likes').html('<i>failed</i>');
  });
}
refresh();
