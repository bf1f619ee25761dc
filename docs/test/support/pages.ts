/** The pages of the built site, read as text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from './serve.mjs';

/** Paths of all pages, such as `/clients.html`. */
export const PAGES: readonly string[] = (readdirSync(DIST, { recursive: true, encoding: 'utf8' }) as string[])
  .filter((path) => path.endsWith('.html'))
  .map((path) => `/${path}`)
  .sort();

/** Text of a file of the site. */
export const readPage = (path: string): string => readFileSync(join(DIST, path), 'utf8');

/** Values of an attribute on any element of a page. */
export const attributes = (html: string, name: string): readonly string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value.replaceAll('&amp;', '&'));
