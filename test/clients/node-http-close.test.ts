/** In which order node:http can report that a request is closed, that it is answered, and that the answer has ended. */
import { type NodeAnswer, type NodeHttp, viaNodeHttp } from 'credwire/clients';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { rejectionOf } from '../support/thrown.js';

type Event = 'answer' | 'data' | 'end' | 'close of the answer' | 'close';

/** node:http, telling these events one after the other as soon as the request has been sent. */
function telling(...events: readonly Event[]): NodeHttp {
  const listeners = new Map<string, (value: never) => void>();
  const emit = (event: string, value?: unknown) => listeners.get(event)?.(value as never); // each listener knows its own
  const answer: NodeAnswer = {
    statusCode: 200,
    headers: {},
    setEncoding: () => {},
    on: (event: string, listener: (value: never) => void) => {
      listeners.set(event === 'close' ? 'close of the answer' : event, listener);
    },
  };
  return {
    request: (_, answered) => ({
      on: (event: string, listener: (value: never) => void) => listeners.set(event, listener),
      end: () => {
        for (const event of events) {
          if (event === 'answer') answered(answer);
          else emit(event, 'x');
        }
      },
    }),
  };
}

describe('viaNodeHttp', () => {
  it.each([
    ['behind the end', ['answer', 'data', 'end', 'close of the answer', 'close']],
    [
      'before the end, as where the body waits in the memory',
      ['answer', 'close', 'data', 'end', 'close of the answer'],
    ],
  ] as const)('has an answer where the request is closed %s', async (_, events) => {
    expect(await viaNodeHttp(telling(...events))(get('https://h.example'))).toEqual({
      status: 200,
      headers: {},
      body: 'x',
    });
  });

  it.each([
    ['the request is closed without an answer', ['close']],
    ['the answer is closed before its end', ['answer', 'data', 'close of the answer', 'close']],
  ] as const)('has none where %s', async (_, events) => {
    const error = await rejectionOf(viaNodeHttp(telling(...events))(get('https://h.example')));
    expect(error.message).toBe('viaNodeHttp: the connection closed before the response was complete');
  });
});
