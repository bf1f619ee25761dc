import { describe, expect, it } from 'vitest';
import { sameDigest } from '../../src/core/bytes.js';
import { digestOf, findAccount, tokenOf } from '../../src/sandbox/digests.js';

describe('tokens', () => {
  it('follow from seed and parts, and do not run into each other', () => {
    const tokens = [
      ['s', 'a', 'b'],
      ['s', 'ab'],
      ['sa', 'b'],
      ['s', 'a,b'],
      ['s', 'a', 'b', ''],
    ] as const;
    const made = tokens.map(([seed, ...parts]) => tokenOf(seed, ...parts));
    expect(new Set(made).size).toBe(tokens.length);
    expect(made[0]).toBe(tokenOf('s', 'a', 'b'));
    for (const token of made) expect(token).toMatch(/^[\w-]{43}$/);
  });
});

describe('digestOf and sameDigest', () => {
  const isSame = (one: Secrets, other: Secrets) => sameDigest(digestOf(...one), digestOf(...other));

  it('compare whole texts and bytes', () => {
    expect(isSame([''], [''])).toBe(true);
    expect(isSame(['a\u00E9'], ['a\u00E9'])).toBe(true);
    expect(isSame(['a\u00E9'], [Uint8Array.of(0x61, 0xc3, 0xa9)])).toBe(true);
    expect(isSame(['a'], ['a '])).toBe(false);
    expect(isSame(['\u00E9'], ['e\u0301'])).toBe(false);
    expect(isSame([Uint8Array.of(1, 2)], [Uint8Array.of(1, 2, 0)])).toBe(false);
  });

  it('compare secrets that belong together, which do not run into each other', () => {
    expect(isSame(['a', 'b'], ['a', 'b'])).toBe(true);
    const others: readonly Secrets[] = [
      ['a', 'c'],
      ['c', 'b'],
      ['b', 'a'],
      ['ab', ''],
      ['', 'ab'],
      ['a'],
      ['a', 'b', ''],
    ];
    for (const other of others) {
      expect(isSame(['a', 'b'], other)).toBe(false);
      expect(isSame(other, ['a', 'b'])).toBe(false);
    }
  });

  it('make digests of one length, whatever the length of the secrets', () => {
    expect(digestOf('', 'b')).toHaveLength(64);
    expect(digestOf('a'.repeat(1000), 'b')).toHaveLength(64);
  });

  it('look at every byte, whichever differs', () => {
    const right = digestOf('a', 'b');
    const readsFor = (changed: number) => {
      let reads = 0;
      const digest = right.map((byte, at) => (at === changed ? byte ^ 1 : byte));
      const counted = new Proxy(digest, {
        get: (target, name) => {
          if (typeof name === 'string' && /^\d+$/.test(name)) reads++;
          return Reflect.get(target, name);
        },
      });
      expect(sameDigest(counted, right)).toBe(changed < 0);
      expect(sameDigest(right, counted)).toBe(changed < 0);
      return reads;
    };
    expect([-1, 0, 31, 32, 63].map(readsFor)).toEqual([128, 128, 128, 128, 128]);
  });
});

describe('findAccount', () => {
  it('finds the first that fits, and tries all of them', () => {
    const tried: number[] = [];
    const fits = (account: number) => {
      tried.push(account);
      return account > 1;
    };
    expect(findAccount([1, 2, 3], fits)).toBe(2);
    expect(tried).toEqual([1, 2, 3]);
    expect(findAccount([], fits)).toBeUndefined();
  });
});

type Secrets = readonly (string | Uint8Array)[];
