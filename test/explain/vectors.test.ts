import type { HttpRequest } from 'credwire';
import { toCurl, toHar, toHttpFile } from 'credwire/clients';
import { rsaPublicKey } from 'credwire/codecs';
import { diagnose, explain, type VendorId } from 'credwire/explain';
import { describe, expect, test } from 'vitest';
import { vectorFiles } from '../vectors/files.js';
import { decoded, fromHex } from '../vectors/spelling.mjs';

interface Case {
  readonly name: string;
  readonly vendor: VendorId;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs from vendor to vendor
  readonly input: any;
  readonly random: string;
  readonly stages: Readonly<Record<string, string>>;
  readonly request: HttpRequest | undefined;
}

const VENDORS = ['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect'];

const cases: readonly Case[] = vectorFiles.flatMap(([, file]) =>
  file.testGroups.flatMap(({ type, profile, tests }) =>
    tests
      .filter(({ result, request, stages }) => result === 'valid' && (request !== undefined || stages !== undefined))
      .filter(() => VENDORS.includes(type.split('.')[0] ?? ''))
      .map((vector) => ({
        name: `${type} (${profile}) ${vector.tcId}: ${vector.comment}`,
        vendor: type.split('.')[0] as VendorId,
        type,
        input: decoded(vector.input),
        random: vector.random ?? '',
        stages: vector.stages ?? {},
        request: vector.request && decoded(vector.request),
      })),
  ),
);

/** A source that hands out a vector's bytes. */
function stream(hex: string): (length: number) => Uint8Array {
  const bytes = fromHex(hex);
  let at = 0;
  return (length) => {
    at += length;
    return bytes.slice(at - length, at);
  };
}

/** Options of `explain` and `diagnose` that stand for a vector's arguments. */
// biome-ignore lint/suspicious/noExplicitAny: the shape differs from vendor to vendor
function optionsOf({ vendor, type, input, random }: Case): any {
  const options = input.options ?? {};
  if (type === 'smartconnect.restTokenRequest') return options;
  const known = {
    ifactory: { baseUrl: 'https://mes.example', userLogin: 'demo' },
    idscan: { baseUrl: 'https://mes.example', username: 'demo', area: 'scanning' },
    jacada: { baseUrl: 'https://mes.example', accountId: '1', user: 'demo', password: '' },
    bex: { username: 'demo', password: '' },
    smartconnect: { apiUrl: 'https://smartconnect.example/API', email: 'demo', companyId: '1' },
  }[vendor];
  const arguments_ = type.endsWith('tokenRequest') || type.endsWith('Request') ? {} : input;
  const { options: _, key, ...rest } = arguments_;
  const made = key === undefined ? {} : { key: rsaPublicKey(key) };
  const source = vendor === 'jacada' || type === 'smartconnect.encryptPassword' ? { random: stream(random) } : {};
  return { ...known, ...rest, ...options, ...made, ...source };
}

const named = { text: 'textHex', padded: 'paddedHex', ciphertext: 'ciphertextHex' } as const;

describe('explain', () => {
  const staged = cases.filter(({ type, stages }) => Object.keys(stages).length > 0 && !type.endsWith('encodeUser'));

  test('has vectors for every vendor that encodes anything', () => {
    expect(new Set(staged.map(({ vendor }) => vendor))).toEqual(new Set(['ifactory', 'jacada', 'smartconnect']));
  });

  for (const each of staged) {
    test(`has the stages of ${each.name}`, () => {
      const { stages } = explain(each.vendor, optionsOf(each));
      const found = Object.fromEntries(
        stages.flatMap(({ name, text, hex }) =>
          name in named
            ? [[named[name as keyof typeof named], hex]]
            : ['prefix', 'base64', 'encoded'].includes(name)
              ? [[name, text]]
              : [],
        ),
      );
      expect(found).toMatchObject(each.stages);
    });
  }

  for (const each of cases.filter(({ type }) => type.endsWith('.tokenRequest'))) {
    test(`has the request of ${each.name}`, () => {
      const { request, stages } = explain(each.vendor, optionsOf(each));
      expect(JSON.stringify(request)).toBe(JSON.stringify(each.request));
      expect(stages.at(-1)).toMatchObject({ name: 'request', text: JSON.stringify(each.request) });
    });
  }
});

describe('diagnose finds nothing wrong with', () => {
  const sent = cases.filter(
    ({ type, request }) => request !== undefined && !type.endsWith('.authorize') && !type.endsWith('.validateRequest'),
  );

  /** Options of a SmartConnect step take what the step has. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs from vendor to vendor
  const optionsFor = (each: Case): any => {
    const { clientName: _, ipAddress: __, ...options } = optionsOf(each);
    return options;
  };

  test('requests of each vendor', () => {
    expect(new Set(sent.map(({ vendor }) => vendor))).toEqual(new Set(VENDORS));
  });

  for (const each of sent) {
    test(each.name, () => {
      const request = each.request as HttpRequest; // filtered
      expect(diagnose(each.vendor, optionsFor(each), request)).toEqual([]);
    });

    test(`${each.name}, in every other form`, () => {
      const request = each.request as HttpRequest; // filtered
      const forms: unknown[] = [toHar(request), { request: toHar(request) }, JSON.stringify(request), raw(request)];
      for (const shell of ['posix', 'cmd', 'powershell'] as const)
        forms.push(attempt(() => toCurl(request, { shell })));
      forms.push(attempt(() => toHttpFile(request)));
      if (request.method === 'GET') forms.push(request.url);
      for (const form of forms.filter((form) => form !== undefined)) {
        expect(diagnose(each.vendor, optionsFor(each), form as HttpRequest), String(form)).toEqual([]);
      }
    });
  }

  for (const each of cases.filter(({ type }) => type.endsWith('.authorize') || type.endsWith('.validateRequest'))) {
    test(`the call of ${each.name}`, () => {
      const rest = {
        apiUrl: 'https://smartconnect.example',
        username: 'a',
        password: 'p',
        clientId: 'c',
        clientSecret: 's',
      };
      const own = each.vendor === 'smartconnect' ? {} : { password: 'p' };
      const isRest = each.vendor === 'smartconnect' && each.name.includes('Bearer');
      const options = isRest ? rest : { ...optionsOf({ ...each, input: {} }), ...own };
      expect(diagnose(each.vendor, options, each.request as HttpRequest)).toEqual([]);
    });
  }
});

/** A request as it goes over the wire. */
function raw({ method, url, headers, body }: HttpRequest): string {
  const [, , host = '', ...path] = url.split('/');
  const lines = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return [`${method} /${path.join('/')} HTTP/1.1`, ...lines, '', body ?? ''].join('\r\n');
}

// What cannot be written in a form is refused by its writer.
function attempt(write: () => string): string | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}
