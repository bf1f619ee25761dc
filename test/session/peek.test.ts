/** What `connection.fetch` reads of a response before the caller does. */
import { bex, type HttpResponse, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { describe, expect, it, vi } from 'vitest';
import { saysOver } from '../../src/session/peek.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const EX = '{"ex":"Invalid token"}';

/** A body in pieces; it doesn't end if it's told so. */
function pieces(texts: readonly string[], ends = true): ReadableStream<Uint8Array> {
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  return new ReadableStream({
    pull: (controller) => {
      const next = bytes.shift();
      if (next !== undefined) controller.enqueue(next);
      else if (ends) controller.close();
      else return new Promise(() => {});
      return undefined;
    },
  });
}

const respond = (body: ReadableStream | string | null, headers: Record<string, string> = JSON_TYPE, status = 200) =>
  new Response(body, { status, headers });

describe('a body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Text/JSON',
    'application/problem+json',
    'application/vnd.bex.v1+json',
    'text/plain',
    'text/html',
    '',
  ])('labelled %j can say that the session is over, and stays readable', async (type) => {
    const response = respond(pieces([EX]), type === '' ? {} : { 'content-type': type });
    expect(await saysOver(response, bex.isSessionOver)).toBe(true);
    expect(await response.text()).toBe(EX);
  });

  it.each(['image/png', 'application/octet-stream', 'text/event-stream', 'application/jsonl', 'text/csv'])(
    'labelled %j is not read',
    async (type) => {
      const response = respond(pieces([EX]), { 'content-type': type });
      const clone = vi.spyOn(response, 'clone');
      expect(await saysOver(response, bex.isSessionOver)).toBe(false);
      expect(clone).not.toHaveBeenCalled();
    },
  );

  it.each([ifactory, smartconnect].map(({ isSessionOver, profile }) => ({ isSessionOver, id: profile.id })))(
    'is not waited for where the status says it all: $id',
    async ({ isSessionOver }) => {
      const hanging = respond(pieces(['{'], false));
      const clone = vi.spyOn(hanging, 'clone');
      expect(await saysOver(hanging, isSessionOver)).toBe(false);
      expect(clone).not.toHaveBeenCalled();
      expect(await saysOver(respond(pieces(['{'], false), JSON_TYPE, 401), isSessionOver)).toBe(true);
    },
  );

  it('is read no further than it takes to see that it is not JSON, or that its first value is whole', async () => {
    for (const [texts, expected] of [
      [['2026-11-29 a line of a log\n'], false],
      [['  \n', '<html>'], false],
      [['{"a":1}\n'], false],
      [['{"ex":', '"Invalid token"}\n'], true],
      [['[{"a":1},'], false],
      [[' '.repeat(101)], false],
      [[' '.repeat(100), EX], true],
    ] as const) {
      expect(await saysOver(respond(pieces(texts, false)), bex.isSessionOver)).toBe(expected);
    }
  });

  it('is read across pieces, and with a character that is split between two', async () => {
    const bytes = new TextEncoder().encode('{"a":"\u00E9}","ex":"over"}');
    const body = new ReadableStream({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const seen: string[] = [];
    const isOver = (response: HttpResponse) => {
      seen.push(response.body);
      return false;
    };
    expect(await saysOver(respond(body), isOver)).toBe(false);
    expect(seen).toEqual(['', '{"a":"\u00E9}","ex":"over"}']);
  });

  it('is read to its end if whitespace follows', async () => {
    expect(await saysOver(respond(pieces([`${EX}${' '.repeat(150)}`])), bex.isSessionOver)).toBe(true);
  });

  it('is not read on once it is clear', async () => {
    const cancel = vi.fn(async () => {});
    const read = async () => ({ done: false, value: new TextEncoder().encode('text') });
    const copy = { ...respond(null), body: { getReader: () => ({ read, cancel }) } };
    const response = { status: 200, headers: new Headers(JSON_TYPE), text: async () => '', clone: () => copy };
    expect(await saysOver(response as unknown as Response, bex.isSessionOver)).toBe(false);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('of up to 65,536 characters is read, whether its length is declared or not', async () => {
    const whole = (length: number) => EX.replace('{', `{"a":"${'x'.repeat(length - EX.length - 7)}",`);
    expect(whole(65_536)).toHaveLength(65_536);
    for (const [length, expected] of [
      [65_536, true],
      [65_537, false],
    ] as const) {
      const body = whole(length);
      expect(await saysOver(respond(pieces([body])), bex.isSessionOver)).toBe(expected);
      const declared = { ...JSON_TYPE, 'content-length': String(body.length) };
      expect(await saysOver(respond(pieces([body]), declared), bex.isSessionOver)).toBe(expected);
    }
  });

  it('that breaks off leaves the failure to the caller', async () => {
    const broken = respond(
      new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) }, { highWaterMark: 0 }),
    );
    expect(await saysOver(broken, bex.isSessionOver)).toBe(false);
    await expect(broken.text()).rejects.toThrow('terminated');
  });

  it.each([
    [idscan.isSessionOver, '{"Message":"Authorization has been denied for this request."}'],
    [jacada.isSessionOver, '{"code":"0x7000400"}'],
  ])('is read in the words of each vendor (%#)', async (isSessionOver, body) => {
    expect(await saysOver(respond(body), isSessionOver)).toBe(true);
    expect(await saysOver(respond('{}'), isSessionOver)).toBe(false);
    expect(await saysOver(respond(null), isSessionOver)).toBe(false);
  });
});

