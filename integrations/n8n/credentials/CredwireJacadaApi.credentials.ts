import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateOf, preAuthenticationOf } from '../kit.js';
import { ORIGINS, PASSWORD, PLAIN_HTTP, SESSION } from '../lib/fields.js';

/** Signs in to Jacada. The node tests it. */
export class CredwireJacadaApi implements ICredentialType {
  name = 'credwireJacadaApi';

  displayName = 'Jacada (Credwire) API';

  icon = { light: 'file:../icons/credwire.svg', dark: 'file:../icons/credwire.dark.svg' } as const;

  documentationUrl = 'https://site.invalid/credwire/jacada';

  httpRequestNode = {
    name: 'Jacada',
    docsUrl: 'https://site.invalid/credwire/jacada',
    apiBaseUrlPlaceholder: 'https://jacada.example.com',
  };

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://jacada.example.com',
      required: true,
    },
    {
      displayName: 'Account ID',
      name: 'accountId',
      type: 'string',
      default: '',
      required: true,
    },
    {
      displayName: 'User Name',
      name: 'user',
      type: 'string',
      default: '',
      required: true,
    },
    PASSWORD,
    {
      displayName: 'Prefix Length',
      name: 'prefixLength',
      type: 'number',
      default: 13,
      description: 'How many characters the server strips from the start of the password. Ask the administrator.',
    },
    {
      displayName: 'Application Name',
      name: 'applicationName',
      type: 'string',
      default: '',
      description: 'A part of the path that most servers do not have',
    },
    {
      displayName: 'Version',
      name: 'version',
      type: 'string',
      default: '1',
      description: 'The version of the API in the path',
    },
    {
      displayName: 'Charset',
      name: 'charset',
      type: 'options',
      options: [
        { name: 'UTF-8', value: 'utf-8' },
        { name: 'Latin-1', value: 'latin1' },
        { name: 'ASCII', value: 'ascii' },
      ],
      default: 'utf-8',
      description: 'The charset of the user name and password',
    },
    PLAIN_HTTP,
    ORIGINS,
    SESSION,
  ];

  preAuthentication = preAuthenticationOf('jacada');

  authenticate = authenticateOf('jacada');
}
