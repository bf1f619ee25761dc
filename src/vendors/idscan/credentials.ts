/** IDscan's credentials: a form. */
import { encodeForm } from '../../codecs/url.js';
import { flag, oneOf, optional, readOptions, text } from '../../core/check.js';

/** What a token is for: `scanning` to upload, `investigation` to retrieve. */
export type Area = 'scanning' | 'investigation';

/** The user name, the password, and what the token is for. */
export interface Credentials<A extends Area = Area> {
  /** The user name. */
  readonly username: string;
  /** The password as the user types it. */
  readonly password: string;
  /** `scanning` to upload, `investigation` to retrieve. */
  readonly area: A;
  /**
   * Sends the user name in lower case. The document says "key and value should be lower case", which could mean that,
   * or just that it's case-sensitive. Default: `false`, the name as you pass it.
   */
  readonly lowerCaseUsername?: boolean | undefined;
  /**
   * Name of the field for the user name. Default: `username`. The document's table writes `UserName` and says that keys
   * are in lower case; some published clients send `userName`.
   */
  readonly usernameKey?: 'username' | 'userName' | 'UserName' | undefined;
  /** An extra field, `login-form-type`, that some published clients send. Default: not sent. */
  readonly loginFormType?: 'pwd' | undefined;
}

/** The check of an area. @internal */
export const AREA = oneOf('scanning', 'investigation');

/** The checks of {@link Credentials}. @internal */
export const CREDENTIALS = {
  username: text,
  password: text,
  area: AREA,
  lowerCaseUsername: optional(flag, false),
  usernameKey: optional(oneOf('username', 'userName', 'UserName'), 'username'),
  loginFormType: optional(oneOf('pwd')),
};

/**
 * Encodes the credentials as the form that the server expects. Keys are in lower case, as in the document's prose and
 * most clients.
 *
 * @param credentials - User name and password, well-formed strings of any length; the area.
 * @returns `grant_type=password&username=…&password=…&area=…`; ASCII.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`.
 * @see IDscan, Authentication: Parameters.
 *
 * @example
 * ```ts
 * import { idscan } from 'credwire';
 *
 * const form = idscan.encodeCredentials({ username: 'psc', password: 'a+b c', area: 'scanning' });
 * form; // => 'grant_type=password&username=psc&password=a%2Bb+c&area=scanning'
 * ```
 */
export function encodeCredentials(credentials: Credentials): string {
  return formOf(readOptions('idscan.encodeCredentials', credentials, CREDENTIALS));
}

/** The form of checked credentials. @internal */
export function formOf({ username, password, area, lowerCaseUsername, usernameKey, loginFormType }: Checked): string {
  return encodeForm([
    ['grant_type', 'password'],
    // toLowerCase doesn't depend on the locale: "I" becomes "i" in Turkey too, unlike with toLocaleLowerCase.
    [usernameKey, lowerCaseUsername ? username.toLowerCase() : username],
    ['password', password],
    ['area', area],
    ...(loginFormType === undefined ? [] : [['login-form-type', loginFormType] as const]),
  ]);
}

interface Checked {
  readonly username: string;
  readonly password: string;
  readonly area: Area;
  readonly lowerCaseUsername: boolean;
  readonly usernameKey: string;
  readonly loginFormType: string | undefined;
}