describe('a client without web streams', () => {
  const response = (body: unknown, copy: unknown = body) => {
    const whole = { status: 200, headers: new Headers(JSON_TYPE), text: async () => EX };
    return { ...whole, body, clone: () => ({ ...whole, body: copy, clone: () => expect.fail('copied twice') }) };
  };

  it('has the whole body, as React Native does', async () => {
    expect(await saysOver(response(undefined), bex.isSessionOver)).toBe(true);
    expect(await saysOver(response(null), bex.isSessionOver)).toBe(true);
  });

  it('has a Node stream, as node-fetch does, which is read up to 16,384 bytes', async () => {
    const large = `{"a":"${'x'.repeat(16_384 - 22 - EX.length)}","b":"`;
    for (const [texts, expected, reads] of [
      [[EX], true, 1],
      [['{"ex":', '"over"}'], true, 2],
      [['<html>', EX], false, 1],
      [[large, `${'y'.repeat(16_384 - large.length - EX.length - 1)}",${EX.slice(1)}`], true, 2],
      [[large, 'y'.repeat(16_385 - large.length), EX], false, 2],
    ] as const) {
      let given = 0;
      const ended = vi.fn();
      async function* stream() {
        try {
          for (const text of texts) {
            given++;
            yield new TextEncoder().encode(text);
          }
        } finally {
          ended();
        }
      }
      expect(await saysOver(response({ pipe: () => {} }, stream()), bex.isSessionOver)).toBe(expected);
      expect(given).toBe(reads);
      await new Promise((resolve) => setTimeout(resolve, 0));
      expect(ended).toHaveBeenCalledOnce();
    }
  });
});

describe('a vendor of the caller’s own', () => {
  it('can parse the body in any way', async () => {
    const isOver = ({ body }: HttpResponse) => JSON.parse(body).ex !== undefined;
    expect(await saysOver(respond(EX), isOver)).toBe(true);
    expect(await saysOver(respond('{}'), isOver)).toBe(false);
  });

  it('has its errors passed on', async () => {
    const isOver = (): boolean => {
      throw new Error('of the vendor');
    };
    for (const type of ['application/json', 'image/png']) {
      await expect(saysOver(respond(EX, { 'content-type': type }), isOver)).rejects.toThrow('of the vendor');
    }
  });
});
