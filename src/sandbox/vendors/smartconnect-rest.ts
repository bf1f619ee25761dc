/** The token endpoint of SmartConnect's newer REST API: the resource owner's password, as in RFC 6749. */
import { sameDigest } from '../../core/bytes.js';
import type { HttpResponse } from '../../http/message.js';
import { digestOf, findAccount } from '../digests.js';
import { jsonAnswer } from '../handler.js';
import { decodeForm, isLabelled } from '../requests.js';
import type { Call } from '../routes.js';

/** A program that can ask for tokens of the REST API. */
export interface SmartconnectClient {
  /** The expected `client_id`. */
  readonly clientId: string;
  /** The expected `client_secret`. */
  readonly clientSecret: string;
}

/** What the endpoint knows, and what it returns. */
export interface RestEndpoint<A> {
  readonly accounts: readonly A[];
  /** `undefined`: any client that identifies itself. */
  readonly clients: readonly SmartconnectClient[] | undefined;
  /** Hash of the e-mail address and the password. */
  readonly digestOf: (account: A) => Uint8Array;
  readonly issue: (account: A) => string;
  /** In seconds. */
  readonly expiresIn: number;
}

/** Creates the endpoint. RFC 6749, sections 4.3 and 5. */
export function restTokenEndpoint<A>(endpoint: RestEndpoint<A>): (call: Call) => HttpResponse {
  const clients = endpoint.clients?.map(({ clientId, clientSecret }) => digestOf(clientId, clientSecret));
  return ({ request }) => {
    if (!isLabelled(request, 'application/x-www-form-urlencoded')) return refusal(400, 'invalid_request');
    const form = decodeForm(String(request.body)); // without a body "undefined", which has no values
    const [clientId = '', clientSecret = ''] = [form.get('client_id'), form.get('client_secret')];
    const client = digestOf(clientId, clientSecret);
    const isKnown =
      clients === undefined
        ? clientId !== '' && clientSecret !== ''
        : clients.filter((digest) => sameDigest(client, digest)).length > 0;
    if (!isKnown) return refusal(401, 'invalid_client');
    if (!form.has('grant_type')) return refusal(400, 'invalid_request');
    if (form.get('grant_type') !== 'password') return refusal(400, 'unsupported_grant_type');
    const given = digestOf(form.get('username') ?? '', form.get('password') ?? '');
    const account = findAccount(endpoint.accounts, (one) => sameDigest(given, endpoint.digestOf(one)));
    if (account === undefined) return refusal(400, 'invalid_grant');
    const token = { access_token: endpoint.issue(account), token_type: 'bearer', expires_in: endpoint.expiresIn };
    return jsonAnswer(200, token, NOT_STORED);
  };
}

const NOT_STORED = { 'cache-control': 'no-store', pragma: 'no-cache' };

function refusal(status: number, error: string): HttpResponse {
  return jsonAnswer(status, { error }, NOT_STORED);
}
