/** BEX's downloads, which need the token in their body. */
import { filledText, listOf, optional, readMembers, readOptions } from '../../core/check.js';
import { InputError } from '../../core/errors.js';
import { type SessionOf, sessionOf } from '../vendor.js';

/** What to download: one waybill, or several. */
export type DownloadSelection =
  | {
      /** The waybill number. */
      readonly waybillNumber: string;
    }
  | {
      /** The waybill numbers; at least one. */
      readonly waybillNumbers: readonly string[];
    };

/**
 * Builds the JSON body of `downloadewaybill` and `downloadparcellabels`. They need the token in the body, and it must
 * be the alternate one: sign in with `preferAlternateToken: true`. The answer is a PDF; a failure is JSON with `ex`.
 *
 * @param session - The session from a sign-in with `preferAlternateToken: true`, or the same parsed from JSON.
 * @param selection - The waybill or waybills; each number is a non-empty string.
 * @returns JSON, to send with `Content-Type: application/json` to the origin that issued the session. It contains the
 * token: keep it out of logs.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`, `ERR_HEADER_VALUE` for a value that isn't a BEX session, or for a wrong
 * selection.
 * @see BEX API, editions from 2024 on: downloadewaybill, downloadparcellabels.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 *
 * const session = { vendor: 'bex', token: 'abc' } as const;
 * bex.downloadBody(session, { waybillNumber: 'W1' }); // => '{"token":"abc","waybillNumber":"W1"}'
 * ```
 */
export function downloadBody(session: SessionOf<'bex'>, selection: DownloadSelection): string {
  const owner = 'bex.downloadBody';
  const { token } = readMembers(`${owner}: session`, session, sessionOf('bex'));
  const { waybillNumber, waybillNumbers } = readOptions(owner, selection, {
    waybillNumber: optional(filledText),
    waybillNumbers: optional(listOf(filledText)),
  });
  if ((waybillNumber === undefined) === (waybillNumbers === undefined) || waybillNumbers?.length === 0) {
    throw new InputError(
      'ERR_ARGUMENT_VALUE',
      `${owner}: expected either "waybillNumber" or at least one "waybillNumbers"`,
    );
  }
  return JSON.stringify({ token, waybillNumber, waybillNumbers });
}
