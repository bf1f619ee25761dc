/** GBG IDscan: a form. */
import { formUrlEncode } from '../codecs/url.js';
import { encodeUtf8 } from '../core/bytes.js';
import type { HttpRequest } from '../http/message.js';
import type { TokenRequestOptions } from '../vendors/idscan.js';
import { type Expected, LIKE_PASSWORD, LIKE_USER, plainField } from './expected.js';
import { type Explanation, explanation } from './stage.js';

const SECTION = 'IDscan, Authentication: Parameters';

const userOf = ({ username, lowerCaseUsername }: TokenRequestOptions) =>
  lowerCaseUsername ? username.toLowerCase() : username;

/** The stages for checked options. */
export function explainIdscan(request: HttpRequest, options: TokenRequestOptions, hides: boolean): Explanation {
  const { password, area } = options;
  const stages = [
    { name: 'user', text: userOf(options), note: "The user name, as it's sent.", source: SECTION },
    { name: 'text', text: password, bytes: encodeUtf8(password), note: 'The password in UTF-8.', source: SECTION },
    { name: 'area', text: area, note: 'What the token is for, in lower case.', source: SECTION, secret: false },
    {
      name: 'encoded',
      text: formUrlEncode([['', password]]).slice(1),
      note: 'The password as a form value: a space becomes "+", a "+" becomes %2B.',
      source: 'WHATWG URL, section 5.2',
    },
    { name: 'body', text: request.body, note: 'The form.', source: SECTION },
  ];
  return explanation(request, stages, hides, 'IDscan, Authentication');
}

/** What the endpoint expects. */
export function expectIdscan(request: HttpRequest, options: TokenRequestOptions): Expected {
  const form = { name: options.loginFormType === undefined ? undefined : 'login-form-type' };
  return {
    url: request.url,
    endpoint: '/idscanenterprisesvc/token',
    base: 'the base URL',
    containers: ['form'],
    methods: () => ['POST'],
    fields: [
      plainField('grant_type', /^granttype$/, 'password', 'GRANT_TYPE'),
      plainField(options.usernameKey ?? 'username', LIKE_USER, userOf(options), 'OTHER_USER'),
      plainField('password', LIKE_PASSWORD, options.password, 'OTHER_PASSWORD'),
      plainField('area', /^areas?$/, options.area, 'AREA_VALUE'),
      ...(form.name === undefined ? [] : [plainField(form.name, /^loginformtype$/, 'pwd', 'OTHER_VALUE')]),
    ],
  };
}
