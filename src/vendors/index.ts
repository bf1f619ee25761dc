/** The registry of vendors. A sixth one needs a module next to the five, and a line in each list below. */
import * as bex from './bex.js';
import * as idscan from './idscan.js';
import * as ifactory from './ifactory.js';
import * as jacada from './jacada.js';
import * as smartconnect from './smartconnect.js';

/**
 * Every vendor by name, for programs that let the user pick one.
 *
 * @example
 * ```ts
 * import { vendors } from 'credwire';
 *
 * Object.keys(vendors); // => ['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect']
 * vendors.bex.profile.fields.filter((field) => field.secret).map((field) => field.name); // => ['password']
 * ```
 */
export const vendors = /* @__PURE__ */ Object.freeze({
  /** iFactory (Jabil MES). */
  ifactory,
  /** GBG IDscan Enterprise. */
  idscan,
  /** Jacada Interaction Server. */
  jacada,
  /** BEX. */
  bex,
  /** eOne SmartConnect. */
  smartconnect,
});

/** Name of a vendor. */
export type Vendor = keyof typeof vendors;

/** A session from any vendor; `vendor` says which. */
export type Session = ifactory.Session | idscan.Session | jacada.Session | bex.Session | smartconnect.Session;
