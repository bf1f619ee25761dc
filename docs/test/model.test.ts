/** What the playground computes, without a browser. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { type HttpRequest, systemRandom, type Vendor, vendors } from 'credwire';
import { diagnose, explain } from 'credwire/explain';
import { describe, expect, it } from 'vitest';
import { FORMATS, postmanCollection, SHELLS, written } from '../.vitepress/playground/model/formats.js';
import { type Entries, FORMS, firstEntries, VENDORS } from '../.vitepress/playground/model/forms.js';
import { fromHash, toHash } from '../.vitepress/playground/model/link.js';
import { cut, hexRows, MOST_TEXT, markedText } from '../.vitepress/playground/model/marks.js';
import { mistakenCurl, mistakesFor } from '../.vitepress/playground/model/mistakes.js';
import { optionsOf } from '../.vitepress/playground/model/options.js';
import { Draw } from '../.vitepress/playground/model/random.js';
import { Trial } from '../.vitepress/playground/model/trial.js';

const requestOf = (id: Vendor, entries: Entries): HttpRequest =>
  explain(id, optionsOf(id, entries, systemRandom)).request;

/** BEX takes these in a query only. */
const IN_QUERY = ['GET', 'userName'];

/** Every choice of a vendor, changed one at a time. */
function readings(id: Vendor): readonly Entries[] {
  const first = firstEntries(id);
  const changed = FORMS[id].choices.flatMap(({ name, values }) =>
    values.slice(1).map((value) => {
      const transport = id === 'bex' && IN_QUERY.includes(value) ? { transport: 'query' } : {};
      return { ...first, choices: { ...first.choices, ...transport, [name]: value } };
    }),
  );
  return [first, ...changed];
}

describe.each(VENDORS)('the form of %s', (id) => {
  it('has a field or a choice for each field of the profile', () => {
    const names = [...FORMS[id].fields, ...FORMS[id].choices].map(({ name }) => name);
    expect(vendors[id].profile.fields.filter(({ name }) => !names.includes(name))).toEqual([]);
  });

  it('hides what the profile calls secret', () => {
    for (const { name, secret } of vendors[id].profile.fields) {
      const field = FORMS[id].fields.find((each) => each.name === name);
      if (field !== undefined) expect([name, field.isSecret]).toEqual([name, secret]);
    }
  });

  it('says for each choice what the document says', () => {
    for (const { name, source } of FORMS[id].choices) expect(source.length, name).toBeGreaterThan(30);
  });

  it('builds a request with every reading of the document', () => {
    for (const entries of readings(id)) expect(requestOf(id, entries).url).toMatch(/^https:/);
  });

  it('is right, as diagnose says, and wrong after each mistake', () => {
    const entries = firstEntries(id);
    const options = optionsOf(id, entries, systemRandom);
    const request = requestOf(id, entries);
    expect(diagnose(id, options, request)).toEqual([]);
    const mistakes = mistakesFor(id, request, entries);
    expect(mistakes.length).toBeGreaterThan(1);
    if (['smartconnect'].includes(id)) return; // whether its ciphertext has a "+" is chance
    for (const mistake of mistakes) {
      expect(diagnose(id, options, mistakenCurl(mistake, request)), mistake.label).not.toEqual([]);
    }
  });
});

describe('a link', () => {
  it.each(VENDORS)('to %s holds nothing that is typed', (id) => {
    const fields = Object.fromEntries(FORMS[id].fields.map(({ name }) => [name, `typed-${name}`]));
    for (const { choices } of readings(id)) expect(toHash(id, { fields, choices })).not.toContain('typed');
  });

  it.each(VENDORS)('brings the choices of %s back', (id) => {
    for (const entries of readings(id)) {
      expect(fromHash(toHash(id, entries))).toEqual({ vendor: id, choices: entries.choices });
    }
  });

  it('brings back neither unknown values nor fields', () => {
    expect(fromHash('#vendor=nobody')).toBeUndefined();
    expect(fromHash('#vendor=__proto__')).toBeUndefined();
    const hash = '#vendor=bex&transport=%3Cb%3E&method=GET&password=secret&constructor=x';
    expect(fromHash(hash)).toEqual({ vendor: 'bex', choices: { ...firstEntries('bex').choices, method: 'GET' } });
  });

  it('holds no choice that is free text', () => {
    expect(toHash('bex', { fields: {}, choices: { transport: 'secret' } })).toBe('#vendor=bex');
  });
});

