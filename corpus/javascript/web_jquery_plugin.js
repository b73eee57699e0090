;(function ($, window, document, undefined) {
  'use strict';

  var NAME = 'notice';
  var DEFAULTS = { title: '', text: '', level: 'info', container: 'body', delay: 0, onClose: $.noop };
  var LEVELS = { info: 'alert-info', error: 'alert-danger' };

  function Notice(element, options) {
    this.element = element;
    this.$element = $(element);
    this.settings = $.extend({}, DEFAULTS, options);
    this.init();
  }

  $.extend(Notice.prototype, {
    init: function () {
      var data = this.$element.data();
      this.level = LEVELS[this.settings.level] || LEVELS.info;
      this.id = 'notice-' + Date.now();
      this.render(data);
    },

    render: function (data) {
      var $box = $('<div/>', { 'class': 'alert ' + this.level, id: this.id });
      $box.append('<strong>' + this.settings.title + '</strong>'); // error: xss
      $box.append($('<p/>').text(this.settings.text));
      $box.append('<small>' + data.caption + '</small>'); // error: xss
      $box.append($('<small></small>').text(data.caption));
      $box.append('<i class="' + this.level + '"></i>');
      $box.attr('title', this.settings.title);
      $(this.settings.container).append($box);
      setTimeout(this.close.bind(this), +this.settings.delay || 4000);
    },

    close: function () {
      $('#' + this.id).remove();
      this.settings.onClose.call(this.element);
    },
  });

  $.fn[NAME] = function (options) {
    return this.each(function () {
      if (!$.data(this, 'plugin_' + NAME)) {
        $.data(this, 'plugin_' + NAME, new Notice(this, options));
      }
    });
  };

  $.fn.badge = function (options) {
    var settings = $.extend({ label: '', tag: 'span', count: 0 }, options);
    return this.each(function () {
      var $el = $(this);
      $el.html('<em>' + settings.label + '</em>'); // error: xss
      $el.find('em').text(settings.label);
      $el.append('<sup>' + parseInt(settings.count, 10) + '</sup>');
      $('<' + 'b' + '>').text(settings.label).appendTo($el);
    });
  };

  $.fn.counter = function (opts) {
    opts = opts || {};
    var that = this;
    var max = Number(opts.max) || 140;
    this.on('keyup', function () {
      var left = max - $(this).val().length;
      that.next('.left').html('<b>' + left + '</b> left');
      if (left < 0) that.next('.left').html($('<b>').text(opts.message));
    });
    return this;
  };

  $.fn.echo = function () {
    var $target = $(this.data('target'));
    return this.on('input', function () {
      $target.html($(this).val()); // error: xss
      $target.text($(this).val());
    });
  };

  $(document).on('click', '[data-confirm]', function (event) {
    var $link = $(event.currentTarget);
    var message = $link.attr('data-confirm');
    $('#confirm .modal-body').html(message); // error: xss
    $('#confirm .modal-body').text(message);
    $('#confirm .ok').attr('href', $link.attr('href'));
    $('#confirm').modal('show');
  });
})(jQuery, window, document);
