/** Every public function, with secrets in each of its arguments. */
import { AROUND } from './around.js';
import type { SecretCall } from './call.js';
import { CLIENTS } from './clients.js';
import { CODECS } from './codecs.js';
import { REFUSALS } from './refusals.js';
import { SMARTCONNECT } from './smartconnect.js';
import { VENDORS } from './vendors.js';

export type { SecretCall } from './call.js';
export { ciphertext, encryptedPassword } from './values.js';

/** All of them. */
export const SECRET_CALLS: readonly SecretCall[] = [
  ...CODECS,
  ...VENDORS,
  ...SMARTCONNECT,
  ...AROUND,
  ...CLIENTS,
  ...REFUSALS,
];