describe('values', () => {
  it('have their special characters marked', () => {
    expect(markedText('a+b%2B=')).toEqual([
      { text: 'a' },
      { text: '+', mark: 'plus' },
      { text: 'b' },
      { text: '%2B', mark: 'escape' },
      { text: '=', mark: 'plus' },
    ]);
    expect(markedText('')).toEqual([]);
  });

  it('are cut, never inside a character', () => {
    expect(cut('a')).toEqual({ text: 'a', hidden: 0 });
    const text = `${'a'.repeat(MOST_TEXT - 1)}😀`;
    expect(cut(text)).toEqual({ text: 'a'.repeat(MOST_TEXT - 1), hidden: 2 });
  });

  const marksOf = (stage: string, hex: string) =>
    hexRows(stage, hex)
      .rows.flatMap(({ bytes }) => bytes.map(({ mark }) => mark?.charAt(0) ?? '.'))
      .join('');

  it('show the padding of PKCS#7 and of PKCS#1', () => {
    expect(marksOf('padded', `6162${'0e'.repeat(14)}`)).toBe(`..${'p'.repeat(14)}`);
    expect(marksOf('padded', `0002${'aa'.repeat(60)}006162`)).toBe(`ff${'p'.repeat(60)}f..`);
    expect(marksOf('text', '6162')).toBe('..');
  });

  it('are at most 512 bytes in rows', () => {
    const { rows, hidden } = hexRows('text', '61'.repeat(600));
    expect([rows.length, hidden, rows[0]?.ascii]).toEqual([32, 88, 'a'.repeat(16)]);
  });
});

describe('random bytes', () => {
  it('stay the same for each source of one draw', () => {
    const draw = new Draw();
    const [one, other] = [draw.source(), draw.source()];
    const first = [...one(4), ...one(3)];
    expect([...other(7)]).toEqual(first);
    expect([...new Draw().source()(7)]).not.toEqual(first);
  });
});

describe('formats', () => {
  const request = requestOf('bex', firstEntries('bex'));

  it.each(FORMATS)('%s holds the URL', (format) => {
    for (const shell of SHELLS) expect(written(request, format, shell)).toContain('api.bex.co.za');
  });

  it('give Postman the request as it is', () => {
    const [item] = postmanCollection(request).item;
    expect(item?.request.url).toBe(request.url);
    expect(item?.request.body?.raw).toBe(request.body);
    expect(item?.protocolProfileBehavior.disableUrlEncoding).toBe(true);
  });

  it('give Python a program that sends the same bytes', async () => {
    const seen: string[] = [];
    const server = createServer((incoming, outgoing) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (part) => {
        body += part;
      });
      incoming.on('end', () => {
        seen.push(`${incoming.method} ${incoming.url} ${incoming.headers['content-type']} ${body}`);
        outgoing.end('fine');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number }; // it listens on a port
    const password = 'p+ß"\\\n😀/=1';
    const sent = explain('bex', { baseUrl: `http://127.0.0.1:${port}`, username: 'demo', password }).request;
    const { promisify } = await import('node:util');
    const { execFile } = await import('node:child_process');
    const { stdout } = await promisify(execFile)('python3', ['-c', written(sent, 'Python', 'posix')]);
    server.close();
    expect(stdout.trim()).toBe('200 fine');
    expect(seen).toEqual([`POST /api/service/login application/json ${sent.body}`]);
  });

  it('give JavaScript a call that parses', () => {
    const code = written(request, 'fetch', 'posix').replace('await fetch', 'await (async (...given) => given)');
    const program = `${code}\nconsole.log(JSON.stringify(response))`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual([request.url, expect.objectContaining({ method: 'POST', body: request.body })]);
  });
});

describe.each(VENDORS)('a sign-in to the sandbox of %s', (id) => {
  it('succeeds, calls, and notices the end of the session', async () => {
    const trial = new Trial(id, firstEntries(id), false);
    await trial.signIn();
    expect(trial.session?.vendor).toBe(id);
    expect(trial.call()).toBe(false);
    expect(trial.messages.at(-1)?.response.status).toBe(200);
    trial.revoke();
    expect(trial.call()).toBe(true);
  });

  it('is refused if the server has a different password', async () => {
    const trial = new Trial(id, firstEntries(id), true);
    await expect(trial.signIn()).rejects.toMatchObject({ code: 'ERR_SIGN_IN_REFUSED' });
    expect(trial.messages.length).toBeGreaterThan(0);
  });

  it('succeeds with every reading of the document', async () => {
    for (const entries of readings(id)) {
      const trial = new Trial(id, entries, false);
      await trial.signIn();
      expect(trial.call(), JSON.stringify(entries.choices)).toBe(false);
    }
  });

  it('shows neither password nor token unless asked to', async () => {
    const entries = firstEntries(id);
    const trial = new Trial(id, entries, false);
    await trial.signIn();
    trial.call();
    const shown = JSON.stringify(trial.hidden());
    expect(shown).not.toContain(trial.session?.token);
    const { session } = trial;
    if (session !== undefined && 'sessionId' in session) expect(shown).not.toContain(session.sessionId);
    expect(shown).not.toContain(JSON.stringify(entries.fields.password).slice(1, -1));
    expect(JSON.stringify(trial.messages)).toContain(trial.session?.token);
  });
});
