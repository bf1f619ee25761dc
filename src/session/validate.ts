/** Asks a vendor whether a stored session is still valid: SmartConnect has an endpoint for that. */
import type { HttpRequest, HttpResponse } from '../http/message.js';
import { codeOf, type Tell } from './events.js';
import type { LooseVendor } from './vendor.js';

/** Whom to ask, and how. */
export interface Asked<S> {
  readonly vendor: LooseVendor<S>;
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** Whether a stored session is still valid. If the vendor can't be asked, it counts as valid: the next call will tell. */
export async function isStillValid<S>({ vendor, send }: Asked<S>, session: S, tell: Tell): Promise<boolean> {
  // SmartConnect's fields, which the store may have in any form; the vendor's functions check them.
  const { apiUrl, token, tokenType } = session as Readonly<Record<string, unknown>>;
  const { validateRequest, parseValidateResponse } = vendor;
  // The newer REST API has no such endpoint.
  if (!validateRequest || !parseValidateResponse || apiUrl === undefined || tokenType !== undefined) return true;
  try {
    const request = validateRequest({ apiUrl, token });
    const response = await send(request);
    return !vendor.isSessionOver(response) && parseValidateResponse(response);
  } catch (error) {
    tell({ type: 'fault', part: 'validation', code: codeOf(error) });
    return true;
  }
}
