/** Every page as it's built: links, anchors, the security policy, and how much a reader loads. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalize } from 'node:path/posix';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { guides, reference } from '../.vitepress/build/sidebar.js';
import { attributes, PAGES, readPage } from './support/pages.js';
import { DIST } from './support/serve.mjs';

const anchors = new Map(PAGES.map((path) => [path, new Set(attributes(readPage(path), 'id'))]));

/** The path that the site was built for. A link from the root of the host must start with it. */
const BASE = process.env.SITE_BASE ?? '/';

/** A link without the base, as a path in the built site. */
const inSite = (link: string): string => (link.startsWith(BASE) ? `/${link.slice(BASE.length)}` : `/outside${link}`);

/** The page or file for a link, and the anchor in it. */
function target(from: string, link: string): { readonly path: string; readonly anchor: string } {
  const [path = '', anchor = ''] = link.split('#');
  const full = path === '' ? from : path.startsWith('/') ? inSite(path) : normalize(`${from}/../${path}`);
  return { path: decodeURI(full.endsWith('/') ? `${full}index.html` : full), anchor: decodeURIComponent(anchor) };
}

const isInternal = (link: string) => !/^(?:[a-z]+:|\/\/)/.test(link) && link !== '';

function deadLinks(from: string): readonly string[] {
  const html = readPage(from);
  return [...attributes(html, 'href'), ...attributes(html, 'src')].filter(isInternal).filter((link) => {
    const { path, anchor } = target(from, link);
    if (!existsSync(join(DIST, path))) return true;
    return anchor !== '' && path.endsWith('.html') && anchors.get(path)?.has(anchor) !== true;
  });
}

describe('the site', () => {
  it('has pages for guides, vendors, recipes and the reference', () => {
    expect(PAGES.length).toBeGreaterThan(200);
    for (const path of ['/index.html', '/ifactory.html', '/recipes/dotnet-xml-key.html', '/playground.html']) {
      expect(PAGES).toContain(path);
    }
    expect(PAGES).toContain('/reference/ifactory/functions/signIn.html');
  });

  it('has no link or anchor that leads nowhere', () => {
    expect(PAGES.flatMap((path) => deadLinks(path).map((link) => `${path}: ${link}`))).toEqual([]);
  });

  it('has each page in a sidebar', () => {
    const links = JSON.stringify([guides(), reference()]);
    const missing = PAGES.map((path) => path.replace(/(?:index)?\.html$/, ''))
      .filter((path) => !['/', '/404'].includes(path))
      .filter((path) => !links.includes(`"${path}"`));
    expect(missing).toEqual([]);
  });

  it('has a title of its own on each page', () => {
    const titles = PAGES.map((path) => /<title>([^<]*)<\/title>/.exec(readPage(path))?.[1] ?? '');
    expect(titles.filter((title, index) => title === '' || titles.indexOf(title) !== index)).toEqual([]);
  });

  it('asks no other host for anything', () => {
    const loaded = /<(?:script|img|link|iframe|source)[^>]*\s(?:src|href)="(?:https?:)?\/\//;
    expect(PAGES.filter((path) => loaded.test(readPage(path)))).toEqual([]);
  });
});

describe('the reference', () => {
  it.each(['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect'])(
    'lists the options of %s.signIn on its page',
    (id) => {
      const html = readPage(`/reference/${id}/functions/signIn.html`);
      expect(html).toContain(`<h1 id="${id}signin"`);
      const rows = [...html.matchAll(/<code>(\w+)\??<\/code>/g)].map(([, name]) => name);
      expect(rows).toContain('password');
      expect(rows).toContain(id === 'smartconnect' ? 'pin' : 'allowInsecureHttp');
    },
  );

  it('says under one heading everything that a function throws', () => {
    const functions = PAGES.filter((path) => /^\/reference\/.+\/functions\//.test(path));
    const headings = (path: string) => readPage(path).match(/<h2 id="throws/g)?.length ?? 0;
    expect(functions.filter((path) => headings(path) > 1)).toEqual([]);
    expect(functions.filter((path) => headings(path) === 1).length).toBeGreaterThan(50);
  });
});

describe('the security policy', () => {
  const policyOf = (html: string) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

  it('lets no page connect to anything or run a script of others', () => {
    for (const path of PAGES) {
      const policy = policyOf(readPage(path));
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("connect-src 'none'");
      expect(policy.match(/script-src [^;]*/)?.[0], path).not.toMatch(/unsafe|https?:|\*/);
    }
  });

  it('comes before every script, and names exactly the scripts that a page holds itself', () => {
    for (const path of PAGES) {
      const html = readPage(path);
      expect(html.indexOf('<script'), path).toBeGreaterThan(html.indexOf('Content-Security-Policy'));
      const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
        ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
      );
      expect(policyOf(html).match(/'sha256-[^']+'/g) ?? [], path).toEqual([...new Set(inline)]);
      expect(html, path).not.toMatch(/\son\w+="/);
    }
  });
});

describe('what a page loads', () => {
  /** The scripts of a page, with everything that they import statically. */
  function scripts(path: string): readonly string[] {
    const html = readPage(path);
    const linked = [...attributes(html, 'src'), ...attributes(html, 'href')];
    const first = linked.filter((link) => link.endsWith('.js')).map(inSite);
    const found = new Set<string>();
    const visit = (file: string) => {
      if (found.has(file)) return;
      found.add(file);
      const code = readFileSync(join(DIST, file), 'utf8');
      for (const [, name = ''] of code.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g))
        visit(normalize(`${file}/../${name}`));
    };
    first.forEach(visit);
    return [...found];
  }
  const gzipped = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0);

  const LIMIT = 150 * 1024;

  it('is at most 150 KB of script, gzipped, on every page without the playground', () => {
    expect(PAGES.filter((path) => gzipped(scripts(path)) > LIMIT)).toEqual([]);
  });
});
