// The contents of the collections for every tool: a folder for each way to sign in, with its variables, the steps of the
// sign-in, and calls. Postman and Bruno both write a variable as `{{name}}`.

/**
 * @typedef {{ name: string, title: string, method: string, url: string }} Step
 * @typedef {{ title: string, method: string, url: string, body?: string }} Call
 * @typedef {{
 *   id: string, name: string, about: string,
 *   variables: Readonly<Record<string, string>>, steps: readonly Step[], calls: readonly Call[],
 * }} Folder
 */

/** @type {readonly Folder[]} */
export const FOLDERS = [
  {
    id: 'ifactory',
    name: 'iFactory',
    about: 'The password is AES-encrypted, and its Base64 goes percent-encoded into a query.',
    variables: { baseUrl: '', userLogin: '', password: '' },
    steps: [{ name: 'token', title: 'Token', method: 'GET', url: '{{ifactory_baseUrl}}/api/tokens' }],
    calls: [{ title: 'Stations', method: 'GET', url: '{{ifactory_baseUrl}}/api/stations' }],
  },
  {
    id: 'idscan',
    name: 'IDscan',
    about: 'The credentials go into a form. A token is good for one area, "scanning" or "investigation".',
    variables: { baseUrl: '', username: '', password: '', area: 'investigation' },
    steps: [{ name: 'token', title: 'Token', method: 'POST', url: '{{idscan_baseUrl}}/idscanenterprisesvc/token' }],
    calls: [
      {
        title: 'Journey definitions',
        method: 'GET',
        url: '{{idscan_baseUrl}}/idscanenterprisesvc/JourneyDefinition/GetAll',
      },
    ],
  },
  {
    id: 'jacada',
    name: 'Jacada',
    about: 'The password goes into JSON, behind a random prefix and in Base64. Ask the administrator for its length.',
    variables: { baseUrl: '', accountId: '', user: '', password: '', prefixLength: '13' },
    steps: [
      {
        name: 'token',
        title: 'Token',
        method: 'POST',
        url: '{{jacada_baseUrl}}/version/1/account/{{jacada_accountId}}/auth/',
      },
    ],
    calls: [{ title: 'Tasks', method: 'GET', url: '{{jacada_baseUrl}}/version/1/account/{{jacada_accountId}}/tasks' }],
  },
  {
    id: 'bex',
    name: 'BEX',
    about: 'The credentials go into JSON. A refusal comes with HTTP 200 and "ex".',
    variables: { baseUrl: 'https://api.bex.co.za', username: '', password: '' },
    steps: [{ name: 'token', title: 'Token', method: 'POST', url: '{{bex_baseUrl}}/api/service/login' }],
    calls: [
      {
        title: 'Submit a waybill',
        method: 'POST',
        url: '{{bex_baseUrl}}/api/service/submitwaybillwia',
        body: '{}',
      },
    ],
  },
  {
    id: 'smartconnect',
    name: 'SmartConnect',
    about:
      'The password is encrypted under a key that the server hands out. With one company, no company id is needed.',
    variables: { loginUrl: 'https://login.smartconnect.com', email: '', password: '', companyId: '' },
    steps: [
      { name: 'publicKey', title: 'Public key', method: 'POST', url: '{{smartconnect_loginUrl}}/v1/public-key' },
      { name: 'companies', title: 'Companies', method: 'POST', url: '{{smartconnect_loginUrl}}/v1/companies' },
      { name: 'token', title: 'Token', method: 'POST', url: '{{smartconnect_api}}/GetToken' },
    ],
    calls: [{ title: 'Validate the token', method: 'POST', url: '{{smartconnect_api}}/validate' }],
  },
  {
    id: 'smartconnectRest',
    name: 'SmartConnect REST',
    about: "The newer API of SmartConnect: one request, with an application's id and secret beside the user.",
    variables: { apiUrl: '', username: '', password: '', clientId: '', clientSecret: '' },
    steps: [{ name: 'token', title: 'Token', method: 'POST', url: '{{smartconnectRest_apiUrl}}/token' }],
    calls: [{ title: 'Maps', method: 'GET', url: '{{smartconnectRest_apiUrl}}/maps' }],
  },
];

/** Variables for all folders: a seed for sandboxes without randomness, and the vendor and URL of your own request. */
export const COMMON = { credwire_seed: '', credwire_vendor: '', credwire_url: '' };

const SECRET = /_(?:password|clientSecret|session|steps|seed)$/;

/** Every variable of an environment, in order. */
export const environment = () => {
  const own = FOLDERS.flatMap(({ id, variables }) => [
    ...Object.entries(variables).map(([name, value]) => [`${id}_${name}`, value]),
    [`${id}_session`, ''],
  ]);
  return [...own, ...Object.entries(COMMON)].map(([name = '', value = '']) => ({
    name,
    value,
    secret: SECRET.test(name),
  }));
};
