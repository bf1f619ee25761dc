/** Finds the first step where your own request goes wrong. */
import type { UrlObject } from '../core/url.js';
import type { HttpRequest } from '../http/message.js';
import { tokenRequest as bexRequest } from '../vendors/bex.js';
import { tokenRequest as idscanRequest } from '../vendors/idscan.js';
import { tokenRequest as ifactoryRequest } from '../vendors/ifactory.js';
import { tokenRequest as jacadaRequest } from '../vendors/jacada.js';
import { publicKeyRequest } from '../vendors/smartconnect/public-key.js';
import { type RestTokenRequestOptions, restTokenRequest } from '../vendors/smartconnect/rest.js';
import { tokenRequest as smartconnectRequest } from '../vendors/smartconnect/token.js';
import { expectBex } from './bex.js';
import { callFaults, isCall, type TokenPlace } from './calls.js';
import { type Expected, hasPassword, hasUser, requestFaults } from './expected.js';
import { type Fault, type Finding, findingsOf } from './findings.js';
import { expectIdscan } from './idscan.js';
import { expectIfactory } from './ifactory.js';
import { expectJacada } from './jacada.js';
import { isEndpoint, isNearEndpoint, pathFaults } from './paths.js';
import { readSeen } from './seen/read.js';
import type { Seen } from './seen/seen.js';
import {
  ANY_API,
  ANY_CIPHERTEXT,
  ciphertextCheck,
  expectSmartconnect,
  expectSmartconnectRest,
} from './smartconnect.js';
import {
  calledBy,
  copyOfOptions,
  isRest,
  readSmartConnectOptions,
  type VendorId,
  type VendorOf,
  type VendorOptions,
  vendorId,
} from './vendor.js';

const OWNER = 'diagnose';

/**
 * What can be diagnosed: a request, a HAR entry or its `request`, or a string: a curl command, raw HTTP/1.1, lines of an
 * access log, a URL, a fetch call as browsers copy it, or the JSON of one of these objects.
 */
export type SeenRequest =
  | string
  | HttpRequest
  | {
      /** The `request` of a HAR entry. */
      readonly request: object;
    }
  | UrlObject
  | {
      /** The request's URL. */
      readonly url: string;
    };

/**
 * Compares what your own code sends with what the vendor expects, and names each place where it goes wrong, with the
 * likely cause and the fix.
 *
 * It decodes what it can. An RSA ciphertext can't be decrypted without the private key, so for SmartConnect an empty
 * result means that the format is right, not that the password is. Nothing is executed, opened or sent, and no finding
 * contains a secret.
 *
 * A request that goes elsewhere and has no password is a call after the sign-in: its token is looked for where the
 * vendor reads it.
 *
 * @param vendor - The vendor's id or module.
 * @param options - The options of the vendor's `tokenRequest`, with the password that you think your code sends. A
 * random source is ignored, and plain HTTP is allowed.
 * @param seen - The request as your code sent it. If there are several commands or entries, the one that goes to the
 * endpoint is used.
 * @returns The findings, in the order of the stages; empty if the request is right.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` for a value that isn't a request; `ERR_ARGUMENT_VALUE`,
 * `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`, `ERR_BASE64`, `ERR_AES_KEY_LENGTH`,
 * `ERR_AES_IV_LENGTH`, `ERR_URL` for options that `tokenRequest` doesn't accept either.
 * @see docs/explain.md, Why is it 401?
 *
 * @example
 * ```ts
 * import { diagnose } from 'credwire/explain';
 *
 * const options = { baseUrl: 'https://mes.example', userLogin: 'demo', password: 'P@ss+word/=1' };
 * const url = 'https://mes.example/api/tokens?userLogin=demo&password=jTpn+KK/TcRsHhUeGU2FsQ==';
 * const [finding] = diagnose('ifactory', options, `curl '${url}'`);
 * finding?.code; // => 'PLUS_LOST'
 * finding?.fix; // => 'write "+" as %2B'
 * ```
 */
export function diagnose<V extends VendorId>(
  vendor: VendorOf<V>,
  options: VendorOptions[V],
  seen: SeenRequest,
): readonly Finding[] {
  const id = vendorId(`${OWNER}: "vendor"`, vendor);
  const own = copyOfOptions(OWNER, options);
  const { expect, place } = calledBy(OWNER, () => EXPECTATIONS[id](own));
  const requests = readSeen(`${OWNER}: "seen"`, seen);
  const meant =
    requests.find((each) => isEndpoint(each, expect(each))) ??
    requests.find((each) => hasPassword(each) || hasUser(each, expect(each))) ??
    requests[0];
  return findingsOf(meant === undefined ? NOTHING : faultsOf(meant, expect(meant), place));
}

