/** The table of tested clients names the versions that the contract suite installs. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/clients.md');
const table = page.slice(page.indexOf('## How the clients are tested'));
const { dependencies } = JSON.parse(read('test/contract/package.json')) as { dependencies: Record<string, string> };

describe('docs/clients.md', () => {
  it.each([
    ['undici', 'undici'],
    ['node-fetch', 'node-fetch'],
    ['axios', 'axios'],
    ['got', 'got'],
    ['got', 'got-newest'],
    ['ky', 'ky'],
    ['ky', 'ky-newest'],
    ['superagent', 'superagent'],
    ["Angular's HttpClient", '@angular/common'],
    ['jQuery', 'jquery'],
    ['HAR 1.2', '@readme/httpsnippet'],
    ['.http', 'httpyac'],
  ])('names the installed version in the row %s (%s)', (row, name) => {
    const line = table.split('\n').find((text) => text.startsWith(`| ${row} |`));
    const version = dependencies[name]?.replace(/^npm:.*@/, '');
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(line).toContain(version);
  });
});
