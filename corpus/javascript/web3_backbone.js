var SearchView = Backbone.View.extend({
  events: { 'keyup .term': 'preview', 'click .go': 'go' },
  template: _.template('<h2><%- title %></h2>'),
  raw: _.template('<h2><%= title %></h2>'),

  preview: function (event) {
    var term = $(event.currentTarget).val();
    this.$('.preview').html('<em>' + term + '</em>'); // error: xss
    this.$('.preview').text(term);
    this.$el.find('.again').append(_.escape(term));
  },

  render: function () {
    this.$el.html(this.template({ title: this.model.get('title') }));
    this.$el.html(this.raw({ title: this.model.get('title') })); // error: xss
    this.$el.attr('data-title', this.model.get('title'));
    return this;
  },

  go: function () {
    Backbone.history.navigate('search/' + encodeURIComponent(this.$('.term').val()), { trigger: true });
  },
});

var Pages = Backbone.Router.extend({
  routes: { 'search/:term': 'search', 'page/:number': 'page' },
  search: function (term) {
    $('#title').html('Results for ' + term); // error: xss
    $('#title').text('Results for ' + term);
  },
  page: function (number) {
    $('#title').html('Page ' + parseInt(number, 10));
  },
});
