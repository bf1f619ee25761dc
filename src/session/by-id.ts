/** The vendors' modules by id. Bundlers make a separate file of each, so only the requested one loads. */
import type { Vendor } from '../vendors/index.js';

const MODULES: Readonly<Record<Vendor, () => Promise<unknown>>> = {
  ifactory: () => import('../vendors/ifactory.js'),
  idscan: () => import('../vendors/idscan.js'),
  jacada: () => import('../vendors/jacada.js'),
  bex: () => import('../vendors/bex.js'),
  smartconnect: () => import('../vendors/smartconnect.js'),
};

/** A vendor's module. */
export function moduleOf(id: Vendor): Promise<unknown> {
  return MODULES[id]();
}
