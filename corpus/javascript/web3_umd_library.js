(function (root, factory) {
  if (typeof module === 'object' && module.exports) {
    module.exports = factory();
  } else {
    root.Toast = factory();
  }
})(typeof self !== 'undefined' ? self : this, function () {
  function escape(text) {
    var div = document.createElement('div');
    div.appendChild(document.createTextNode(text));
    return div.innerHTML;
  }

  function Toast(options) {
    this.options = options || {};
    this.node = document.createElement('div');
  }

  Toast.prototype.show = function (message) {
    this.node.innerHTML = '<p class="toast">' + message + '</p>'; // error: xss
    document.body.appendChild(this.node);
    return this;
  };

  Toast.prototype.showText = function (message) {
    this.node.innerHTML = '<p class="toast">' + escape(message) + '</p>';
    return this;
  };

  Toast.prototype.wait = function (ms) {
    setTimeout(this.close.bind(this), Number(ms));
  };

  Toast.prototype.close = function () {
    this.node.innerHTML = '';
  };

  return Toast;
});
