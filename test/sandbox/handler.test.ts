import { bexSandbox, idscanSandbox, ifactorySandbox, jacadaSandbox } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { jsonAnswer, pageAnswer } from '../../src/sandbox/handler.js';
import { get } from '../support/http-messages.js';
import { callUntyped, codeOf } from '../support/thrown.js';

describe('jsonAnswer', () => {
  it('is frozen and labelled as JSON, and can have other headers', () => {
    const answer = jsonAnswer(201, { a: '\u00E9' }, { 'set-cookie': ['a=1'] });
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json; charset=utf-8', 'set-cookie': ['a=1'] },
      body: '{"a":"\u00E9"}',
    });
    expect(Object.isFrozen(answer)).toBe(true);
    expect(Object.isFrozen(answer.headers)).toBe(true);
  });
});

describe('pageAnswer', () => {
  it('is a page of HTML that no vendor has written', () => {
    const answer = pageAnswer(405, 'Method Not Allowed', { allow: 'GET' });
    expect(answer.headers).toEqual({ 'content-type': 'text/html; charset=utf-8', allow: 'GET' });
    expect([answer.status, answer.body]).toEqual([
      405,
      expect.stringMatching(/^<!DOCTYPE html>.*405 Method Not Allowed/),
    ]);
    expect(Object.isFrozen(answer) && Object.isFrozen(answer.headers)).toBe(true);
  });
});

describe('every handler', () => {
  const handlers = [bexSandbox, idscanSandbox, ifactorySandbox, jacadaSandbox].map((make) => make({ accounts: [] }));

  it('refuses anything but a request', () => {
    for (const handle of handlers) {
      expect(codeOf(() => callUntyped(handle, undefined))).toBe('ERR_ARGUMENT_TYPE');
      expect(codeOf(() => callUntyped(handle, {}))).toBe('ERR_ARGUMENT_TYPE');
      expect(codeOf(() => handle(get('localhost')))).toBe('ERR_URL');
    }
  });
});
