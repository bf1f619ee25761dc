/** The codes and names by which systems and clients say why a request failed. */
import { describe, expect, it } from 'vitest';
import { clientFailure, systemCode } from '../../src/http/client-errors.js';

const TIMEOUTS = [
  ['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ETIME', 'ERR_SOCKET_CONNECTION_TIMEOUT', 'ECONNABORTED'],
  ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'TimeoutError'],
].flat();

const ABORTS = [
  ['AbortError', 'ABORT_ERR', 'UND_ERR_ABORTED', 'CanceledError', 'ERR_CANCELED', 'CancelError'],
  ['ERR_ABORTED', 'ABORTED'],
].flat();

const SHOWN = [
  ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EPROTO'],
  ['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EMFILE'],
  ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_UNTRUSTED', 'CERT_SIGNATURE_FAILURE'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_TLS_HANDSHAKE_TIMEOUT'],
  ['HPE_INVALID_CONSTANT', 'HPE_INVALID_HEADER_TOKEN', 'HPE_HEADER_OVERFLOW'],
  ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_SOCKET'],
  ['UND_ERR_ABORTED', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED', 'UND_ERR_HEADERS_OVERFLOW'],
  ['ERR_NETWORK', 'ERR_CANCELED', 'ABORT_ERR'],
].flat();

/** Where clients put a code or a name: on the error, on its cause, or on what Angular keeps as `error`. */
const errorsWith = (name: string) =>
  [{ code: name }, { name }].flatMap((member) => [member, { name: 'Error', cause: member }, { error: member }]);

describe('clientFailure', () => {
  it.each(TIMEOUTS)('reads %s as a time limit, wherever it is', (name) => {
    expect(errorsWith(name).map(clientFailure)).toEqual(Array(6).fill('ERR_TIMEOUT'));
  });

  it.each(ABORTS)('reads %s as an abort, wherever it is', (name) => {
    expect(errorsWith(name).map(clientFailure)).toEqual(Array(6).fill('ERR_ABORTED'));
  });

  it('reads an abort whose cause is a time limit as the limit', () => {
    expect(clientFailure({ name: 'AbortError', cause: { name: 'TimeoutError' } })).toBe('ERR_TIMEOUT');
  });

  it.each([...SHOWN.filter((code) => ![...TIMEOUTS, ...ABORTS].includes(code)), 'Error', '', undefined])(
    'reads %s as any other failure',
    (name) => {
      const errors = [{ code: name }, { name }, { cause: { code: name } }, name];
      expect(errors.map(clientFailure)).toEqual(Array(4).fill('ERR_TRANSPORT'));
    },
  );
});

describe('systemCode', () => {
  it.each(SHOWN)('is %s, wherever it is', (code) => {
    expect(errorsWith(code).map(systemCode)).toEqual(Array(6).fill(code));
  });

  it.each([undefined, null, 'ENOTFOUND', {}, { code: '' }, { code: 'sentinel' }, { name: 'TimeoutError' }])(
    'is nothing for %j',
    (error) => {
      expect(systemCode(error)).toBeUndefined();
    },
  );
});
