/**
 * The five servers' side of the documented contracts, to test one's own code against: pure handlers from request to
 * answer. They check what the vendor would check, so that a wrong encoding fails. **Test doubles, never servers**: they
 * know no rate limits, no storage, no real users.
 *
 * @module sandbox
 */

export { type BexAccount, type BexSandboxOptions, bexSandbox } from './bex.js';
export type { Handler, SandboxOptions } from './handler.js';
export { type IdscanAccount, type IdscanSandboxOptions, idscanSandbox } from './idscan.js';
export { type IfactoryAccount, type IfactorySandboxOptions, ifactorySandbox } from './ifactory.js';
export { type JacadaAccount, type JacadaSandboxOptions, jacadaSandbox } from './jacada.js';
export {
  listen,
  type NodeRequest,
  type NodeResponse,
  type NodeServer,
  type SandboxServer,
  toNodeListener,
} from './node.js';
export { generateRsaKeyPair, type RsaKeyPair } from './rsa-private.js';
export {
  type SmartconnectAccount,
  type SmartconnectSandboxOptions,
  smartconnectSandbox,
} from './smartconnect.js';
