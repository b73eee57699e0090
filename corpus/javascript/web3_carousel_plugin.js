;(function ($) {
  'use strict';

  var Carousel = function (element, options) {
    this.$element = $(element);
    this.options = $.extend({}, Carousel.DEFAULTS, options);
    this.$indicators = this.$element.find('.indicators');
    this.paused = false;
  };

  Carousel.VERSION = '1.0.0';
  Carousel.DEFAULTS = { interval: 5000, caption: '', nextLabel: 'Next', wrap: true };

  Carousel.prototype.build = function () {
    this.$indicators.html('<b>' + this.options.caption + '</b>'); // error: xss
    this.$indicators.append('<a class="next">' + this.options.nextLabel + '</a>'); // error: xss
    this.$indicators.append($('<i>').text(this.options.caption));
    this.$indicators.attr('aria-label', this.options.caption);
    return this;
  };

  Carousel.prototype.to = function (pos) {
    var that = this;
    var index = parseInt(pos, 10);
    this.$element.one('slid', function () { that.to(pos); });
    this.$indicators.find('.current').html(index + 1);
    return this;
  };

  function Plugin(option) {
    return this.each(function () {
      var $this = $(this);
      var data = $this.data('carousel');
      var options = typeof option === 'object' && option;
      if (!data) $this.data('carousel', (data = new Carousel(this, options)));
      if (typeof option === 'number') data.to(option);
      else data.build();
    });
  }

  var old = $.fn.carousel;
  $.fn.carousel = Plugin;
  $.fn.carousel.Constructor = Carousel;
  $.fn.carousel.noConflict = function () { $.fn.carousel = old; return this; };

  $(document).on('click', '[data-slide]', function (e) {
    var $this = $(this);
    var $target = $(document.querySelector($this.attr('data-target')));
    Plugin.call($target, $target.data());
    $('.legend').html($this.attr('data-legend')); // error: xss
    e.preventDefault();
  });
})(jQuery);
