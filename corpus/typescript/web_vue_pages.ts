import { computed, defineComponent, h, onMounted, reactive, ref, watch, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import DOMPurify from 'dompurify';
import axios from 'axios';

interface Comment { author: string; html: string; likes: number; }

export const Header = defineComponent({
  props: { level: { type: Number, default: 1 } },
  setup(props) {
    const route = useRoute();
    const title = computed(() => route.query.title as string);
    return () => [
      h('div', { innerHTML: title.value }), // error: xss
      h('div', { title: title.value }, title.value),
      h('a', { href: route.query.link as string }, 'more'), // error: xss
      h('a', { href: '/more?' + route.query.link }, 'more'),
      h('div', { innerHTML: DOMPurify.sanitize(title.value) }),
      h(`h${props.level}`, title.value),
      h('div', { innerHTML: `<b>${props.level}</b>` }),
    ];
  },
});

export const Comments = defineComponent({
  setup() {
    const box: Ref<HTMLElement | null> = ref(null);
    const comments = ref<Comment[]>([]);
    const state = reactive({ filter: '', error: '' });
    const route = useRoute();
    const router = useRouter();

    onMounted(async () => {
      const { data } = await axios.get<Comment[]>(`/api/comments/${route.params.id}`);
      comments.value = data;
      state.filter = route.query.filter as string;
      if (box.value) {
        box.value.innerHTML = state.filter; // error: xss
        box.value.textContent = state.filter;
        box.value.innerHTML = comments.value.map((comment) => comment.html).join('<hr>');
        box.value.innerHTML = `${comments.value.length} comments`;
      }
    });

    watch(
      () => route.hash,
      (hash) => {
        document.querySelector('#section')!.innerHTML = decodeURIComponent(hash); // error: xss
        document.querySelector(hash);
      },
    );

    const leave = () => {
      const target = route.query.next as string;
      window.location.href = target; // error: xss error: open-redirect
      router.push(target);
      if (target.startsWith('/') && !target.startsWith('//')) {
        window.location.assign(target.replace(/\\/g, '/'));
      }
    };

    return { box, comments, state, leave };
  },
});

export default defineComponent({
  name: 'LegacyPage',
  data() {
    return { message: '', safe: '' };
  },
  computed: {
    heading(): string {
      return `<h1>${this.$route.query.heading}</h1>`;
    },
  },
  watch: {
    '$route.query.note'(note: string) {
      (this.$refs.note as HTMLElement).innerHTML = note; // error: xss
      (this.$refs.note as HTMLElement).textContent = note;
    },
  },
  mounted() {
    this.message = this.$route.params.message as string;
    this.$el.innerHTML = this.message; // error: xss
    this.$el.querySelector('h1').innerHTML = this.heading; // error: xss
    this.safe = DOMPurify.sanitize(this.message);
    this.$el.innerHTML = this.safe;
    (this.$refs.box as HTMLElement).innerHTML = `<p>${this.$route.query.text}</p>`; // error: xss
    (this.$refs.box as HTMLElement).innerText = `${this.$route.query.text}`;
  },
  methods: {
    open(): void {
      window.open(this.$route.query.url as string); // error: xss
      window.open('/view/' + this.$route.query.url);
    },
  },
});
