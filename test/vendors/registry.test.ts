import * as credwire from 'credwire';
import { vendors } from 'credwire';
import { describe, expect, it } from 'vitest';

describe('vendors', () => {
  it('are the five, by name, and the same as the namespaces', () => {
    expect(Object.keys(vendors)).toEqual(['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect']);
    for (const [name, vendor] of Object.entries(vendors)) expect(vendor).toBe(Reflect.get(credwire, name));
    expect(Object.isFrozen(vendors)).toBe(true);
  });

  it.each(Object.values(vendors))('of $profile.id have the same verbs', (vendor) => {
    for (const verb of ['tokenRequest', 'parseTokenResponse', 'authorize', 'signIn']) {
      expect(Reflect.get(vendor, verb)).toBeTypeOf('function');
    }
  });
});

describe.each(Object.values(vendors))('the profile of $profile.id', ({ profile }) => {
  it('is frozen, down to its fields, and survives JSON', () => {
    for (const part of [profile, profile.fields, profile.tokenLife, ...profile.fields]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
  });

  it('calls the password secret and required, and nothing else secret', () => {
    const secret = profile.fields.filter((field) => field.secret);
    expect(secret).toEqual([{ name: 'password', secret: true, required: true }]);
  });

  it('names each field once', () => {
    const names = profile.fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('says in words how long a token lives and which document it follows', () => {
    expect(profile.tokenLife.description).not.toBe('');
    expect(profile.document).not.toBe('');
    expect(profile.name).not.toBe('');
  });

  it('names options of signIn: it asks for the required ones, and takes all of them', () => {
    const valid: Readonly<Record<string, unknown>> = {
      baseUrl: 'https://api.example',
      apiUrl: 'api.example',
      loginUrl: 'https://login.example',
      area: 'scanning',
      prefixLength: 3,
      version: 2,
      pin: 'a'.repeat(43),
    };
    const options = Object.fromEntries(profile.fields.map(({ name }) => [name, valid[name] ?? 'text']));
    const start = (changed: object) =>
      // Each vendor has options of its own; here they come from its profile.
      Reflect.apply(vendors[profile.id].signIn, undefined, [changed]).next();

    expect(start(options).value).toMatchObject({ method: expect.any(String), url: expect.any(String) });
    for (const { name, required } of profile.fields) {
      const without = { ...options, [name]: undefined };
      if (required) expect(() => start(without), name).toThrow(expect.objectContaining({ code: 'ERR_ARGUMENT_TYPE' }));
      else expect(start(without).done, name).toBe(false);
    }
  });
});

describe('the life of a token', () => {
  it('is a number of seconds only for IDscan, whose document has one', () => {
    const seconds = Object.values(vendors).map(({ profile }) => [profile.id, profile.tokenLife.seconds]);
    expect(seconds.filter(([, number]) => number !== undefined)).toEqual([['idscan', 36_000]]);
  });
});
