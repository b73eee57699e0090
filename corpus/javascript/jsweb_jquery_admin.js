$(document).ready(function () {
  var query = getQuery();
  var $list = $('#orders');

  function getQuery() {
    var out = {};
    window.location.search.substring(1).split('&').forEach(function (pair) {
      var parts = pair.split('=');
      out[parts[0]] = decodeURIComponent(parts[1] || '');
    });
    return out;
  }

  $('#heading').text('Orders of ' + query.customer);
  $('#heading').html('Orders of <em>' + query.customer + '</em>'); // error: xss
  $('#heading').html($('<em>').text(query.customer));
  $('#tab-' + query.tab).addClass('active');
  $('[data-id="' + query.id + '"]').show();
  $('<option value="' + query.tab + '"></option>').appendTo('#tabs'); // error: xss
  $('<option>', { value: query.tab, text: query.tab }).appendTo('#tabs');
  $('#help').attr('href', query.help); // error: xss
  $('#help').attr('href', '/help/' + query.topic);
  $('#help').prop('title', query.topic);

  function addRow(order) {
    var $row = $('<tr>');
    $row.append($('<td>').text(order.reference));
    $row.append('<td>' + order.note + '</td>'); // error: xss
    $row.append('<td>' + parseInt(order.total, 10) + '</td>');
    $row.append($('<td></td>').html(_.escape(order.customer)));
    $list.append($row);
  }

  function loadOrders() {
    $.getJSON('/api/orders', { customer: query.customer }, function (orders) {
      $list.empty();
      $.each(orders, function (index, order) {
        addRow(order);
      });
    });
  }

  function showError(xhr) {
    $('#errors').html(xhr.responseText);
    $('#errors').text(xhr.responseText);
  }

  $('#save').on('click', function () {
    $.ajax({
      url: '/api/orders/' + encodeURIComponent(query.id),
      method: 'POST',
      data: { note: $('#note').val() },
      success: function (result) {
        $('#status').html('<b>' + result.status + '</b>'); // error: xss
        $('#status').text(result.status);
      },
    }).fail(showError);
  });

  $('#note').on('keyup', function () {
    $('#preview').html($('#note').val()); // error: xss
    $('#preview').text($('#note').val());
    $('#length').html($('#note').val().length + ' characters');
  });

  $('#go').on('click', function () {
    var target = query.returnTo;
    if (target.charAt(0) === '/' && target.charAt(1) !== '/') {
      window.location = target;
    } else {
      window.location = '/orders';
    }
  });

  $('#leave').on('click', function () {
    window.location = query.returnTo; // error: xss error: open-redirect
  });

  if (location.hash) {
    $(location.hash).slideDown();
  }
  $('.breadcrumb').after('<span>' + location.hash.replace('#', '') + '</span>'); // error: xss
  loadOrders();
});
