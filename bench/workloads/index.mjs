// Every workload that is measured in rounds.
import { aes } from './aes.mjs';
import { keyParsing } from './key-parsing.mjs';
import { requests, smartconnectRequest } from './requests.mjs';
import { rsa, rsaWithoutBigInt } from './rsa.mjs';
import { signIns } from './sign-ins.mjs';
import { base64, form, prefix } from './text.mjs';

/** @type {readonly import('../workload.mjs').Workload[]} */
export const workloads = [
  ...aes,
  ...rsa,
  ...rsaWithoutBigInt,
  keyParsing,
  form,
  ...base64,
  prefix,
  ...requests,
  smartconnectRequest,
  signIns,
];
