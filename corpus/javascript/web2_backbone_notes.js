define(['jquery', 'underscore', 'backbone'], function ($, _, Backbone) {
  var rowTemplate = _.template('<td><%- title %></td><td><%= summary %></td>');
  var safeTemplate = _.template('<td><%- title %></td>');

  var Note = Backbone.Model.extend({
    urlRoot: '/api/notes',
    defaults: { title: '', summary: '' },
    label: function () {
      return this.get('title') + ' (' + this.get('words') + ')';
    },
  });

  var NoteView = Backbone.View.extend({
    tagName: 'tr',
    events: { 'click .edit': 'edit', 'keyup input': 'preview' },

    render: function () {
      this.$el.html(rowTemplate({ title: this.model.get('title'), summary: this.model.get('summary') })); // error: xss
      this.$el.html(safeTemplate({ title: this.model.get('title') }));
      this.$('.label').text(this.model.get('label'));
      this.$('.label').html('<b>' + this.model.get('label') + '</b>'); // error: xss
      this.$('.label').html('<b>' + _.escape(this.model.get('label')) + '</b>');
      this.$('.count').html(this.model.get('title').length);
      return this;
    },

    edit: function () {
      this.$el.append($('<input>').val(this.model.get('title')));
    },

    preview: function (event) {
      var text = $(event.currentTarget).val();
      this.$('.preview').html(text); // error: xss
      this.$('.preview').text(text);
      this.$('.preview').html(_.escape(text));
      this.$('.preview').html($('<div>').text(text).html());
    },
  });

  var Router = Backbone.Router.extend({
    routes: { 'note/:id': 'note', 'search/:term': 'search' },

    note: function (id) {
      var note = new Note({ id: id });
      note.fetch().then(function () {
        $('#main').html(new NoteView({ model: note }).render().el);
      });
    },

    search: function (term) {
      $('#title').html('Search: ' + term); // error: xss
      $('#title').text('Search: ' + term);
      $('#count').html('Length: ' + term.length);
    },
  });

  $(function () {
    var router = new Router();
    Backbone.history.start();
    $(window).on('hashchange', function () {
      var hash = window.location.hash.slice(1);
      $('#hash').html(decodeURIComponent(hash)); // error: xss
      $('#hash').text(decodeURIComponent(hash));
    });
    $('.tabs a').on('click', function () {
      var target = $(this).attr('href');
      $(target).show();
      $('#note').html($(this).data('note')); // error: xss
      $('#note').text($(this).data('note'));
    });
    $('#q').autocomplete({ source: ['a', 'b'] });
    router.navigate('search/' + encodeURIComponent($('#q').val()), { trigger: true });
  });

  return Router;
});
