import { createApp, h, compile } from 'vue';
import Vue from 'vue/dist/vue.esm.js';
import { useRoute } from 'vue-router';

export const Card = {
  setup() {
    const route = useRoute();
    return () => [
      h('div', { innerHTML: route.query.html }), // error: xss
      h('div', route.query.html),
      h('a', { href: route.query.url }, 'more'), // error: xss
      h('img', { src: route.query.url }),
      h('div', { class: route.query.html }, []),
    ];
  },
};

const term = new URLSearchParams(location.search).get('term');
new Vue({
  el: '#app',
  template: '<div>Results for ' + term + '</div>', // error: template-injection
});
new Vue({
  el: '#ok',
  data: { term },
  template: '<div>Results for {{ term }}</div>',
  render(createElement) {
    return createElement('p', { domProps: { innerHTML: term } }); // error: xss
  },
});
createApp({ data: () => ({ term }), template: '<p>{{ term }}</p>' }).mount('#x');
