$(function () {
  $.get('/partials/menu', function (html) {
    $('#menu').html(html);
  });
  $('#content').load('/partials/content #main');
  $.getJSON('/api/user').then(function (user) {
    $('#user').append('<b>' + user.name + '</b>'); // error: xss
    $('#user').append($('<b>').text(user.name));
    $('#user').attr('data-id', user.id).toggleClass('admin', user.admin);
  });

  $(document).on('click', '.edit', function () {
    var $row = $(this).closest('tr');
    var name = $row.find('.name').text();
    $row.find('.name').html('<input value="' + name + '">'); // error: xss
    $row.find('.name').html($('<input>').val(name));
    $('#dialog .body').html('Delete ' + $row.find('td:first').text() + '?'); // error: xss
    $('#dialog .count').html($('tr').length + ' rows');
  });

  $('#tags').on('change', function () {
    var selected = $(this).find('option:selected').map(function () { return $(this).text(); }).get();
    $('#chosen').html(selected.join(', ')); // error: xss
    $('#chosen').text(selected.join(', '));
  });

  $.each($('#form').serializeArray(), function (i, field) {
    $('#summary').append('<dt>' + field.name + '</dt><dd>' + field.value + '</dd>'); // error: xss
    $('#summary').append($('<dd>').text(field.value));
  });
});
