/**
 * The server side of the five documented protocols, to test your own code against: pure handlers from request to
 * response. They check what the vendor would check, so a wrong encoding fails. **Test doubles, not servers**: they have
 * no rate limits, no storage and no real users.
 *
 * @module sandbox
 */

export { type Handler, revokeTokens, type SandboxOptions } from './handler.js';
export { type RefusingVendor, refusal } from './refusal.js';
export { generateRsaKeyPair, type RsaKeyPair } from './rsa-private.js';
export { type ScriptOptions, type ScriptStep, scripted } from './scripted.js';
export { seededRandom } from './seeded-random.js';
export type { TimedResponse } from './serve/adapter.js';
export { type FetchRequest, type ResponseClass, toFetchHandler } from './serve/fetch-handler.js';
export { intercept, type MockAgent, type MockReply, type MockRequest, type MockScope } from './serve/mock-agent.js';
export {
  listen,
  type NodeOptions,
  type NodeRequest,
  type NodeResponse,
  type NodeServer,
  type SandboxServer,
  toNodeListener,
} from './serve/node.js';
export { toSend } from './serve/send.js';
export type { Signal } from './serve/wait.js';
export { type BexAccount, type BexSandboxOptions, bexSandbox } from './vendors/bex.js';
export { type IdscanAccount, type IdscanSandboxOptions, idscanSandbox } from './vendors/idscan.js';
export { type IfactoryAccount, type IfactorySandboxOptions, ifactorySandbox } from './vendors/ifactory.js';
export { type JacadaAccount, type JacadaSandboxOptions, type JacadaTenant, jacadaSandbox } from './vendors/jacada.js';
export {
  type SmartconnectAccount,
  type SmartconnectCompany,
  type SmartconnectSandboxOptions,
  smartconnectSandbox,
} from './vendors/smartconnect.js';
export type { SmartconnectClient } from './vendors/smartconnect-rest.js';
