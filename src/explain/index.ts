/**
 * Why a sign-in fails: every step from the password to the request, and what's wrong with your own request.
 *
 * Pure, like the rest of the library: nothing is sent, opened or executed.
 *
 * @module explain
 */

export { DIAGNOSES, type Diagnosis, type DiagnosisCode, STAGES, type StageName } from './codes.js';
export { diagnose, type SeenRequest } from './diagnose.js';
export { type ExplainSettings, explain } from './explain.js';
export type { Finding } from './findings.js';
export type { Explanation, Stage } from './stage.js';
export type { SmartConnectOptions, VendorId, VendorOf, VendorOptions } from './vendor.js';
