import { onContentUpdated, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent, h } from 'vue';
import StageStrip from './StageStrip.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'home-hero-image': () => h(StageStrip) }),
  setup() {
    // The theme gives its home page no main landmark.
    onContentUpdated(() => document.querySelector('.VPContent.is-home')?.setAttribute('role', 'main'));
    onContentUpdated(() => document.querySelector('.VPContent:not(.is-home)')?.removeAttribute('role'));
  },
  enhanceApp({ app }) {
    // A chunk of its own, which no other page loads.
    app.component(
      'PlaygroundApp',
      defineAsyncComponent(() => import('../playground/PlaygroundApp.vue')),
    );
  },
} satisfies Theme;
