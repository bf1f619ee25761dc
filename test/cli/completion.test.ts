/** The completion scripts, asked by the shells that read them. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFINITIONS } from '../../src/cli/commands/index.js';
import { VENDORS } from '../../src/cli/vendor-options.js';
import { credwire } from './in-process.js';
import { launcher } from './launch.js';
import { CTRL_D, dialogue } from './terminal.js';

const command = launcher();
const NAMES = DEFINITIONS.map(({ name }) => name);
const script = (shell: string): string => join(command.folder, `completion.${shell}`);
const isHere = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { exit, out, err } = await credwire(['completion', shell]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    writeFileSync(script(shell), out);
  }
});
afterAll(() => command.remove());

/** What was typed, and the words that must be, and must not be, among the answers. */
const TYPED: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['', NAMES, ['bex', '--username']],
  ['sign-', ['sign-in', 'sign-out'], ['call']],
  ['sign-in ', VENDORS, ['call', '--username']],
  ['sign-in bex --', ['--username', '--password-file', '--output', '--cache'], ['--user-login', '--password', 'bex']],
  ['sign-in bex --username demo --out', ['--output'], ['--username']],
  ['sign-in bex --output ', ['token', 'json', 'header', 'env'], ['curl', '--username']],
  ['request bex --output ', ['json', 'curl', 'har', 'http'], ['token']],
  ['sign-in --verbose idscan --area s', ['scanning'], ['investigation']],
  ['request smartconnect --public', ['--public-key-file'], []],
  ['request bex --public', [], ['--public-key-file']],
  ['completion ', ['bash', 'zsh', 'fish'], ['bex']],
  ['explain jacada --charset ', ['utf-8', 'latin1', 'ascii'], ['utf-16le']],
];

function check(answers: readonly string[], yes: readonly string[], no: readonly string[]): void {
  expect(yes.filter((word) => !answers.includes(word))).toEqual([]);
  expect(no.filter((word) => answers.includes(word))).toEqual([]);
}

describe('in bash', () => {
  it.each(TYPED)('credwire %s', (typed, yes, no) => {
    const program = `source '${script('bash')}'
      COMP_WORDS=(credwire "$@"); COMP_CWORD=$#; _credwire; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', program, 'bash', ...typed.split(' ')], {
      cwd: command.folder,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    check(stdout.split('\n'), yes, no);
  });

  it('offers files where an option wants one', () => {
    const program = `source '${script('bash')}'
      COMP_WORDS=(credwire sign-in bex --password-file comp); COMP_CWORD=4; _credwire; echo "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync('bash', ['-c', program], { cwd: command.folder, encoding: 'utf8' });
    expect(stdout).toContain('completion.bash');
  });
});

// On a bare machine one of them may be missing; the machine that decides has both.
describe.skipIf(!isHere('zsh'))('in zsh', () => {
  it('completes commands, vendors, options and choices as they are typed', async () => {
    const start = `autoload -Uz compinit; compinit -u -D; source '${script('zsh')}'; unsetopt beep; echo lo''aded\r`;
    const lines: readonly (readonly [string, string])[] = [
      ['sign-i', 'credwire sign-in '],
      ['sign-in be', 'credwire sign-in bex '],
      ['sign-in bex --usern', 'credwire sign-in bex --username'],
      ['sign-in bex --output hea', 'credwire sign-in bex --output header '],
      ['completion fi', 'credwire completion fish '],
    ];
    const steps = [
      { wait: 'ready> ', send: start },
      ...lines.map(([typed], at) => ({
        wait: at === 0 ? 'loaded\r\n' : (lines[at - 1]?.[1] ?? ''),
        send: `\u0015credwire ${typed}\t`, // Ctrl-U takes away what is there
      })),
      { wait: lines.at(-1)?.[1] ?? '', send: `\u0015exit\r${CTRL_D}` },
    ];
    const env = { PATH: process.env.PATH ?? '', HOME: command.folder, TERM: 'dumb', PS1: 'ready> ' };
    const setup = { argv: ['zsh', '-f', '-i'], cwd: command.folder, env, columns: 200 };
    const { missing, text } = await dialogue(setup, steps);
    expect([missing, missing === null ? '' : text]).toEqual([null, '']);
  });
});

describe.skipIf(!isHere('fish'))('in fish', () => {
  it.each(TYPED)('credwire %s', (typed, yes, no) => {
    const program = `source '${script('fish')}'; complete -C 'credwire ${typed}'`;
    const { stdout, stderr } = spawnSync('fish', ['-N', '-c', program], { cwd: command.folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    const answers = stdout.split('\n').map((line) => line.split('\t')[0] ?? '');
    check(
      answers,
      yes.filter((word) => typed.includes('-') || !word.startsWith('--')),
      no,
    );
  });
});
