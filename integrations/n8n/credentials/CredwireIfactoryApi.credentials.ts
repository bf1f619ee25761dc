import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateOf, preAuthenticationOf } from '../kit.js';
import { ORIGINS, PASSWORD, PLAIN_HTTP, SESSION } from '../lib/fields.js';

/** Signs in to iFactory. The node tests it. */
export class CredwireIfactoryApi implements ICredentialType {
  name = 'credwireIfactoryApi';

  displayName = 'iFactory (Credwire) API';

  icon = { light: 'file:../icons/credwire.svg', dark: 'file:../icons/credwire.dark.svg' } as const;

  documentationUrl = 'https://site.invalid/credwire/ifactory';

  httpRequestNode = {
    name: 'iFactory',
    docsUrl: 'https://site.invalid/credwire/ifactory',
    apiBaseUrlPlaceholder: 'https://mes.example.com:60200',
  };

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://mes.example.com:60200',
      required: true,
    },
    {
      displayName: 'User Name',
      name: 'userLogin',
      type: 'string',
      default: '',
      required: true,
    },
    PASSWORD,
    {
      displayName: 'Charset',
      name: 'charset',
      type: 'options',
      options: [
        { name: 'UTF-8', value: 'utf-8' },
        { name: 'UTF-16LE', value: 'utf-16le' },
      ],
      default: 'utf-8',
      description: 'The charset of the password before encryption',
    },
    {
      displayName: 'AES Key',
      name: 'secretKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'Only for a server whose key was changed',
    },
    {
      displayName: 'AES Initialization Vector',
      name: 'iv',
      type: 'string',
      default: '',
      description: 'Only for a server whose initialization vector was changed',
    },
    PLAIN_HTTP,
    ORIGINS,
    SESSION,
  ];

  preAuthentication = preAuthenticationOf('ifactory');

  authenticate = authenticateOf('ifactory');
}
