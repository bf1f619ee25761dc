// Which sources are changed together, and which tests look at them: `tests` at every mutant, `slow` (properties, fuzzing,
// vectors) at those that are left.

/** @type {Readonly<Record<string, { sources: readonly string[], tests: readonly string[], slow: readonly string[] }>>} */
export const AREAS = {
  base: {
    sources: ['src/check.ts', 'src/errors.ts', 'src/seeded-random.ts', 'src/index.ts'],
    tests: ['test/*.test.ts'],
    slow: ['test/vendors/**/*.test.ts', 'test/http/*.test.ts', 'test/secrets/*.test.ts'],
  },
  http: {
    sources: ['src/http/*.ts'],
    tests: ['test/http/*.test.ts', 'test/vendors/{redact,answers}.test.ts'],
    slow: ['test/vendors/**/*.test.ts', 'test/properties/vendors-*.test.ts', 'test/fuzz/{base-url,set-cookie}.test.ts'],
  },
  vendors: {
    sources: ['src/vendors/**/*.ts'],
    tests: ['test/vendors/**/*.test.ts'],
    slow: [
      'test/vectors/{vectors,protocol}.test.ts',
      'test/properties/vendors-*.test.ts',
      'test/secrets/wiped.test.ts',
    ],
  },
  sandbox: {
    sources: ['src/sandbox/*.ts'],
    tests: ['test/sandbox/*.test.ts'],
    slow: ['test/vectors/sandbox.test.ts', 'test/properties/vendors-sandbox.test.ts'],
  },
  clients: {
    sources: ['src/http/clients/*.ts'],
    tests: ['test/clients/*.test.ts', 'test/http/clients/*.test.ts'],
    slow: [],
  },
  codecs: {
    sources: ['src/codecs/*.ts', 'src/utf8.ts', 'src/random.ts'],
    tests: ['test/codecs/*.test.ts', 'test/{utf8,random}.test.ts'],
    slow: [
      'test/vectors/vectors.test.ts',
      'test/properties/codecs-*.test.ts',
      'test/fuzz/{public-keys,rsa-key-value}.test.ts',
    ],
  },
};
