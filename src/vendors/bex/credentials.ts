/** BEX's credentials: named fields, for a query or a JSON body. */
import { encodeQuery } from '../../codecs/url.js';
import { type Checked, flag, oneOf, optional, readOptions, text } from '../../core/check.js';

/** The names of the sign-in's fields. */
export interface CredentialsOptions {
  /** Name of the first field: `username` in the document's table and its JSON (default), `userName` in newer samples. */
  readonly usernameKey?: 'username' | 'userName' | undefined;
  /**
   * Requests the alternate token, the only one that works for downloading waybills and labels: see `downloadBody`.
   * Default: not requested.
   */
  readonly preferAlternateToken?: boolean | undefined;
}

/** A user name and a password. */
export interface Credentials extends CredentialsOptions {
  /** The user name. */
  readonly username: string;
  /** The password as the user types it. */
  readonly password: string;
}

/** The checks of {@link Credentials}. @internal */
export const CREDENTIALS = {
  username: text,
  password: text,
  usernameKey: optional(oneOf('username', 'userName'), 'username'),
  preferAlternateToken: optional(flag, false),
};

/**
 * Encodes the credentials for a query: `username=…&password=…`, percent-encoded.
 *
 * @param credentials - User name and password, well-formed text of any length.
 * @returns A query without the `?`; ASCII.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`.
 * @see BEX API, Login: Transportation.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 *
 * bex.encodeCredentials({ username: 'user 1', password: 'a+b' }); // => 'username=user%201&password=a%2Bb'
 * ```
 */
export function encodeCredentials(credentials: Credentials): string {
  return queryOf(fieldsOf(readOptions('bex.encodeCredentials', credentials, CREDENTIALS)));
}

/** The fields of checked credentials, in order. @internal */
export function fieldsOf({
  username,
  password,
  usernameKey,
  preferAlternateToken,
}: Checked<typeof CREDENTIALS>): Readonly<Record<string, string | true>> {
  const fields = { [usernameKey]: username, password };
  return preferAlternateToken ? { ...fields, preferAlternateToken } : fields;
}

/** The fields as a query: a Boolean of JSON is a word here. @internal */
export function queryOf(fields: Readonly<Record<string, string | true>>): string {
  return encodeQuery(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}
