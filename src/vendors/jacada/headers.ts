/** Jacada's newer servers: the credentials as headers on every call, instead of a token. */
import { base64Of } from '../../codecs/base64.js';
import { encodeTextOf } from '../../codecs/text.js';
import { ofType, optional, readOptions, unexpected } from '../../core/check.js';
import { InputError } from '../../core/errors.js';
import { headerToken } from '../../core/headers.js';
import { frozen } from '../../core/json.js';

/** Options of {@link credentialHeaders}. */
export interface CredentialHeadersOptions {
  /** Header `Tenant-Id`. */
  readonly tenantId: string;
  /** Header `Application-Key`. */
  readonly applicationKey: string;
  /** Header `Environment-Name`, which some calls accept. Default: none. */
  readonly environmentName?: string | undefined;
  /** The user name, any Unicode text: `User-Id` is the Base64 of its UTF-8. Default: none. */
  readonly user?: string | undefined;
  /** The password as the user types it: `User-Password` is the Base64 of its UTF-8, without a prefix. Default: none. */
  readonly password?: string | undefined;
}

/**
 * The credentials as headers, which newer servers need on every call instead of a token. Only methods that act for a
 * user need `user` and `password`.
 *
 * @param options - Tenant, application key and, if the method needs a user, user name and password.
 * @returns A frozen object of two to five headers, to spread into a request's.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`;
 * `ERR_ARGUMENT_VALUE` for a user without a password, or a password without a user; `ERR_HEADER_VALUE` for a tenant,
 * key or environment that's empty or isn't visible ASCII.
 * @see Jacada, HTTP/S Request Header; help center, article 205103215.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * const tenant = { tenantId: 't', applicationKey: 'k' };
 * jacada.credentialHeaders(tenant); // => { 'Tenant-Id': 't', 'Application-Key': 'k' }
 * const headers = jacada.credentialHeaders({ ...tenant, user: 'admin', password: 'password' });
 * headers['User-Id']; // => 'YWRtaW4='
 * headers['User-Password']; // => 'cGFzc3dvcmQ='
 * ```
 */
export function credentialHeaders(options: CredentialHeadersOptions): Readonly<Record<string, string>> {
  const owner = 'jacada.credentialHeaders';
  const { tenantId, applicationKey, environmentName, user, password } = readOptions(owner, options, OPTIONS);
  if ((user === undefined) !== (password === undefined)) {
    const missing = user === undefined ? 'user' : 'password';
    throw new InputError(
      'ERR_ARGUMENT_VALUE',
      `${owner}: "${missing}" is missing: pass both "user" and "password", or neither`,
    );
  }
  if (user === '') throw unexpected('ERR_ARGUMENT_VALUE', `${owner}: "user"`, 'a string that is not empty', user);
  return frozen<Record<string, string>>({
    'Tenant-Id': tenantId,
    'Application-Key': applicationKey,
    'Environment-Name': environmentName,
    'User-Id': user === undefined ? undefined : encodedOf(`${owner}: "user"`, user),
    'User-Password': password === undefined ? undefined : encodedOf(`${owner}: "password"`, password),
  });
}

const STRING = ofType<string>('string', 'a string');
const OPTIONS = {
  tenantId: headerToken,
  applicationKey: headerToken,
  environmentName: optional(headerToken),
  user: optional(STRING),
  password: optional(STRING),
};

function encodedOf(label: string, text: string): string {
  const plaintext = encodeTextOf(label, text, 'utf-8');
  const encoded = base64Of(plaintext);
  plaintext.fill(0);
  return encoded;
}
