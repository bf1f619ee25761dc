/** Failures as n8n shows them: one line of the library, and nothing of the request. */
import { type HttpResponse, InputError } from 'credwire';
import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { lineOf } from '../../shared/line.js';

// A credential doesn't know the node that uses it.
const CREDENTIAL: INode = {
  id: 'credwire',
  name: 'Credwire',
  type: 'n8n-nodes-credwire.credwire',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};

/** The result of a call. */
export interface Called {
  readonly response: HttpResponse;
  /** Whether it says that the session is over, although it's a new one. */
  readonly isOver: boolean;
}

const OURS = new WeakSet<object>();

/** Whether an error is one of this package. */
export const isOurs = (error: unknown): error is Error => error instanceof Error && OURS.has(error);

/** The line of a failure. */
export const messageOf = (error: unknown): string => (isOurs(error) ? error.message : lineOf(error));

/** The error that a credential throws. n8n passes an error of this class on as it is, and describes any other in its own words. */
export function credentialError(error: unknown): NodeApiError {
  return apiError(CREDENTIAL, messageOf(error));
}

/** The error of the node for an item. */
export function nodeError(node: INode, error: unknown, itemIndex: number): NodeApiError | NodeOperationError {
  const message = messageOf(error);
  if (!(error instanceof InputError)) return apiError(node, message, itemIndex);
  return own(new NodeOperationError(node, message, { itemIndex }), message);
}

function apiError(node: INode, message: string, itemIndex?: number): NodeApiError {
  const place = itemIndex === undefined ? {} : { itemIndex };
  return own(new NodeApiError(node, { message }, { message, ...place }), message);
}

function own<E extends Error>(error: E, message: string): E {
  error.message = message; // n8n replaces a message that contains a code like ECONNREFUSED
  OURS.add(error);
  return error;
}

/** The error for a call that was answered with a failure. */
export function statusError(node: INode, { response, isOver }: Called, itemIndex: number): NodeApiError {
  const { status } = response;
  const message = isOver
    ? `credwire: signed in again, but the response still says that the session is over (HTTP ${status})`
    : `credwire: the call returned HTTP ${status}`;
  return apiError(node, message, itemIndex);
}
