/**
 * The five servers' side of the documented contracts, to test one's own code against: pure handlers from request to
 * answer. They check what the vendor would check, so that a wrong encoding fails. **Test doubles, never servers**: they
 * know no rate limits, no storage, no real users.
 *
 * @module sandbox
 */

export type { TimedResponse } from './adapter.js';
export { type BexAccount, type BexSandboxOptions, bexSandbox } from './bex.js';
export { type FetchRequest, type ResponseClass, toFetchHandler } from './fetch-handler.js';
export type { Handler, SandboxOptions } from './handler.js';
export { type IdscanAccount, type IdscanSandboxOptions, idscanSandbox } from './idscan.js';
export { type IfactoryAccount, type IfactorySandboxOptions, ifactorySandbox } from './ifactory.js';
export { type JacadaAccount, type JacadaSandboxOptions, jacadaSandbox } from './jacada.js';
export { intercept, type MockAgent, type MockReply, type MockRequest, type MockScope } from './mock-agent.js';
export {
  listen,
  type NodeRequest,
  type NodeOptions,
  type NodeResponse,
  type NodeServer,
  type SandboxServer,
  toNodeListener,
} from './node.js';
export { type RefusingVendor, refusal } from './refusal.js';
export { generateRsaKeyPair, type RsaKeyPair } from './rsa-private.js';
export { type ScriptOptions, type ScriptStep, scripted } from './scripted.js';
export { toSend } from './send.js';
export {
  type SmartconnectAccount,
  type SmartconnectSandboxOptions,
  smartconnectSandbox,
} from './smartconnect.js';
export type { Signal } from './wait.js';
