/** Every step from the password to the request. */
import { flag, optional, readOptions, text } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { tokenRequest as bexRequest } from '../vendors/bex.js';
import { tokenRequest as idscanRequest } from '../vendors/idscan.js';
import { tokenRequest as ifactoryRequest } from '../vendors/ifactory.js';
import { tokenRequest as jacadaRequest } from '../vendors/jacada.js';
import { encryptPassword } from '../vendors/smartconnect/credentials.js';
import { type RestTokenRequestOptions, restTokenRequest } from '../vendors/smartconnect/rest.js';
import { tokenRequest as smartconnectRequest } from '../vendors/smartconnect/token.js';
import { explainBex } from './bex.js';
import { explainIdscan } from './idscan.js';
import { explainIfactory } from './ifactory.js';
import { explainJacada } from './jacada.js';
import { explainSmartconnect, explainSmartconnectRest, recorded } from './smartconnect.js';
import type { Explanation } from './stage.js';
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

/** How to show an explanation. */
export interface ExplainSettings {
  /** Hides every value that is marked `secret`, and the credentials of the request. Default: `false`. */
  readonly redact?: boolean | undefined;
}

const OWNER = 'explain';

/**
 * Shows every step from the password to the request: the text, its bytes, the padded block, the ciphertext, the Base64,
 * the request. These are the steps of the golden vectors, so you can compare your own code with them one by one.
 *
 * Stages marked `secret` contain the password in one form or another: pass `redact: true` before you show them.
 *
 * @param vendor - The vendor's id or module.
 * @param options - The options of the vendor's `tokenRequest`. For SmartConnect you can pass `password` and `key`
 * instead of `encryptedPassword`. `redact` can be in here too.
 * @param settings - Whether to hide secrets.
 * @returns The request that `tokenRequest` builds, and the stages; the same result each time for the same `random`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`
 * for wrong arguments; `ERR_TEXT_NOT_ENCODABLE`, `ERR_BASE64`, `ERR_AES_KEY_LENGTH`, `ERR_AES_IV_LENGTH`,
 * `ERR_MESSAGE_TOO_LONG`, `ERR_URL`, `ERR_INSECURE_URL` as `tokenRequest` throws them.
 * @throws {@link CryptoError} `ERR_NO_RANDOM`, `ERR_RANDOM`, if the vendor needs randomness.
 * @see The section of the vendor's document that each stage names.
 *
 * @example
 * ```ts
 * import { explain } from 'credwire/explain';
 *
 * const { stages } = explain('ifactory', { baseUrl: 'https://mes.example', userLogin: 'demo', password: 'password' });
 * stages.map(({ name }) => name); // => ['text', 'padded', 'ciphertext', 'base64', 'encoded', 'request']
 * stages[1]?.hex; // => '70617373776f72640808080808080808'
 * stages[3]?.text; // => 'EKclpDnPPGiHI66zyK906w=='
 * ```
 */
export function explain<V extends VendorId>(
  vendor: VendorOf<V>,
  options: VendorOptions[V] & ExplainSettings,
  settings: ExplainSettings = {},
): Explanation {
  const id = vendorId(`${OWNER}: "vendor"`, vendor);
  const { redact: hidden, ...own } = copyOfOptions(OWNER, options);
  const { redact } = readOptions(`${OWNER}: settings`, settings, { redact: REDACT });
  const hides = redact || REDACT(`${OWNER}: "redact"`, hidden);
  return calledBy(OWNER, () => EXPLAINERS[id](own, hides));
}

const REDACT = optional(flag, false);

type Own = Readonly<Record<string, unknown>>;

// Each builder checks the options before anything else uses them, so the cast claims nothing that isn't known by then.
const EXPLAINERS: Readonly<Record<VendorId, (own: Own, hides: boolean) => Explanation>> = {
  ifactory: (own, hides) => {
    const options = own as unknown as VendorOptions['ifactory'];
    return explainIfactory(ifactoryRequest(options), options, hides);
  },
  idscan: (own, hides) => {
    const options = own as unknown as VendorOptions['idscan'];
    return explainIdscan(idscanRequest(options), options, hides);
  },
  jacada: (own, hides) => {
    const options = own as unknown as VendorOptions['jacada'];
    return explainJacada(jacadaRequest(options), options, hides);
  },
  bex: (own, hides) => {
    const options = own as unknown as VendorOptions['bex'];
    return explainBex(bexRequest(options), options, hides);
  },
  smartconnect: explainSmart,
};

function explainSmart(own: Own, hides: boolean): Explanation {
  if (isRest(own)) {
    const options = own as unknown as RestTokenRequestOptions;
    return explainSmartconnectRest(restTokenRequest(options), options, hides);
  }
  const checked = readSmartConnectOptions(OWNER, own);
  const apiUrl = checked.apiUrl as string; // the builder says if it's missing
  const companyId = text(`${OWNER}: "companyId"`, checked.companyId);
  const { email, password, key, charset, pin, modPow, encryptedPassword: given } = checked;
  const { source, drawn } = recorded(checked.random);
  const encrypt = (): string => {
    if (password !== undefined && key !== undefined) {
      return encryptPassword(password, key, { random: source, charset, pin, modPow });
    }
    throw new InputError('ERR_ARGUMENT_VALUE', `${OWNER}: pass "password" and "key", or "encryptedPassword"`);
  };
  const encryptedPassword = given ?? encrypt();
  const request = smartconnectRequest({ apiUrl, email, companyId, encryptedPassword });
  const encryption = given === undefined ? { password, key } : { password: undefined, key: undefined };
  return explainSmartconnect(request, { ...encryption, charset, encryptedPassword }, drawn(), hides);
}
