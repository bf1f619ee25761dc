/** BEX: plain fields in JSON or in a query. */
import { percentEncode } from '../codecs/url.js';
import { encodeUtf8 } from '../core/bytes.js';
import type { HttpRequest } from '../http/message.js';
import type { TokenRequestOptions } from '../vendors/bex.js';
import { type Expected, LIKE_PASSWORD, LIKE_USER, plainField } from './expected.js';
import { splitSeenUrl } from './seen/seen.js';
import { type Explanation, explanation } from './stage.js';

const SECTION = 'BEX API, Login: Transportation';

/** The stages for checked options. */
export function explainBex(request: HttpRequest, options: TokenRequestOptions, hides: boolean): Explanation {
  const { password } = options;
  const isQuery = request.body === undefined;
  const stages = [
    { name: 'user', text: options.username, note: "The user name, as it's sent.", source: SECTION },
    { name: 'text', text: password, bytes: encodeUtf8(password), note: 'The password in UTF-8.', source: SECTION },
    isQuery
      ? {
          name: 'encoded',
          text: percentEncode(password),
          note: 'Percent-encoded once, for the query.',
          source: 'RFC 3986, section 2.1',
        }
      : {
          name: 'encoded',
          text: JSON.stringify(password),
          note: 'As a JSON string, never percent-encoded.',
          source: 'RFC 8259, section 7',
        },
    isQuery
      ? { name: 'query', text: splitSeenUrl(request.url).query, note: 'The query.', source: SECTION }
      : { name: 'body', text: request.body, note: 'The JSON body.', source: SECTION },
  ];
  return explanation(request, stages, hides, 'BEX API, Login: Endpoint');
}

/** What the endpoint expects: either transport, whichever the options choose. */
export function expectBex(request: HttpRequest, options: TokenRequestOptions): Expected {
  return {
    url: request.url,
    endpoint: '/api/service/login',
    base: 'the base URL',
    containers: options.transport === 'query' ? ['query', 'json'] : ['json', 'query'],
    methods: (container) => (container === 'query' ? ['POST', 'GET'] : ['POST']),
    fields: [
      plainField(options.usernameKey ?? 'username', LIKE_USER, options.username, 'OTHER_USER'),
      plainField('password', LIKE_PASSWORD, options.password, 'OTHER_PASSWORD'),
      ...(options.preferAlternateToken
        ? [plainField('preferAlternateToken', /^preferalternatetoken$/, 'true', 'OTHER_VALUE')]
        : []),
    ],
  };
}