const NOTHING: readonly Fault[] = [{ code: 'UNREADABLE', detail: 'it contains no request' }];

function faultsOf(seen: Seen, expected: Expected, place: TokenPlace): readonly Fault[] {
  const isUnread = seen.method === undefined || seen.faults.length > 0;
  if (seen.host === '' && seen.headers === undefined && isUnread) return seen.faults.length > 0 ? seen.faults : NOTHING;
  if (isSignIn(seen, expected)) return [...seen.faults, ...requestFaults(seen, expected)];
  const faults = callFaults(seen, place);
  if (faults === undefined) return pathFaults(seen, expected).map((each) => ({ ...each, fix: WITHOUT_HEADERS }));
  // The body of a call can be anything.
  const isBroken = ({ code }: Fault) => code === 'SHELL_SPLIT' || (code === 'UNREADABLE' && seen.body !== undefined);
  return [...seen.faults.filter(isBroken), ...faults];
}

/** The fix for a URL or a line of a log that isn't a sign-in: it doesn't say whether a token was sent. */
const WITHOUT_HEADERS =
  'compare the path with the expected one; if this is a call after the sign-in, pass its headers too';

/** Whether a request is meant to be a sign-in. If it has a place for a token, only the right path or a password count. */
function isSignIn(seen: Seen, expected: Expected): boolean {
  if (isEndpoint(seen, expected) || hasPassword(seen)) return true;
  return !isCall(seen) && (hasUser(seen, expected) || isNearEndpoint(seen, expected));
}

interface Expectation {
  readonly expect: (seen: Seen) => Expected;
  /** Where calls carry the token. */
  readonly place: TokenPlace;
}

type Own = Readonly<Record<string, unknown>>;

// The random part of a request doesn't matter here, so this doesn't use the caller's source.
const unused = (length: number): Uint8Array => new Uint8Array(length);

// Each builder checks the options before anything else uses them, so the cast claims nothing that isn't known by then.
const EXPECTATIONS: Readonly<Record<VendorId, (own: Own) => Expectation>> = {
  ifactory: (own) => {
    const options = { ...own, allowInsecureHttp: true } as unknown as VendorOptions['ifactory'];
    const expected = expectIfactory(ifactoryRequest(options), options);
    return { expect: () => expected, place: 'bearer' };
  },
  idscan: (own) => {
    const options = { ...own, allowInsecureHttp: true } as unknown as VendorOptions['idscan'];
    const expected = expectIdscan(idscanRequest(options), options);
    return { expect: () => expected, place: 'authorization' };
  },
  jacada: (own) => {
    const options = { ...own, allowInsecureHttp: true, random: unused } as unknown as VendorOptions['jacada'];
    const expected = expectJacada(jacadaRequest(options), options);
    return { expect: () => expected, place: 'security-token' };
  },
  bex: (own) => {
    const options = { ...own, allowInsecureHttp: true } as unknown as VendorOptions['bex'];
    const expected = expectBex(bexRequest(options), options);
    return { expect: () => expected, place: 'token' };
  },
  smartconnect: (own) => {
    if (isRest(own)) {
      const options = own as unknown as RestTokenRequestOptions;
      const expected = expectSmartconnectRest(restTokenRequest(options), options);
      return { expect: () => expected, place: 'bearer' };
    }
    const { apiUrl, loginUrl, email, companyId, ...encryption } = readSmartConnectOptions(OWNER, own);
    const encryptedPassword = encryption.encryptedPassword ?? ANY_CIPHERTEXT;
    // The builder checks the options; what is left out is taken from the request.
    const { url } = smartconnectRequest({
      apiUrl: apiUrl ?? ANY_API,
      email,
      companyId: companyId ?? '',
      encryptedPassword,
    });
    const api = apiUrl === undefined ? undefined : url.replace(/\/GetToken\?.*$/s, '');
    const login = publicKeyRequest({ loginUrl }).url.replace(/\/v1\/public-key$/, '');
    const check = ciphertextCheck(encryption);
    return { expect: (seen) => expectSmartconnect(seen, { api, login, email, companyId }, check), place: 'query' };
  },
};
