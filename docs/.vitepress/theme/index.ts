import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import StageStrip from './StageStrip.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('StageStrip', StageStrip);
  },
} satisfies Theme;
