// The vectors are data with types.

import vectors from 'credwire-vectors/bex.json' with { type: 'json' };
import type { Vector } from 'credwire-vectors/bex.json';
import keys from 'credwire-vectors/test-keys.json' with { type: 'json' };

export const first: Vector | undefined = vectors.testGroups[0]?.tests[0];
export const result: 'valid' | 'invalid' | undefined = first?.result;
export const modulus: string | undefined = keys.keys[0]?.modulusHex;
// @ts-expect-error no member of a file
vectors.nothing;
