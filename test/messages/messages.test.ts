/** Every wording of the library on one page, `messages.md`; `npm run messages` writes it again. */
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pageOf } from './page.js';
import { errorOf, errorsOfAll, SUBJECTS } from './subjects.js';

const PAGE = fileURLToPath(new URL('messages.md', import.meta.url));

/** What several functions read: messages about it may begin with its name. */
const DOCUMENTS = ['parseRsaKeyValue'];

/** Words in the arguments of these calls, which must not be in a message. */
const SECRETS = /sentinel|\{\{b\}\}|other\.example|mes\.example\?a/;

/** Which codes are whose fault. */
const CLASSES: Readonly<Record<string, RegExp>> = {
  ResponseError: /^ERR_(?:SIGN_IN_REFUSED|RESPONSE_FORMAT|UNAVAILABLE|UNTRUSTED_HOST|PIN_MISMATCH)$/,
  CryptoError: /^ERR_(?:DECRYPT|NO_RANDOM|NO_BIGINT|RANDOM)$/,
  TransportError: /^ERR_(?:TRANSPORT|TIMEOUT|ABORTED)$/,
};

afterEach(() => {
  vi.unstubAllGlobals();
});

// An invalid key is the sender's fault.
const classesOf = (code: string) =>
  code.startsWith('ERR_RSA_')
    ? ['InputError', 'ResponseError']
    : [Object.keys(CLASSES).find((name) => CLASSES[name]?.test(code)) ?? 'InputError'];

describe.each(Object.entries(SUBJECTS))('each message of %s', (_, provocations) => {
  it.each(provocations.map((provocation, at) => ({ at, label: provocation[0], code: provocation[1], provocation })))(
    '$at: $label, $code',
    async ({ label, code, provocation }) => {
      const error = await errorOf(provocation);
      expect(error.code).toBe(code);
      expect(classesOf(code)).toContain(error.name);
      const labels = [label, ...DOCUMENTS].flatMap((name) => [`${name}:`, `${name}[`]);
      expect(
        labels.filter((words) => error.message.startsWith(words)),
        error.message,
      ).not.toEqual([]);
      expect(error.message).not.toMatch(SECRETS);
      expect(error.message).not.toMatch(/undefined:|\[object|NaN|[^ -~\u2026]/);
    },
  );
});

describe('the page of all messages', () => {
  it('is what the library says', async () => {
    await expect(pageOf(await errorsOfAll())).toMatchFileSnapshot(PAGE);
  });
});
