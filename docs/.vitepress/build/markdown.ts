/** Extends VitePress's Markdown: links between files of the repository, and tables that scroll. */
import type { MarkdownRenderer } from 'vitepress';
import { fileOfPage, siteLink } from './repository.mjs';

/** The anchor of a heading, derived as code hosts do, so that a link works both there and here. */
export const slugify = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

const isElsewhere = (link: string): boolean => /^(?:[a-z]+:|\/|#)/.test(link);

/** Makes a token an empty string, so the text inside a link stays and the link goes. */
function erase(token: { type: string; tag: string; content: string }): void {
  Object.assign(token, { type: 'text', tag: '', content: '' });
}

/** Sets the renderer up. */
export function setUpMarkdown(md: MarkdownRenderer): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const from = fileOfPage(String(env.relativePath));
    for (const { children } of tokens) {
      const open: boolean[] = [];
      for (const token of children ?? []) {
        if (token.type === 'link_close' && open.pop() === false) erase(token);
        const name = token.type === 'image' ? 'src' : 'href';
        const link = token.attrGet(name);
        if (link === null) continue;
        const target = isElsewhere(link) ? link : siteLink(from, decodeURI(link));
        if (token.type === 'link_open') open.push(target !== undefined);
        if (target === undefined) erase(token);
        else token.attrSet(name, target);
      }
    }
  });
  // Two braces are text here, never Vue's interpolation.
  const { render } = md.renderer;
  md.renderer.render = (...args) => render.apply(md.renderer, args).replaceAll('{{', '&#123;&#123;');
  // A wide table scrolls by itself, so the page never does, and the keyboard can reach it.
  md.renderer.rules.table_open = (tokens, index, _, env) => {
    env.tables = Number(env.tables ?? 0) + 1;
    const heading = tokens.slice(0, index).findLastIndex(({ type }) => type === 'heading_open');
    const label = md.utils.escapeHtml(`Table ${env.tables}: ${tokens[heading + 1]?.content ?? ''}`.replaceAll('`', ''));
    return `<div class="table" tabindex="0" role="region" aria-label="${label}"><table>\n`;
  };
  md.renderer.rules.table_close = () => '</table></div>\n';
}
