ko.bindingHandlers.markup = {
  init: function () {
    return { controlsDescendantBindings: true };
  },
  update: function (element, valueAccessor) {
    element.textContent = ko.unwrap(valueAccessor());
  },
};

function PageModel() {
  var self = this;
  self.term = ko.observable(new URLSearchParams(location.search).get('term'));
  self.count = ko.observable(0);
  self.show = function () {
    document.getElementById('term').innerHTML = self.term(); // error: xss
    document.getElementById('term').textContent = self.term();
    document.getElementById('count').innerHTML = self.count();
    ko.utils.setHtml(document.getElementById('box'), self.term()); // error: xss
  };
}

ko.applyBindings(new PageModel());
