$.widget('shop.ribbon', {
  options: { title: '', caption: null, colour: 'red' },
  _create: function () {
    this.element.addClass('ribbon');
    this.$title = $('<h3></h3>').appendTo(this.element);
    this._refresh();
  },
  _refresh: function () {
    this.$title.text(this.options.title);
    this.element.append('<p>' + this.options.caption + '</p>'); // error: xss
    this.element.css('color', this.options.colour);
  },
  hint: function () {
    var text = this.element.attr('data-hint');
    this.element.find('.hint').html(text); // error: xss
    this.element.find('.hint').text(text);
  },
});

$('.ribbon').ribbon({ title: 'Sale' });
$('#dialog').dialog({ title: 'Note', modal: true }).html('<p>' + location.hash.slice(1) + '</p>'); // error: xss
$('#tabs').tabs({ active: Number(location.hash.slice(1)) });
