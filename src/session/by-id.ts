/** The vendors' modules by their ids. Bundlers make a file of each, so that none is loaded but the one that is asked for. */
import type { Vendor } from '../vendors/index.js';

const MODULES: Readonly<Record<Vendor, () => Promise<unknown>>> = {
  ifactory: () => import('../vendors/ifactory.js'),
  idscan: () => import('../vendors/idscan.js'),
  jacada: () => import('../vendors/jacada.js'),
  bex: () => import('../vendors/bex.js'),
  smartconnect: () => import('../vendors/smartconnect.js'),
};

/** The module of a vendor. */
export function moduleOf(id: Vendor): Promise<unknown> {
  return MODULES[id]();
}
