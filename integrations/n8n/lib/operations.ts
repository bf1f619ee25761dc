/** What the node does for an item, by its parameters. */
import { InputError } from 'credwire';
import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';
import { SIGN_INS, type SignInId } from '../../shared/sign-ins.js';
import { type CallRequest, callFor, explainFor, signInFor } from './actions.js';
import { statusError } from './errors.js';

/** Runs the operation of an item. */
export async function runOperation(node: IExecuteFunctions, item: number): Promise<IDataObject> {
  const id = vendorOf(node.getNodeParameter('vendor', item));
  const operation = node.getNodeParameter('operation', item);
  if (operation === 'signIn')
    return signInFor(node, id, item, node.getNodeParameter('withToken', item, false) === true);
  if (operation === 'explain') {
    const findings = await explainFor(node, id, item, node.getNodeParameter('request', item, '') as string);
    return { isRight: findings.length === 0, findings: findings.map((finding) => ({ ...finding })) };
  }
  if (operation === 'call') return outputOf(node, id, item);
  throw new InputError('ERR_ARGUMENT_VALUE', 'credwire: "operation": expected "call", "explain" or "signIn"');
}

function vendorOf(value: unknown): SignInId {
  if (typeof value === 'string' && Object.hasOwn(SIGN_INS, value)) return value as SignInId;
  const names = Object.keys(SIGN_INS).map((name) => `"${name}"`);
  throw new InputError('ERR_ARGUMENT_VALUE', `credwire: "vendor": expected one of ${names.join(', ')}`);
}

interface CallOptions {
  readonly contentType?: string;
  readonly headers?: { readonly header?: readonly { readonly name: string; readonly value: string }[] };
  readonly neverError?: boolean;
}

async function outputOf(node: IExecuteFunctions, id: SignInId, item: number): Promise<IDataObject> {
  // The types of these parameters are in the node's description.
  const options = node.getNodeParameter('options', item, {}) as CallOptions;
  const called = await callFor(node, id, item, requestOf(node, item, options));
  const { status, body } = called.response;
  if (options.neverError !== true && (called.isOver || status < 200 || status > 299)) {
    throw statusError(node.getNode(), called, item);
  }
  return { statusCode: status, body: parsed(body) };
}

function requestOf(node: IExecuteFunctions, item: number, { contentType, headers }: CallOptions): CallRequest {
  const method = node.getNodeParameter('method', item) as IHttpRequestMethods;
  const url = node.getNodeParameter('url', item) as string;
  const given = node.getNodeParameter('body', item, '');
  const body = typeof given === 'string' ? given : JSON.stringify(given);
  const own = Object.fromEntries((headers?.header ?? []).map(({ name, value }) => [name, value]));
  if (body === '') return { method, url, headers: own };
  return { method, url, headers: { 'Content-Type': contentType ?? 'application/json', ...own }, body };
}

function parsed(text: string): IDataObject | string {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
