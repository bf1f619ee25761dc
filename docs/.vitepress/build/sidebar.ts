/** The sidebars: guides by task, vendors, recipes and background; and the API reference that typedoc generates. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import type { DefaultTheme } from 'vitepress';
import { BORROWED, PROGRAMS, programPage, ROOT } from './repository.mjs';

type Item = DefaultTheme.SidebarItem;

const page = (text: string, link: string): Item => ({ text, link });

/** A page, unless the project has none of that name yet. */
const pageIfThere = (text: string, link: string): readonly Item[] =>
  existsSync(join(ROOT, `docs${link}.md`)) ? [page(text, link)] : [];

/** The sidebar of every page outside the reference. */
export const guides = (): Item[] => [
  {
    text: 'Start',
    items: [page('Sign in from an empty folder', '/getting-started'), page('Playground', '/playground')],
  },
  {
    text: 'Guides',
    items: [
      page('Stay signed in', '/sessions'),
      page('Find out why it’s a 401', '/explain'),
      page('Use your HTTP client', '/clients'),
      page('Handle errors', '/errors'),
      page('Test without the vendor', '/sandbox'),
      ...pageIfThere('Use the command', '/command'),
      ...pageIfThere('Postman, n8n and other tools', '/tools'),
      page('Bundle it for a browser', '/bundles'),
      page('Run it on any platform', '/runtimes'),
    ],
  },
  {
    text: 'Vendors',
    items: [
      page('iFactory', '/ifactory'),
      page('GBG IDscan', '/idscan'),
      page('Jacada', '/jacada'),
      page('BEX', '/bex'),
      page('eOne SmartConnect', '/smartconnect'),
    ],
  },
  {
    text: 'Recipes',
    items: [
      page('RSA key from modulus and exponent', '/recipes/rsa-key-from-modulus-and-exponent'),
      page('.NET XML key in JavaScript', '/recipes/dotnet-xml-key'),
      page('AES-128-CBC like .NET’s', '/recipes/aes-128-cbc-like-dotnet'),
      page('Base64 and + in a query', '/recipes/base64-and-plus-in-a-query'),
    ],
  },
  {
    text: 'Background',
    items: [
      page('Security', '/threat-model'),
      page('Reporting a vulnerability', '/project/security'),
      page('Reliability', '/reliability'),
      page('Encodings, character by character', '/encodings'),
      page('Benchmarks', '/benchmarks'),
      page('Benchmark results', '/project/benchmark-results'),
      page('Golden vectors', '/project/vectors'),
      page('What people reported', '/reports'),
    ],
  },
  {
    text: 'Project',
    items: [
      { text: 'Examples', link: '/project/examples/', collapsed: true, items: programs() },
      { text: 'Integrations', link: '/project/integrations/', collapsed: true, items: integrations() },
      page('Changelog', '/project/changelog'),
      page('Contributing', '/project/contributing'),
    ],
  },
];

const programs = (): Item[] =>
  PROGRAMS.map((path) => page(path.replace('examples/', ''), `/${programPage(path).replace(/\.md$/, '')}`));

/** A page for each README of the integrations. */
const integrations = (): Item[] =>
  Object.entries(BORROWED)
    .filter(([file]) => /^integrations\/.+\//.test(file))
    .map(([file, to]) => page(titleOf(join(ROOT, file)), `/${to.replace(/index\.md$/, '')}`));

const KINDS: readonly (readonly [folder: string, text: string])[] = [
  ['functions', 'Functions'],
  ['variables', 'Constants'],
  ['enumerations', 'Tables'],
  ['classes', 'Classes'],
  ['interfaces', 'Interfaces'],
  ['type-aliases', 'Types'],
];

const ENTRIES = [
  'credwire',
  'ifactory',
  'idscan',
  'jacada',
  'bex',
  'smartconnect',
  'session',
  'session/file',
  'clients',
  'explain',
  'sandbox',
  'codecs',
  'jsbn',
  'node',
];

const titleOf = (path: string): string => /^# (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1] ?? path;

/** The sidebars of the reference: every entry of the package, and the members of the one that's open. */
export function reference(): DefaultTheme.SidebarMulti {
  const entries = ENTRIES.map((entry) => [entry, entry === 'credwire' ? entry : `credwire/${entry}`] as const);
  const sidebar = (open: string): Item[] => [
    {
      text: 'Reference',
      link: '/reference/',
      items: entries.flatMap(([entry, text]): Item[] => [
        page(text, `/reference/${entry}/`),
        ...(entry === open ? membersOf(entry) : []),
      ]),
    },
  ];
  return Object.fromEntries(['', ...ENTRIES].map((entry) => [`/reference/${entry}${entry && '/'}`, sidebar(entry)]));
}

function membersOf(entry: string): Item[] {
  const root = join(ROOT, 'docs/reference', entry);
  return KINDS.filter(([folder]) => existsSync(join(root, folder))).map(([folder, text]): Item => {
    const names = readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .sort();
    const items = names.map((name) =>
      page(
        titleOf(join(root, folder, name)).replace(/^[a-z]+\./, ''),
        `/reference/${entry}/${folder}/${name.replace(/\.md$/, '')}`,
      ),
    );
    return { text, items };
  });
}
