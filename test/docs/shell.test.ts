/** Shell commands outside docs/command.md that have a result: they run as written, and say what the page says. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifactory } from 'credwire';
import { rsaPublicKey, spkiPin, toSpkiPem } from 'credwire/codecs';
import { afterAll, describe, expect, it } from 'vitest';
import { launcher } from '../cli/launch.js';
import { KEY_1024 } from '../support/rsa-keys.js';
import { fences } from './markdown.js';
import { read } from './project.js';

const command = launcher();
afterAll(() => command.remove());

/** The only block of a page that contains some words. */
function block(page: string, words: string): string {
  const found = fences(read(page)).filter(({ language, code }) => language === 'sh' && code.includes(words));
  expect(found).toHaveLength(1);
  return found[0]?.code ?? '';
}

const bash = (script: string): string =>
  execFileSync('bash', ['-c', `set -eo pipefail\n${script}`], { cwd: command.folder, encoding: 'utf8' }).trim();

describe('OpenSSL', () => {
  it('encrypts as docs/ifactory.md says', () => {
    expect(bash(block('docs/ifactory.md', 'openssl enc'))).toBe(ifactory.encryptPassword('P@ss+word/=1'));
  });

  it('computes the pin as docs/smartconnect.md says', () => {
    const { modulus, exponent } = KEY_1024;
    const key = rsaPublicKey({ modulus, exponent });
    writeFileSync(join(command.folder, 'key.pem'), toSpkiPem(key));
    expect(bash(block('docs/smartconnect.md', 'openssl dgst'))).toBe(spkiPin(key));
  });
});

describe('README.md', () => {
  it('finds the fault in the request that it shows, and prints what it says', async () => {
    const { exit, out, err } = await command.shell(block('README.md', 'credwire diagnose').replace('npx ', ''));
    expect([exit, err]).toEqual([1, '']);
    const shown = fences(read('README.md')).filter(({ language }) => language === 'text');
    expect(shown.map(({ code }) => code)).toEqual([out.trimEnd()]);
  });

  it('signs in to the sandbox that it starts', async () => {
    const start = block('README.md', 'credwire sandbox').replace('npx credwire ', '').replace(' --port 4010', '');
    const sandbox = command.start(start.split(' '));
    try {
      const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await sandbox.said('http://127.0.0.1:')) ?? [];
      const script = block('README.md', 'credwire sign-in');
      expect(script).toContain('http://127.0.0.1:4010');
      const signIn = script.replace('npx ', '').replace('http://127.0.0.1:4010', url);
      const { exit, out, err } = await command.shell(signIn);
      expect([exit, err]).toEqual([0, '']);
      expect(out.trim()).toMatch(/^\S+$/); // the token, and nothing else
    } finally {
      sandbox.process.kill('SIGINT');
      await sandbox.ended;
    }
  });
});
