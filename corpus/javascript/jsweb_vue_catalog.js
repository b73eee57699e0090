import { computed, defineComponent, h, onMounted, ref, watch } from 'vue';
import { createRouter, createWebHistory, useRoute, useRouter } from 'vue-router';
import sanitizeHtml from 'sanitize-html';
import qs from 'qs';

const VIEWS = new Map([
  ['grid', 'Grid view'],
  ['list', 'List view'],
]);

export const Description = defineComponent({
  props: { html: { type: String, required: true } },
  setup(props) {
    return () => h('div', { class: 'description', innerHTML: sanitizeHtml(props.html) });
  },
});

export const SearchHeading = defineComponent({
  setup() {
    const route = useRoute();
    return () =>
      h('header', [
        h('h1', route.query.q),
        h('p', { innerHTML: `Results for <b>${route.query.q}</b>` }), // error: xss
        h('p', { innerHTML: sanitizeHtml(route.query.q) }),
        h('a', { href: route.query.back }, 'Back'), // error: xss
        h('a', { href: '/search?' + qs.stringify({ q: route.query.q }) }, 'Again'),
      ]);
  },
});

export const Catalog = defineComponent({
  setup() {
    const route = useRoute();
    const router = useRouter();
    const box = ref(null);
    const view = computed(() => (VIEWS.has(route.query.view) ? route.query.view : 'grid'));
    const category = ref('');

    onMounted(() => {
      category.value = route.params.category;
      document.querySelector('#crumbs').innerHTML = '<i>' + route.params.category + '</i>'; // error: xss
      document.querySelector('#crumbs').textContent = route.params.category;
      document.querySelector('#view').innerHTML = VIEWS.get(route.query.view) || '';
    });

    watch(
      () => route.hash,
      (hash) => {
        const target = document.querySelector(hash);
        if (target) target.scrollIntoView();
      },
    );

    async function open(id) {
      const response = await fetch(`/api/products/${id}`);
      const product = await response.json();
      document.querySelector('#detail').innerHTML = product.description; // error: xss
      document.querySelector('#detail').innerHTML = sanitizeHtml(product.description);
      await router.push({ name: 'product', params: { id } });
    }

    return { box, view, category, open };
  },
});

export const LegacyPage = {
  name: 'LegacyPage',
  data() {
    return { message: '' };
  },
  methods: {
    show() {
      this.$el.innerHTML = this.$route.query.message; // error: xss
      this.$el.textContent = this.$route.query.message;
    },
    leave() {
      const next = this.$route.query.next;
      if (next && next.startsWith('/account/')) {
        window.location.href = next;
      }
      window.location.href = this.$route.query.next; // error: xss error: open-redirect
    },
  },
};

export const router = createRouter({ history: createWebHistory(), routes: [{ path: '/', component: Catalog }] });
