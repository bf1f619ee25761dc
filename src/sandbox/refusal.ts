/** What each vendor says where it refuses, in its own shape. */
import { oneOf, text } from '../core/check.js';
import type { HttpResponse } from '../http/message.js';
import { jsonAnswer } from './handler.js';

/** A vendor whose refusals have a shape. */
export type RefusingVendor = 'ifactory' | 'idscan' | 'jacada' | 'bex' | 'smartconnect';

const REFUSALS: Readonly<Record<RefusingVendor, (message: string) => HttpResponse>> = {
  ifactory: (message) => jsonAnswer(401, { message: [message] }),
  idscan: (message) => jsonAnswer(400, { error: 'invalid_grant', error_description: message }),
  jacada: (message) => jsonAnswer(401, { code: '0x7000400', message }),
  bex: (message) => jsonAnswer(200, { ex: message }),
  smartconnect: (message) => jsonAnswer(401, { Message: message }),
};

/**
 * A refusal in a vendor's own shape, for a step of `scripted`: a locked account, a password that has run out.
 *
 * @param vendor - Whose shape: `ifactory`, `idscan`, `jacada`, `bex` or `smartconnect`.
 * @param message - What the vendor says.
 * @returns An answer; the vendor's parser makes `ERR_SIGN_IN_REFUSED` of it, with the message as `vendorMessage`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_TEXT_NOT_WELL_FORMED`.
 *
 * @example
 * ```ts
 * import { refusal } from 'credwire/sandbox';
 *
 * refusal('bex', 'Your account is locked.').body; // => '{"ex":"Your account is locked."}'
 * ```
 */
export function refusal(vendor: RefusingVendor, message: string): HttpResponse {
  const checked = oneOf('ifactory', 'idscan', 'jacada', 'bex', 'smartconnect')('refusal: "vendor"', vendor);
  return REFUSALS[checked](text('refusal: "message"', message));
}
