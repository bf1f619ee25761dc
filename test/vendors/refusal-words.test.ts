/** Where each vendor's own words about a failure stand, and which of several are taken. */
import { bex, type HttpResponse, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { json } from '../support/http-messages.js';
import { refusedBy } from '../support/thrown.js';

const MEMBERS: readonly (readonly [vendor: string, parse: (response: HttpResponse) => unknown, ...names: string[]])[] =
  [
    ['ifactory', ifactory.parseTokenResponse, 'message', 'Message'],
    [
      'idscan',
      (response) => idscan.parseTokenResponse(response, { area: 'scanning' }),
      'error_description',
      'error',
      'Message',
      'message',
    ],
    ['jacada', jacada.parseTokenResponse, 'message', 'Message', 'error', 'errorMessage'],
    ['bex', bex.parseTokenResponse, 'ex', 'Message', 'message'],
    [
      'smartconnect',
      (response) => smartconnect.parseTokenResponse(response),
      'Message',
      'message',
      'ErrorMessage',
      'error_description',
      'error',
      'title',
    ],
  ];

describe.each(MEMBERS.map(([vendor, parse, ...names]) => ({ vendor, parse, names })))(
  'the words of $vendor',
  ({ parse, names }) => {
    const wordsOf = (members: readonly string[]) =>
      refusedBy(() => parse(json(Object.fromEntries(members.map((name) => [name, `in ${name}`])), 400))).vendorMessage;

    it('are in each of its members', () => {
      expect(names.map((name) => wordsOf([name]))).toEqual(names.map((name) => `in ${name}`));
    });

    it('are in the first of several, wherever it is in the body', () => {
      for (const [at, name] of names.entries()) expect(wordsOf(names.slice(at).reverse())).toBe(`in ${name}`);
    });
  },
);
