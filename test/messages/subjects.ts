/** All provocations, by subject, and the errors that they end in. */
import { CredwireError } from 'credwire';
import { vi } from 'vitest';
import { callUntyped } from '../support/thrown.js';
import { CHECKS } from './checks.js';
import { CLIENTS } from './clients.js';
import { CODECS } from './codecs.js';
import { EXPLAIN } from './explain.js';
import { HTTP } from './http.js';
import { KEYS } from './keys.js';
import type { Provocation } from './provocation.js';
import { SANDBOX } from './sandbox.js';
import { SESSION } from './session.js';
import { SMARTCONNECT } from './smartconnect.js';
import { VENDORS } from './vendors.js';

export const SUBJECTS = {
  checks: CHECKS,
  codecs: CODECS,
  keys: KEYS,
  http: HTTP,
  vendors: VENDORS,
  smartconnect: SMARTCONNECT,
  clients: CLIENTS,
  sandbox: SANDBOX,
  session: SESSION,
  explain: EXPLAIN,
};

/** The coded error that a provocation ends in, in whatever way it comes. */
export async function errorOf([, , target, ...args]: Provocation): Promise<CredwireError> {
  try {
    await callUntyped(target, ...args);
  } catch (error) {
    if (error instanceof CredwireError) return error;
    throw error;
  } finally {
    vi.unstubAllGlobals();
  }
  throw new Error('expected a CredwireError, but the call returned');
}

/** The errors of all provocations, in their order. */
export async function errorsOfAll(): Promise<readonly CredwireError[]> {
  const errors: CredwireError[] = [];
  for (const provocation of Object.values(SUBJECTS).flat()) errors.push(await errorOf(provocation)); // they stub globals
  return errors;
}
