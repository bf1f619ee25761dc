import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateOf, preAuthenticationOf } from '../kit.js';
import { ORIGINS, PASSWORD, PLAIN_HTTP, SESSION } from '../lib/fields.js';

/** Signs in to IDscan. The node tests it. */
export class CredwireIdscanApi implements ICredentialType {
  name = 'credwireIdscanApi';

  displayName = 'IDscan (Credwire) API';

  icon = { light: 'file:../icons/credwire.svg', dark: 'file:../icons/credwire.dark.svg' } as const;

  documentationUrl = 'https://site.invalid/credwire/idscan';

  httpRequestNode = {
    name: 'IDscan',
    docsUrl: 'https://site.invalid/credwire/idscan',
    apiBaseUrlPlaceholder: 'https://idscan.example.com',
  };

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://idscan.example.com',
      required: true,
    },
    {
      displayName: 'User Name',
      name: 'username',
      type: 'string',
      default: '',
      required: true,
    },
    PASSWORD,
    {
      displayName: 'Area',
      name: 'area',
      type: 'options',
      options: [
        { name: 'Investigation', value: 'investigation' },
        { name: 'Scanning', value: 'scanning' },
      ],
      default: 'investigation',
      description: 'A token is only valid for one area',
    },
    {
      displayName: 'Send Token In',
      name: 'via',
      type: 'options',
      options: [
        { name: 'Authorization Header', value: 'authorization' },
        { name: 'Cookie', value: 'cookie' },
      ],
      default: 'authorization',
      description: 'Where to put the token in a call',
    },
    {
      displayName: 'Lowercase User Name',
      name: 'lowerCaseUsername',
      type: 'boolean',
      default: false,
      description: 'Whether to send the user name in lower case',
    },
    {
      displayName: 'Name of the User Field',
      name: 'usernameKey',
      type: 'options',
      options: [
        { name: 'username', value: 'username' },
        { name: 'userName', value: 'userName' },
        { name: 'UserName', value: 'UserName' },
      ],
      default: 'username',
      description: 'What the user name field is called in the request',
    },
    {
      displayName: 'Login Form Type',
      name: 'loginFormType',
      type: 'options',
      options: [
        { name: 'Not Sent', value: '' },
        { name: 'pwd', value: 'pwd' },
      ],
      default: '',
      description: 'An extra field, login-form-type, that some clients send',
    },
    PLAIN_HTTP,
    ORIGINS,
    SESSION,
  ];

  preAuthentication = preAuthenticationOf('idscan');

  authenticate = authenticateOf('idscan');
}
