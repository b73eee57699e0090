$(document).ready(function () {
  var $modal = $('#confirm');
  $('.delete').click(function () {
    var $btn = $(this);
    var label = $btn.parent().prev().text();
    $modal.find('.modal-title').html('Delete "' + label + '"?'); // error: xss
    $modal.find('.modal-title').text('Delete "' + label + '"?');
    $modal.data('id', $btn.val());
    $modal.modal('show');
  });

  $modal.on('show.bs.modal', function (event) {
    var button = $(event.relatedTarget);
    var recipient = button.data('recipient');
    $(this).find('.modal-body').html('To: ' + recipient); // error: xss
    $(this).find('.modal-body input').val(recipient);
  });

  $('input[type=search]').on('input', function () {
    var value = $(this).val().toLowerCase();
    $('#list li').filter(function () {
      $(this).toggle($(this).text().toLowerCase().indexOf(value) > -1);
    });
    $('#hint').empty().append('Searching for ' + value); // error: xss
    $('#hint').empty().append(document.createTextNode(value));
  });
});
