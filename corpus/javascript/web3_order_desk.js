/* The order desk: fragments come from the server's templates, figures and notes as JSON. */
(function ($) {
  'use strict';

  const panel = document.getElementById('panel');
  const base = document.body.dataset.base;

  function openDialog(url) {
    $.get(url, function (html) {
      $('#dialog').html(html);
      $('#dialog').find('form').on('submit', saveDialog);
      $('#dialog-title').html('<h3>' + html + '</h3>'); // error: xss
    });
  }

  function saveDialog(event) {
    event.preventDefault();
    const form = $(this);
    $.ajax({
      url: form.attr('action'),
      method: 'POST',
      data: form.serialize(),
      dataType: 'json',
    }).done(function (answer) {
      if (answer.html) {
        $('#dialog').html(answer.html);
        return;
      }
      $('#rows').append(answer.row_html);
      $('#flash').html(answer.message); // error: xss
      $('#flash').html('<b>' + answer.customer.name + '</b>'); // error: xss
      $('#flash').text(answer.message);
    });
  }

  async function refresh(page) {
    const response = await fetch(`${base}/orders?page=${page}`);
    const text = await response.text();
    panel.innerHTML = text;
    panel.innerHTML = text.trim();
    panel.insertAdjacentHTML('beforeend', `<p>${text}</p>`); // error: xss
    panel.querySelector('.count').textContent = text;
  }

  async function showNotes(id) {
    const { notes, form, author } = await (await fetch(`${base}/orders/${Number(id)}/notes`)).json();
    panel.innerHTML = form;
    panel.innerHTML = author; // error: xss
    for (const note of notes) {
      panel.insertAdjacentHTML('beforeend', note.text); // error: xss
      panel.insertAdjacentHTML('beforeend', note.rendered);
      panel.append(note.text);
    }
  }

  function history(id) {
    const request = new XMLHttpRequest();
    request.open('GET', `/orders/${Number(id)}/history`);
    request.onload = function () {
      const answer = JSON.parse(request.responseText);
      panel.innerHTML = answer.events;
      panel.innerHTML = answer.events.join('<hr>'); // error: xss
      panel.innerHTML = answer.events.map((event) => '<li>' + event.what + '</li>').join(''); // error: xss
      panel.innerHTML = answer.title; // error: xss
      panel.textContent = answer.title;
    };
    request.send();
  }

  function rates() {
    fetch('https://rates.example.com/today')
      .then((response) => response.text())
      .then((text) => {
        panel.innerHTML = text; // error: xss
      });
    $.getJSON('https://rates.example.com/widget?callback=?', function (widget) {
      $('#widget').html(widget.html); // error: xss
    });
    $.ajax({ url: '//rates.example.com/box', success: (box) => $('#box').html(box) }); // error: xss
    $.ajax({ url: '/rates/box', success: (box) => $('#box').html(box) });
  }

  function fromAddress() {
    const params = new URLSearchParams(location.search);
    fetch(params.get('from'))
      .then((response) => response.text())
      .then((text) => {
        panel.innerHTML = text; // error: xss
      });
    fetch('/help/' + encodeURIComponent(params.get('topic')))
      .then((response) => response.text())
      .then((text) => {
        panel.innerHTML = text;
      });
    const shown = { html: params.get('html') };
    panel.innerHTML = shown.html; // error: xss
  }

  function addRow(button) {
    const index = $(button).data('index');
    $('#lines').append($('#lines').data('prototype'));
    $('#lines').append('<li data-line="' + index + '">' + $(button).attr('data-label') + '</li>'); // error: xss
    $('#lines').append('<li data-line="' + index + '"></li>');
    panel.innerHTML = button.dataset.template;
    panel.innerHTML = button.dataset.title; // error: xss
    panel.innerHTML = button.getAttribute('data-content-html');
    panel.innerHTML = button.getAttribute('data-content'); // error: xss
    $(button).tooltip({ title: $(button).data('title'), html: false });
  }

  $('a.dialog').on('click', function () {
    openDialog(this.href);
    addRow(this);
  });
  refresh(1);
  showNotes(panel.dataset.order);
  history(panel.dataset.order);
  rates();
  fromAddress();
})(jQuery);
