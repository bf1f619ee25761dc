/**
 * A sign-in step by step: the tool sends each request itself, so people can see it and its response.
 *
 * A sign-in is a generator that neither sends nor waits. To get the request of a step, the kit runs it from the start and
 * answers with the responses that earlier steps kept.
 */
import { type HttpRequest, type HttpResponse, InputError } from 'credwire';
import { connectBy, optionsOf, storeOf, type Tool, wayOf } from './kit.js';
import type { SignInWay } from './sign-ins.js';

type Kept = Readonly<Record<string, HttpResponse>>;

/** The request of a step, or `undefined` if this sign-in doesn't need it. */
export function stepRequest(tool: Tool, id: string, name: string): HttpRequest | undefined {
  const way = wayOf(id);
  const kept = keptBefore(tool, id, way, name);
  const flow = way.begin(optionsOf(tool, id, way));
  for (let next = flow.next(); !next.done; ) {
    const step = nameOf(way, next.value);
    if (step === name) return next.value;
    if (orderOf(way, step) > orderOf(way, name)) return undefined;
    next = flow.next(responseOf(kept, step));
  }
  return undefined;
}

/** Takes the response of a step. After the last one it keeps the session, and returns true. */
export async function takeStep(tool: Tool, id: string, name: string, response: HttpResponse): Promise<boolean> {
  const way = wayOf(id);
  const kept = { ...keptBefore(tool, id, way, name), [name]: response };
  let isWaiting = false;
  const answer = async (request: HttpRequest): Promise<HttpResponse> => {
    const found = kept[nameOf(way, request)];
    if (found) return found;
    isWaiting = true;
    throw new Error('a later step');
  };
  const { set, ...store } = storeOf(tool, id);
  // It's a new sign-in, so it ignores a kept session.
  const connection = connectBy(way, optionsOf(tool, id, way), { ...store, set, get: async () => undefined }, answer);
  try {
    await connection.session();
  } catch (error) {
    if (!isWaiting) throw error;
    tool.write(`${id}_steps`, JSON.stringify(kept));
    return false;
  }
  tool.write(`${id}_steps`, undefined);
  return true;
}

// The responses of the steps before this one. Later ones belong to an earlier sign-in.
function keptBefore(tool: Tool, id: string, way: SignInWay, name: string): Kept {
  const text = tool.read(`${id}_steps`);
  const kept: Kept = typeof text === 'string' && text !== '' ? JSON.parse(text) : {};
  return Object.fromEntries(Object.entries(kept).filter(([step]) => orderOf(way, step) < orderOf(way, name)));
}

const orderOf = ({ steps }: SignInWay, name: string): number => steps.findIndex((step) => step.name === name);

function responseOf(kept: Kept, step: string): HttpResponse {
  const found = kept[step];
  if (found) return found;
  throw new InputError('ERR_ARGUMENT_VALUE', `credwire: run the step "${step}" of this sign-in first`);
}

function nameOf({ steps }: SignInWay, { url }: HttpRequest): string {
  const path = url.replace(/[?#].*$/s, '');
  return steps.find((step) => step.path.test(path))?.name ?? 'token';
}
