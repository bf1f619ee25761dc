/** Lets the playground's script load along with the site's own scripts, instead of after them. */
import { readdirSync } from 'node:fs';

/** Adds the preload to the playground's page. @param chunks - The folder of the built scripts, and its address. */
export function withPreload(html: string, chunks: { readonly folder: string; readonly url: string }): string {
  const name = readdirSync(chunks.folder).find((file) => /^PlaygroundApp\.[\w-]+\.js$/.test(file));
  if (name === undefined) throw new Error(`the playground has no script in ${chunks.folder}`);
  return html.replace('</head>', `    <link rel="modulepreload" href="${chunks.url}${name}">\n  </head>`);
}
