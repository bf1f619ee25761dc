import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateOf, preAuthenticationOf } from '../kit.js';
import { ORIGINS, PASSWORD, SESSION } from '../lib/fields.js';

/** Signs in to SmartConnect REST. The node tests it. */
export class CredwireSmartconnectRestApi implements ICredentialType {
  name = 'credwireSmartconnectRestApi';

  displayName = 'SmartConnect REST (Credwire) API';

  icon = { light: 'file:../icons/credwire.svg', dark: 'file:../icons/credwire.dark.svg' } as const;

  documentationUrl = 'https://site.invalid/credwire/smartconnect';

  httpRequestNode = {
    name: 'SmartConnect REST',
    docsUrl: 'https://site.invalid/credwire/smartconnect',
    apiBaseUrlPlaceholder: 'https://api.smartconnect.com',
  };

  properties: INodeProperties[] = [
    {
      displayName: 'API URL',
      name: 'apiUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://api.example.com',
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
      displayName: 'Client ID',
      name: 'clientId',
      type: 'string',
      default: '',
      required: true,
    },
    {
      displayName: 'Client Secret',
      name: 'clientSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
    },
    ORIGINS,
    SESSION,
  ];

  preAuthentication = preAuthenticationOf('smartconnectRest');

  authenticate = authenticateOf('smartconnectRest');
}
