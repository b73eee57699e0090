import Vue from 'vue';
import VueRouter from 'vue-router';
import DOMPurify from 'dompurify';

Vue.use(VueRouter);

Vue.component('note-card', {
  props: ['title', 'text'],
  template: '<div><h2>{{ title }}</h2><slot></slot></div>',
});

Vue.component('search-box', {
  data() {
    return { term: '', results: [] };
  },
  mounted() {
    this.term = this.$route.query.term;
    this.$refs.head.innerHTML = `Results for ${this.term}`; // error: xss
    this.$refs.head.textContent = `Results for ${this.term}`;
    this.search();
  },
  methods: {
    async search() {
      const response = await fetch('/api/search?q=' + encodeURIComponent(this.term));
      this.results = await response.json();
      this.$el.querySelector('.first').innerHTML = this.results[0].title; // error: xss
      this.$el.querySelector('.count').innerHTML = this.results.length;
    },
  },
  render(h) {
    return h('div', [
      h('div', { ref: 'head' }),
      h('div', { domProps: { innerHTML: this.term } }), // error: xss
      h('div', { domProps: { innerHTML: DOMPurify.sanitize(this.term) } }),
      h('div', { domProps: { textContent: this.term } }),
    ]);
  },
});
