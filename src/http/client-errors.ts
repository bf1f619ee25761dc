/** What an HTTP client's error means: a time limit, an abort, or another failure. */

/** The codes for a client's error. */
export type ClientFailure = 'ERR_TIMEOUT' | 'ERR_ABORTED' | 'ERR_TRANSPORT';

/** How clients name a time limit: in the error's `name`, or in its `code`. */
const TIMEOUTS: ReadonlySet<unknown> = /* @__PURE__ */ new Set([
  'TimeoutError', // the platform's fetch, got, ky, rxjs
  ...['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ETIME', 'ERR_SOCKET_CONNECTION_TIMEOUT'], // Node
  'ECONNABORTED', // axios, superagent
  ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'], // undici
]);

/** How they name an abort. */
const ABORTS: ReadonlySet<unknown> = /* @__PURE__ */ new Set([
  ...['AbortError', 'ABORT_ERR', 'UND_ERR_ABORTED'], // the platform, Node, undici
  ...['CanceledError', 'ERR_CANCELED', 'CancelError', 'ERR_ABORTED'], // axios, got
  'ABORTED', // superagent
]);

/**
 * Codes from systems and clients that help to find the cause. A message only shows these, because any other could be a
 * secret.
 */
const SHOWN: ReadonlySet<unknown> = /* @__PURE__ */ new Set([
  ...['ENOTFOUND', 'EAI_AGAIN'], // DNS
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EPROTO'], // the connection
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EMFILE'], // routing
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_UNTRUSTED', 'CERT_SIGNATURE_FAILURE'],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ...['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_TLS_HANDSHAKE_TIMEOUT'], // TLS
  ...['HPE_INVALID_CONSTANT', 'HPE_INVALID_HEADER_TOKEN', 'HPE_HEADER_OVERFLOW'], // Node's parser of HTTP
  ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_SOCKET'],
  ...['UND_ERR_ABORTED', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED', 'UND_ERR_HEADERS_OVERFLOW'],
  ...['ERR_NETWORK', 'ERR_CANCELED', 'ABORT_ERR'], // axios, Node
]);

/** What a client's error means. Runs getters of a hostile error; if one throws, it counts as any other failure. */
export function clientFailure(error: unknown): ClientFailure {
  const names = namesOf(error);
  // Check for a time limit first: if a signal ended the wait, clients report an abort whose cause is the limit.
  if (names.some((name) => TIMEOUTS.has(name))) return 'ERR_TIMEOUT';
  return names.some((name) => ABORTS.has(name)) ? 'ERR_ABORTED' : 'ERR_TRANSPORT';
}

/** The code from a system or a client, if the error or its cause has a known one. */
export function systemCode(error: unknown): string | undefined {
  return namesOf(error).find((name): name is string => SHOWN.has(name));
}

/** The codes and names of an error and of its cause; fetch, for example, hides them one level down. */
function namesOf(error: unknown): readonly unknown[] {
  const { code, name, cause, error: inner } = membersOf(error); // Angular keeps the error of its backend as `error`
  const behind = [membersOf(cause), membersOf(inner)];
  return [code, ...behind.map((one) => one.code), name, ...behind.map((one) => one.name)];
}

type Members = { readonly [name in 'code' | 'name' | 'cause' | 'error']?: unknown };

function membersOf(value: unknown): Members {
  try {
    const { code, name, cause, error } = value as Members;
    return { code, name, cause, error };
  } catch {
    return {}; // not an object, or one whose getters throw
  }
}
