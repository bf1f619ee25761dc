/** A platform that fails in the middle (no memory, no stack) is neither the peer's fault nor the caller's. */
import { smartconnect } from 'credwire';
import { formatRsaKeyValue } from 'credwire/codecs';
import { afterEach, expect, it, vi } from 'vitest';
import { json } from '../../support/http-messages.js';
import { KEY_1024 } from '../../support/rsa-keys.js';
import { product } from '../../support/smartconnect-service.js';

const failure = new RangeError('of the platform');
const keyAnswer = json(formatRsaKeyValue(KEY_1024.key));

/** Put instead of a function or a class. */
function fail(): never {
  throw failure;
}

/** What a call throws, whatever it is. */
function whatIsThrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error, but the call returned');
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('lets its error through, where the public key is read', () => {
  const indented = json(` ${formatRsaKeyValue(KEY_1024.key)}`);
  vi.stubGlobal('Set', fail);
  const thrown = whatIsThrown(() => smartconnect.parsePublicKeyResponse(indented));
  vi.unstubAllGlobals();
  expect(thrown).toBe(failure);
});

it('lets its error through, where the address of a company is checked', () => {
  const flow = smartconnect.signIn({ email: 'a', password: 'b' });
  flow.next();
  flow.next(keyAnswer);
  const companies = json({ Products: [product('1', 'api.smartconnect.com')] });
  const test = vi.spyOn(RegExp.prototype, 'test').mockImplementation(fail);
  const thrown = whatIsThrown(() => flow.next(companies));
  test.mockRestore();
  expect(thrown).toBe(failure);
});
