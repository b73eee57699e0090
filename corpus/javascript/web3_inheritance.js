function Widget(root) {
  this.root = root;
  this.state = {};
}
Widget.prototype.setText = function (text) {
  this.state.text = text;
  this.update();
};
Widget.prototype.update = function () {
  this.root.innerHTML = '<p>' + this.state.text + '</p>'; // error: xss
};

function PlainWidget(root) {
  Widget.call(this, root);
  this.root.className = 'plain';
}
PlainWidget.prototype = Object.create(Widget.prototype);
PlainWidget.prototype.constructor = PlainWidget;
PlainWidget.prototype.update = function () {
  this.root.textContent = this.state.text;
};

function LinkWidget(root) {
  Widget.call(this, root);
}
LinkWidget.prototype = Object.create(Widget.prototype);
LinkWidget.prototype.go = function (url) {
  this.root.href = url; // error: xss
};

var hash = decodeURIComponent(location.hash.slice(1));
new Widget(document.getElementById('a')).setText(hash);
new PlainWidget(document.getElementById('b')).setText(hash);
var link = new LinkWidget(document.createElement('a'));
link.setText('fixed');
link.go(hash);
