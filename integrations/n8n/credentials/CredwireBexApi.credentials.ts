import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateOf, preAuthenticationOf } from '../kit.js';
import { ORIGINS, PASSWORD, PLAIN_HTTP, SESSION } from '../lib/fields.js';

/** Signs in to BEX. The node tests it. */
export class CredwireBexApi implements ICredentialType {
  name = 'credwireBexApi';

  displayName = 'BEX (Credwire) API';

  icon = { light: 'file:../icons/credwire.svg', dark: 'file:../icons/credwire.dark.svg' } as const;

  documentationUrl = 'https://site.invalid/credwire/bex';

  httpRequestNode = {
    name: 'BEX',
    docsUrl: 'https://site.invalid/credwire/bex',
    apiBaseUrlPlaceholder: 'https://api.bex.co.za',
  };

  properties: INodeProperties[] = [
    {
      displayName: 'User Name',
      name: 'username',
      type: 'string',
      default: '',
      required: true,
    },
    PASSWORD,
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.bex.co.za',
      placeholder: 'e.g. https://build.bex.co.za',
      required: true,
    },
    {
      displayName: 'Send Credentials In',
      name: 'transport',
      type: 'options',
      options: [
        { name: 'JSON Body', value: 'json' },
        { name: 'Query', value: 'query' },
      ],
      default: 'json',
      description: 'Where to put the user name and password. URLs with a query end up in logs.',
    },
    {
      displayName: 'Method',
      name: 'method',
      type: 'options',
      options: [
        { name: 'GET', value: 'GET' },
        { name: 'POST', value: 'POST' },
      ],
      default: 'POST',
      description: 'The method of the sign-in request. GET only works with the query.',
    },
    {
      displayName: 'Prefer the Alternate Token',
      name: 'preferAlternate',
      type: 'boolean',
      default: false,
      description:
        'Whether to ask for the alternate token, the only one that works for downloading waybills and labels',
    },
    {
      displayName: 'Name of the User Field',
      name: 'usernameKey',
      type: 'options',
      options: [
        { name: 'username', value: 'username' },
        { name: 'userName', value: 'userName' },
      ],
      default: 'username',
      description: 'What the user name field is called in the request',
    },
    PLAIN_HTTP,
    ORIGINS,
    SESSION,
  ];

  preAuthentication = preAuthenticationOf('bex');

  authenticate = authenticateOf('bex');
}
