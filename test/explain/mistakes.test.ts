import { readFileSync } from 'node:fs';
import { rsaPublicKey } from 'credwire/codecs';
import { DIAGNOSES, type DiagnosisCode, diagnose, STAGES, type VendorId } from 'credwire/explain';
import { describe, expect, test } from 'vitest';
import { decoded } from '../vectors/spelling.mjs';

interface Mistake {
  readonly tcId: number;
  readonly comment: string;
  readonly made: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs from vendor to vendor
  readonly input: { readonly vendor: VendorId; readonly options: any; readonly seen: any };
  readonly codes: readonly DiagnosisCode[];
}

const { tests }: { readonly tests: readonly Mistake[] } = JSON.parse(
  readFileSync(new URL('../../vectors/mistakes.json', import.meta.url), 'utf8'),
);

/** What `diagnose` says of a vector. */
function found({ input: { vendor, options, seen } }: Mistake) {
  const { key, ...others } = decoded(options);
  const made = key?.modulus === undefined ? { key } : { key: rsaPublicKey(key) };
  return diagnose(vendor, key === undefined ? others : { ...others, ...made }, seen);
}

describe('diagnose names the mistake', () => {
  for (const mistake of tests) {
    const { tcId, made, input, comment, codes } = mistake;
    test(`${tcId} ${made}, ${input.vendor}: ${comment}`, () => {
      expect(found(mistake).map(({ code }) => code)).toEqual(codes);
    });
  }
});

describe('the mistakes', () => {
  test('are at least 300, of at least five stacks', () => {
    expect(tests.length).toBeGreaterThanOrEqual(300);
    expect(new Set(tests.map(({ made }) => made)).size).toBeGreaterThanOrEqual(5);
  });

  test('hold every diagnosis', () => {
    const named = new Set(tests.flatMap(({ codes }) => codes));
    expect(Object.keys(DIAGNOSES).filter((code) => !named.has(code as DiagnosisCode))).toEqual([]);
  });

  test('are found in the order of the stages', () => {
    for (const mistake of tests) {
      const ranks = found(mistake).map(({ stage }) => STAGES.indexOf(stage as (typeof STAGES)[number]));
      expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
      expect(ranks).not.toContain(-1);
    }
  });
});
