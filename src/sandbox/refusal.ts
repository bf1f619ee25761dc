/** What each vendor says when it refuses, in its own format. */
import { oneOf, text } from '../core/check.js';
import type { HttpResponse } from '../http/message.js';
import { jsonAnswer } from './handler.js';

/** A vendor with its own format for refusals. */
export type RefusingVendor = 'ifactory' | 'idscan' | 'jacada' | 'bex' | 'smartconnect';

const REFUSALS: Readonly<Record<RefusingVendor, (message: string) => HttpResponse>> = {
  ifactory: (message) => jsonAnswer(401, { message: [message] }),
  idscan: (message) => jsonAnswer(400, { error: 'invalid_grant', error_description: message }),
  jacada: (message) => jsonAnswer(401, { code: '0x7000400', message }),
  bex: (message) => jsonAnswer(200, { ex: message }),
  smartconnect: (message) => jsonAnswer(401, { Message: message }),
};

/**
 * A refusal in a vendor's own format, for a step of `scripted`: a locked account, an expired password.
 *
 * @param vendor - Whose format: `ifactory`, `idscan`, `jacada`, `bex` or `smartconnect`.
 * @param message - What the vendor says.
 * @returns A response; the vendor's parser turns it into `ERR_SIGN_IN_REFUSED`, with the message as `vendorMessage`.
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
  return REFUSALS[VENDOR('refusal: "vendor"', vendor)](text('refusal: "message"', message));
}

const VENDOR = oneOf('ifactory', 'idscan', 'jacada', 'bex', 'smartconnect');
