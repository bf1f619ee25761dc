/** Which vendor is meant, and what its options are. */

import type { ModPow } from '../codecs/mod-pow.js';
import { type RsaPublicKey, rsaKey } from '../codecs/rsa-key.js';
import { type Check, callback, guarded, oneOf, optional, readOptions, text, unexpected } from '../core/check.js';
import { CredwireError, CryptoError, InputError, ResponseError } from '../core/errors.js';
import { isObject, ownMember } from '../core/json.js';
import { type RandomBytes, systemRandom } from '../core/random.js';
import type { UrlObject } from '../core/url.js';
import type * as bex from '../vendors/bex.js';
import type * as idscan from '../vendors/idscan.js';
import type * as ifactory from '../vendors/ifactory.js';
import type * as jacada from '../vendors/jacada.js';
import type { RestTokenRequestOptions } from '../vendors/smartconnect/rest.js';

/** Name of a vendor. */
export type VendorId = keyof VendorOptions;

/** A vendor: its id, or its module. */
export type VendorOf<V extends VendorId> =
  | V
  | {
      /** The module's profile. */
      readonly profile: {
        /** The vendor's id. */
        readonly id: V;
      };
    };

/** Options of SmartConnect's token request, and the inputs of its ciphertext. */
export interface SmartConnectOptions {
  /**
   * The company's API, with or without a scheme; the default scheme is HTTPS. `explain` needs it; if you leave it out,
   * `diagnose` doesn't check where the request goes.
   */
  readonly apiUrl?: string | UrlObject | undefined;
  /** The login service, for the steps before the token. Default: the one in the document. */
  readonly loginUrl?: string | UrlObject | undefined;
  /** The user's e-mail address. */
  readonly email: string;
  /** The company's id. `explain` needs it; if you leave it out, `diagnose` takes any. */
  readonly companyId?: string | undefined;
  /** The password as the user types it. `explain` needs it together with `key`, unless you pass `encryptedPassword`. */
  readonly password?: string | undefined;
  /** The vendor's public key, as `parsePublicKeyResponse` returned it. */
  readonly key?: RsaPublicKey | undefined;
  /** The result of `encryptPassword`, instead of `password` and `key`. */
  readonly encryptedPassword?: string | undefined;
  /** Source of the padding. Default: the platform's. */
  readonly random?: RandomBytes | undefined;
  /** The expected key, as for `encryptPassword`. */
  readonly pin?: string | undefined;
  /** Engine of the modular exponentiation. Default: the platform's BigInt. */
  readonly modPow?: ModPow | undefined;
  /** Charset of the password before encryption. Default: `utf-8`. */
  readonly charset?: 'utf-8' | 'latin1' | 'ascii' | undefined;
}

/** The options of each vendor: those of its `tokenRequest`, with the password. */
export interface VendorOptions {
  /** iFactory (Jabil MES). */
  readonly ifactory: ifactory.TokenRequestOptions;
  /** GBG IDscan Enterprise. */
  readonly idscan: idscan.TokenRequestOptions;
  /** Jacada Interaction Server. */
  readonly jacada: jacada.TokenRequestOptions;
  /** BEX. */
  readonly bex: bex.TokenRequestOptions;
  /** eOne SmartConnect: the token request, or with `clientId`, the one of the newer REST API. */
  readonly smartconnect: SmartConnectOptions | RestTokenRequestOptions;
}

const VENDOR = oneOf('ifactory', 'idscan', 'jacada', 'bex', 'smartconnect');

/** The id of a vendor, from its id or its module. */
export function vendorId(label: string, vendor: unknown): VendorId {
  if (typeof vendor === 'string') return VENDOR(label, vendor);
  return guarded(label, () => {
    // A module namespace is an object, and so is a copy of one, which some bundlers make.
    const profile = isObject(vendor) ? (vendor as { profile?: unknown }).profile : undefined;
    if (!isObject(profile)) throw unexpected('ERR_ARGUMENT_TYPE', label, "a vendor's id or module", vendor);
    return VENDOR(`${label}: "profile.id"`, ownMember(profile, 'id'));
  });
}

/** A copy of an option object, read once, so that later code runs no getter of the caller. */
export function copyOfOptions(owner: string, options: unknown): Readonly<Record<string, unknown>> {
  return guarded(owner, () => {
    if (isObject(options)) return { ...options };
    throw unexpected('ERR_ARGUMENT_TYPE', `${owner}: options`, 'an object', options);
  });
}

// A string or a URL object: the builder that takes it checks it.
const asGiven: Check<string | UrlObject> = (_, value) => value as string | UrlObject;

/** Whether the options are for SmartConnect's newer REST API. */
export const isRest = (own: Readonly<Record<string, unknown>>): boolean => own.clientId !== undefined;

/** The checks of {@link SmartConnectOptions}. */
export function readSmartConnectOptions(owner: string, options: unknown) {
  return readOptions(owner, options, {
    apiUrl: optional(asGiven),
    loginUrl: optional(asGiven),
    email: text,
    companyId: optional(text),
    password: optional(text),
    key: optional(rsaKey),
    encryptedPassword: optional(text),
    random: optional(callback<RandomBytes>, systemRandom),
    pin: optional(text),
    modPow: optional(callback<ModPow>),
    charset: optional(oneOf('utf-8', 'latin1', 'ascii'), 'utf-8'),
  });
}

/** Runs a vendor's builder; its errors start with the name of the function that the caller called. */
export function calledBy<T>(owner: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!CredwireError.isOurs(error) || error.message.startsWith(`${owner}: `)) throw error;
    const message = error.message.replace(/^[a-z]+\.[a-zA-Z]+/, owner);
    if (error instanceof CryptoError) throw new CryptoError(error.code, message);
    if (error instanceof ResponseError) throw new ResponseError(error.code, message);
    throw new InputError(error.code, message);
  }
}
