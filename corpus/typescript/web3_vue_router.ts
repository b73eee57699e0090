import { createApp, defineComponent, h, ref } from 'vue';
import { createRouter, createWebHistory, onBeforeRouteUpdate, RouteLocationNormalized } from 'vue-router';

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: { render: () => h('h1', 'Home') } },
    { path: '/old', redirect: (to) => ({ path: '/', query: to.query }) },
  ],
});

router.beforeEach((to: RouteLocationNormalized) => {
  document.title = String(to.query.title ?? '');
  document.querySelector('#crumb')!.textContent = to.path;
});

router.afterEach((to: RouteLocationNormalized) => {
  document.querySelector('#message')!.innerHTML = String(to.query.message); // error: xss
});

const Page = defineComponent({
  setup() {
    const html = ref('');
    onBeforeRouteUpdate((to) => {
      html.value = String(to.params.text);
    });
    return () => h('main', [
      h('div', { innerHTML: html.value }), // error: xss
      h('div', { textContent: html.value }),
      h('div', html.value),
    ]);
  },
});

createApp(Page).use(router).mount('#app');
