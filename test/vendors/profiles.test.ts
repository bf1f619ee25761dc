/** The profiles, word by word: programs build forms and pages of help of them. */
import { vendors } from 'credwire';
import { describe, expect, it } from 'vitest';

/** Fields as `name`, with `!` if they are required and `*` if they are secret. */
const FIELDS = {
  ifactory: 'baseUrl! userLogin! password!*',
  idscan: 'baseUrl! username! password!* area!',
  jacada: 'baseUrl! applicationName version accountId! user! password!* prefixLength',
  bex: 'baseUrl username! password!*',
  smartconnect: 'email! password!* companyId apiUrl loginUrl pin',
};

const WORDS = {
  ifactory: [
    'iFactory (Jabil MES), StackTest Gateway API',
    'not documented; if the token is a JWT, its exp is read as a hint',
    'iFactory JGP MES, StackTest Gateway API: Establish Connection',
  ],
  idscan: [
    'GBG IDscan Enterprise',
    '10 hours; GBG advises a new token for each journey',
    'GBG IDscan Enterprise web service: Authentication',
  ],
  jacada: [
    'Jacada Interaction Server',
    'set by the server: extended by use, fixed, or unlimited',
    'Jacada Interaction Server, HTTP/S API: Authentication Request',
  ],
  bex: ['BEX', 'no documented expiry: store it like a password', 'BEX API: Login'],
  smartconnect: ['eOne SmartConnect', '3 months; a token is for one company', 'SmartConnect API: Authentication'],
};

describe.each(Object.values(vendors))('the profile of $profile.id', ({ profile }) => {
  it('has these fields, in this order', () => {
    const fields = profile.fields.map(
      ({ name, required, secret }) => `${name}${required ? '!' : ''}${secret ? '*' : ''}`,
    );
    expect(fields.join(' ')).toBe(FIELDS[profile.id]);
  });

  it('has these words', () => {
    expect([profile.name, profile.tokenLife.description, profile.document]).toEqual(WORDS[profile.id]);
  });
});
