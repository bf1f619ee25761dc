/** Refusals, with the user's own words in them. */
import { bex, ifactory, jacada, smartconnect } from 'credwire';
import { SECRETS } from '../../support/sentinels.js';
import { direct, type SecretCall } from './call.js';
import { answer, password, token, user } from './values.js';

/** What a vendor says of a refusal, the user's own words in it. */
export const REFUSALS: readonly SecretCall[] = [
  [ifactory.parseTokenResponse, { message: [SECRETS.words, password] }] as const,
  [jacada.parseTokenResponse, { message: SECRETS.words, user }] as const,
  [bex.parseTokenResponse, { ex: SECRETS.words }] as const,
  [smartconnect.parsePublicKeyResponse, { Message: SECRETS.words }] as const,
  [smartconnect.parseTokenResponse, { Message: SECRETS.words }] as const,
  [smartconnect.parseCompaniesResponse, `<html>${password}`] as const,
  [smartconnect.parseCompanyListResponse, password] as const,
  [smartconnect.parseValidateResponse, JSON.stringify(SECRETS.words)] as const,
].flatMap(([parse, body], at) =>
  [200, 302, 401, 429].map((status) =>
    direct(`refusal ${at} with HTTP ${status}`, parse, { ...answer(body, { 'set-cookie': token }), status }),
  ),
);
