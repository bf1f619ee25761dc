/** The line protocol of the oracles, and what is asked of them. */
import { describe, expect, it } from 'vitest';
import { fromLine, toLine } from '../../scripts/vectors/protocol.mjs';
import { stageQuestions, wholeQuestion } from '../../scripts/vectors/questions.mjs';
import { LEGEND, markdown, plainText, tableOf } from '../../scripts/vectors/table.mjs';
import type { Vector } from '../../vectors/vectors.cjs';
import { testKeys } from './files.js';

describe('a question', () => {
  it.each<[string, unknown, string]>([
    ['text in UTF-16', { text: 'é😀\ud800' }, 'f\ttext=s:00e9d83dde00d800'],
    ['bytes', { keyHex: '00ff' }, 'f\tkeyHex=h:00ff'],
    ['numbers', { a: 1, b: -1.5 }, 'f\ta=n:1\tb=n:-1.5'],
    ['flags and null', { a: true, b: false, c: null }, 'f\ta=b:true\tb=b:false\tc=z:'],
    ['what is empty', { a: {}, b: [], c: '' }, 'f\ta=o:\tb=a:\tc=s:'],
    ['paths', { a: [{ b: 'x' }, 'y'] }, 'f\ta.0.b=s:0078\ta.1=s:0079'],
    ['odd names', { 'a.b=\té': 1 }, 'f\ta%2Eb%3D%09%C3%A9=n:1'],
    ['no argument', {}, 'f'],
  ])('spells %s', (_, input, line) => {
    expect(toLine('f', input)).toBe(line);
  });

  it('calls a function as the vector says', () => {
    const vector: Vector = {
      tcId: 1,
      comment: 'a',
      flags: ['A'],
      input: { options: { password: { repeat: [['a', 3]] } } },
      random: '00',
      exchanges: [
        { request: { method: 'GET', url: 'u', headers: {} }, response: { status: 1, headers: {}, body: '' } },
      ],
      session: { vendor: 'bex', token: 't' },
      result: 'valid',
    };
    const { line, expected, code } = wholeQuestion('bex.signIn', vector);
    expect(line.split('\t').slice(0, 3)).toEqual(['bex.signIn', 'options.password=s:006100610061', 'randomHex=h:00']);
    expect(line).toContain('responses.0.status=n:1');
    expect(expected.map(([path]) => path)).toEqual([
      'session.vendor',
      'session.token',
      'exchanges.0.request.method',
      'exchanges.0.request.url',
      'exchanges.0.request.headers',
    ]);
    expect(code).toBeUndefined();
  });

  it('asks for the way back with the private key', () => {
    const [key] = testKeys;
    const { modulusHex = '', exponentHex = '' } = key ?? {};
    const vector: Vector = {
      tcId: 1,
      comment: 'a',
      flags: ['A'],
      input: { key: { modulusHex, exponentHex }, messageHex: '61' },
      stages: { paddedHex: '0002' },
      outputHex: '99',
      result: 'valid',
    };
    const names = stageQuestions('codecs.encryptPkcs1', vector, testKeys).map(({ line }) => line.split('\t')[0]);
    expect(names).toEqual(['rsa.power', 'rsa.open']);
  });
});

describe('an answer', () => {
  it.each<[string, ReturnType<typeof fromLine>]>([
    ['unknown', { verdict: 'unknown', fields: new Map() }],
    ['ok\toutput=s:0061', { verdict: 'ok', fields: new Map([['output', 's:0061']]) }],
    ['ok\ta=h:=', { verdict: 'ok', fields: new Map([['a', 'h:=']]) }],
    ['error\tERR_URL', { verdict: 'error', code: 'ERR_URL', fields: new Map() }],
    ['error\tERR_URL\tstatus=n:1', { verdict: 'error', code: 'ERR_URL', fields: new Map([['status', 'n:1']]) }],
  ])('is read: %j', (line, answer) => {
    expect(fromLine(line)).toEqual(answer);
  });

  it.each(['', 'Segmentation fault', 'OK'])("isn't an answer: %j", (line) => {
    expect(() => fromLine(line)).toThrow('no answer');
  });
});

describe('the table', () => {
  const items = [
    { file: 'a.json', made: 'python', confirmedBy: ['go', 'php'] },
    { file: 'a.json', made: 'python', confirmedBy: ['go'] },
    { file: 'b.json', made: 'definition', confirmedBy: [] },
  ];
  const results = new Map([
    ['go', ['whole', 'stages', 'unknown']],
    ['php', ['whole', 'disagrees', 'unknown']],
    ['java', undefined],
  ]);
  const table = tableOf(items, results);

  it('counts by file', () => {
    expect(table).toEqual([
      ['file', 'vectors', 'go', 'php', 'java', 'least'],
      ['a.json', '2', '1+1', '1 !1', '-', '1'],
      ['b.json', '1', '0', '0', '-', '-'],
      ['all', '3', '1+1', '1 !1', '-', '1'],
    ]);
  });

  it('is printed for terminals and pages', () => {
    expect(plainText(table).split('\n')[1]).toBe('a.json        2  1+1  1 !1     -      1');
    expect(markdown(table).split('\n')[1]).toBe('| --- | --: | --: | --: | --: | --: |');
    expect(LEGEND).toContain('not installed');
  });
});
