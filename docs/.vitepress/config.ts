import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { setUpMarkdown, slugify } from './build/markdown.js';
import { withPreload } from './build/preload.js';
import { withPolicy } from './build/security.js';
import { guides, reference } from './build/sidebar.js';

const source = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** The path that the host serves the site under, such as "/credwire/". */
const base = process.env.SITE_BASE ?? '/';

export default defineConfig({
  title: 'credwire',
  description: 'Sign in to iFactory, GBG IDscan, Jacada, BEX and eOne SmartConnect, and find out why it is 401.',
  lang: 'en',
  base,
  cleanUrls: false,
  metaChunk: true,
  srcExclude: ['node_modules/**', 'test/**'],
  head: [
    ['link', { rel: 'icon', href: `${base}icon.svg`, type: 'image/svg+xml' }],
    ['meta', { name: 'referrer', content: 'no-referrer' }],
  ],
  router: { prefetchLinks: false }, // browsers without prefetch would connect, and the policy forbids it
  markdown: {
    config: setUpMarkdown,
    anchor: { slugify },
    toc: { slugify },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  transformHtml: (html, _, { page, siteConfig }) => {
    const chunks = { folder: `${siteConfig.outDir}/assets/chunks`, url: `${base}assets/chunks/` };
    return withPolicy(page === 'playground.md' ? withPreload(html, chunks) : html);
  },
  // Two entries may export a type of the same name: the title tells them apart.
  transformPageData: ({ relativePath, title }) => {
    const entry = /^reference\/(.+)\/[^/]+\/[^/]+\.md$/.exec(relativePath)?.[1];
    return entry === undefined
      ? {}
      : { titleTemplate: `${title} · ${entry === 'credwire' ? '' : 'credwire/'}${entry}` };
  },
  themeConfig: {
    logo: '/icon.svg',
    nav: [
      { text: 'Guides', link: '/getting-started', activeMatch: '^/(?!playground|reference)' },
      { text: 'Playground', link: '/playground' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
    ],
    sidebar: { ...reference(), '/': guides() },
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        // The index doesn't need colored code, which would be most of the work.
        _render: (text, env, md) => md.render(text.replace(/^( *```)\w+.*$/gm, '$1text'), env),
      },
    },
    docFooter: { prev: 'Previous', next: 'Next' },
    externalLinkIcon: false,
    footer: { message: 'MIT license. Not affiliated with any of the vendors.' },
  },
  vite: {
    resolve: {
      alias: [
        { find: /^credwire$/, replacement: source('index.ts') },
        { find: /^credwire\/(codecs|clients|explain|sandbox|session)$/, replacement: source('$1/index.ts') },
        { find: /^credwire\/(ifactory|idscan|jacada|bex|smartconnect)$/, replacement: source('vendors/$1.ts') },
      ],
    },
  },
});
