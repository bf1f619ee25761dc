import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent, h } from 'vue';
import StageStrip from './StageStrip.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'home-hero-image': () => h(StageStrip) }),
  enhanceApp({ app }) {
    // A chunk of its own, which no other page loads.
    app.component(
      'PlaygroundApp',
      defineAsyncComponent(() => import('../playground/PlaygroundApp.vue')),
    );
  },
} satisfies Theme;
