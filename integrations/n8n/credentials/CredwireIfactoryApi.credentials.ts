import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateOf, preAuthenticationOf } from '../kit.js';

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
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'Used exactly as you type it. If it begins with an equals sign, n8n treats it as an expression.',
    },
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
    {
      displayName: 'Allow Plain HTTP',
      name: 'allowInsecureHttp',
      type: 'boolean',
      default: false,
      description:
        'Whether to allow an http:// base URL on a host other than this machine. Anyone on the network can then read the password.',
    },
    {
      displayName: 'Other Origins',
      name: 'origins',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://files.example.com',
      description:
        'Other origins that can receive the token, separated by spaces. By default the token only goes to the server that issued it.',
    },
    {
      displayName: 'Session',
      name: 'sessionToken',
      type: 'hidden',
      typeOptions: { expirable: true, password: true },
      default: '',
    },
  ];

  preAuthentication = preAuthenticationOf('ifactory');

  authenticate = authenticateOf('ifactory');
}
