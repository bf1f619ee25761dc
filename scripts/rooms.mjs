// Which built file holds a module. A program that imports one entry opens a handful of files instead of twenty to sixty,
// and every entry still shares the same classes and caches. What isn't listed keeps a file of its own.
import { dirname, relative, resolve } from 'node:path';

/** Modules below dist/, and the file that holds them: an entry, or one that several entries share. */
/** @type {readonly (readonly [modules: RegExp, file: string])[]} */
const ROOMS = [
  [/^(?:clients|formats)\//, 'clients/index.js'],
  [/^explain\/|^codecs\/(?:digests|aes-ecb)/, 'explain/index.js'],
  [/^sandbox\//, 'sandbox/index.js'],
  [/^session\/(?:calls|connect|events|keeper|machine|platform|settings|vendor)\.js$/, 'shared/session.js'],
  [/^session\/(?:key|shared|store|validate)\.js$/, 'shared/stored-session.js'], // with a hash: loaded when it's needed
  [/^vendors\/(?:bex|idscan|jacada)\//, 'vendors/$1.js'],
  [/^vendors\/smartconnect\//, 'shared/smartconnect.js'],
  [/^codecs\/aes-/, 'shared/aes.js'],
  [/^codecs\/rsa-/, 'shared/rsa.js'],
  [/^(?:core|http)\/|^codecs\/(?:base64|hex|text|url)\.js$|^vendors\/vendor\.js$/, 'shared/core.js'],
];

/** The file that holds a module, both below dist/. @param {string} module */
export function fileOf(module) {
  const room = ROOMS.find(([modules]) => modules.test(module));
  return room === undefined ? module : room[1].replace('$1', module.split('/')[1] ?? '');
}

/**
 * For esbuild: an import of a module that another file holds becomes an import of that file.
 *
 * @param {string} dist - The folder of the built modules.
 * @param {string} file - The file that is written, below dist/.
 * @param {(module: string) => boolean} isInside - Whether a module becomes part of that file.
 * @returns {import('esbuild').Plugin}
 */
export function sharing(dist, file, isInside) {
  return {
    name: 'sharing',
    setup: ({ onResolve }) =>
      void onResolve({ filter: /^\.{1,2}\// }, ({ path, importer }) => {
        if (!importer.startsWith(`${dist}/`)) return undefined; // within another package
        const module = relative(dist, resolve(dirname(importer), path));
        if (isInside(module)) return undefined;
        const target = relative(dirname(file), fileOf(module));
        return { path: target.startsWith('.') ? target : `./${target}`, external: true };
      }),
  };
}
