// Which sources are changed together, and which tests look at them. `slow` ones (properties, fuzzing, vectors, tests of other
// folders) come last; those that mock a module can't be bundled with others, so they're `alone`.
// test/messages/places.test.ts reads the lines of src/, so it can't look at mutants.

/**
 * @typedef {{
 *   sources: readonly string[],
 *   tests: readonly string[],
 *   slow: readonly string[],
 *   alone?: readonly string[],
 * }} Area
 */

const MOD_POW = ['test/codecs/mod-pow-node.test.ts', 'test/codecs/mod-pow-jsbn.test.ts'];
const CODECS = ['test/codecs/*.test.ts', ...MOD_POW.map((path) => `!${path}`)];

/** @type {Readonly<Record<string, Area>>} */
export const AREAS = {
  http: {
    sources: [
      'src/core/check.ts',
      'src/core/errors.ts',
      'src/core/forget.ts',
      'src/index.ts',
      'src/http/*.ts',
      'src/core/url.ts',
      'src/core/html.ts',
      'src/core/json.ts',
      'src/core/headers.ts',
    ],
    tests: [
      'test/*.test.ts',
      'test/core/*.test.ts',
      'test/http/*.test.ts',
      '!test/http/mistakes.test.ts', // which starts dozens of processes
      'test/messages/messages.test.ts',
      'test/vendors/redact.test.ts',
      'test/vendors/answers.test.ts',
      'test/vendors/authorize.test.ts',
    ],
    slow: [
      'test/vendors/**/*.test.ts',
      'test/clients/*.test.ts',
      'test/fuzz/base-url.test.ts',
      'test/fuzz/set-cookie.test.ts',
    ],
  },
  vendors: {
    sources: ['src/vendors/**/*.ts'],
    tests: ['test/vendors/**/*.test.ts', 'test/messages/messages.test.ts'],
    slow: [
      'test/vectors/vectors.test.ts',
      'test/properties/messages.test.ts',
      'test/properties/vendor-requests.test.ts',
      'test/properties/sandbox.test.ts',
      'test/secrets/wiped.test.ts',
    ],
  },
  sandbox: {
    sources: ['src/sandbox/**/*.ts', '!src/sandbox/rsa-private.ts'],
    tests: [
      'test/sandbox/**/*.test.ts',
      'test/messages/messages.test.ts',
      '!test/sandbox/key-pair.test.ts',
      '!test/sandbox/sign-ins.test.ts',
      '!test/sandbox/timing.test.ts',
    ],
    slow: ['test/sandbox/sign-ins.test.ts', 'test/vectors/sandbox.test.ts'],
    alone: ['test/sandbox/timing.test.ts'],
  },
  'key-pairs': {
    sources: ['src/sandbox/rsa-private.ts'],
    tests: ['test/sandbox/key-pair.test.ts', 'test/messages/messages.test.ts'],
    slow: ['test/sandbox/vendors/smartconnect.test.ts', 'test/vectors/sandbox.test.ts'],
  },
  session: {
    sources: ['src/session/**/*.ts'],
    tests: [
      'test/session/**/*.test.ts',
      '!test/session/file-lock.test.ts',
      '!test/session/store-missing.test.ts',
      'test/messages/messages.test.ts',
    ],
    slow: [],
    alone: ['test/session/file-lock.test.ts', 'test/session/store-missing.test.ts'],
  },
  explain: {
    sources: ['src/explain/**/*.ts', 'src/codecs/aes-ecb.ts', 'src/codecs/digests.ts'],
    tests: ['test/explain/**/*.test.ts', '!test/explain/bad-input.test.ts'],
    slow: ['test/explain/bad-input.test.ts'],
  },
  clients: {
    sources: ['src/clients/*.ts', 'src/formats/*.ts'],
    tests: ['test/clients/*.test.ts', 'test/formats/*.test.ts', 'test/messages/messages.test.ts'],
    slow: [],
  },
  keys: {
    sources: [
      'src/codecs/rsa-key.ts',
      'src/codecs/rsa-key-forms.ts',
      'src/codecs/rsa-key-spki.ts',
      'src/codecs/rsa-key-xml.ts',
    ],
    tests: [
      'test/codecs/rsa-key*.test.ts',
      '!test/codecs/rsa-key-xml-growth.test.ts',
      'test/messages/messages.test.ts',
    ],
    slow: [...CODECS, 'test/fuzz/public-keys.test.ts', 'test/fuzz/rsa-key-value.test.ts'],
  },
  codecs: {
    sources: [
      'src/codecs/base64.ts',
      'src/codecs/hex.ts',
      'src/codecs/text.ts',
      'src/codecs/url.ts',
      'src/codecs/aes-cbc.ts',
      'src/codecs/aes-key.ts',
      'src/core/bytes.ts',
      'src/core/random.ts',
    ],
    tests: [
      'test/codecs/base64*.test.ts',
      'test/codecs/hex.test.ts',
      'test/codecs/text.test.ts',
      'test/codecs/url.test.ts',
      'test/codecs/aes-cbc.test.ts',
      'test/codecs/wiping.test.ts',
      'test/secrets/wiped.test.ts',
      'test/messages/messages.test.ts',
      'test/core/bytes.test.ts',
      'test/core/random.test.ts',
    ],
    slow: [
      ...CODECS,
      'test/vectors/vectors.test.ts',
      'test/properties/aes-cbc.test.ts',
      'test/properties/purity.test.ts',
      'test/properties/rsa-*.test.ts',
      'test/properties/text.test.ts',
    ],
  },
  rsa: {
    sources: [
      'src/codecs/rsa-pkcs1.ts',
      'src/codecs/mod-pow.ts',
      'src/codecs/mod-pow-jsbn.ts',
      'src/codecs/mod-pow-node.ts',
      'src/codecs/aes-cbc-text.ts',
      'src/codecs/index.ts',
    ],
    tests: [
      'test/codecs/rsa-pkcs1.test.ts',
      'test/codecs/mod-pow.test.ts',
      'test/codecs/aes-cbc-text.test.ts',
      'test/messages/messages.test.ts',
    ],
    slow: [...CODECS, 'test/vectors/vectors.test.ts'],
    alone: MOD_POW,
  },
};
