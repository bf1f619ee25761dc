import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateOf, preAuthenticationOf } from '../kit.js';
import { ORIGINS, PASSWORD, SESSION } from '../lib/fields.js';

/** Signs in to SmartConnect. The node tests it. */
export class CredwireSmartconnectApi implements ICredentialType {
  name = 'credwireSmartconnectApi';

  displayName = 'SmartConnect (Credwire) API';

  icon = { light: 'file:../icons/credwire.svg', dark: 'file:../icons/credwire.dark.svg' } as const;

  documentationUrl = 'https://site.invalid/credwire/smartconnect';

  httpRequestNode = {
    name: 'SmartConnect',
    docsUrl: 'https://site.invalid/credwire/smartconnect',
    apiBaseUrlPlaceholder: 'https://api.smartconnect.com',
  };

  properties: INodeProperties[] = [
    {
      displayName: 'Email',
      name: 'email',
      type: 'string',
      default: '',
      placeholder: 'name@email.com',
      required: true,
    },
    PASSWORD,
    {
      displayName: 'Login URL',
      name: 'loginUrl',
      type: 'string',
      default: 'https://login.smartconnect.com',
      description: 'The server that hands out the key and lists the companies',
    },
    {
      displayName: 'API URL',
      name: 'apiUrl',
      type: 'string',
      default: '',
      description: "The company's API. Leave it empty to use the URL from the list of companies.",
    },
    {
      displayName: 'API Hosts',
      name: 'apiHosts',
      type: 'string',
      default: '',
      description:
        "Other hosts, separated by spaces, that the list of companies can name. By default, only SmartConnect's own hosts and the host of the login URL are accepted.",
    },
    {
      displayName: 'Company ID',
      name: 'companyId',
      type: 'string',
      default: '',
      description: 'Only if the user has more than one company',
    },
    {
      displayName: 'List of Companies',
      name: 'listCompanies',
      type: 'options',
      options: [
        { name: 'GetCompanyList', value: 'GetCompanyList' },
        { name: 'v1/companies', value: 'v1/companies' },
      ],
      default: 'v1/companies',
      description: 'The endpoint that lists the companies. GetCompanyList needs the API URL.',
    },
    {
      displayName: 'Key Pin',
      name: 'pin',
      type: 'string',
      default: '',
      description: 'Fingerprint of the public key. Any other key is refused.',
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
      description: 'The charset of the password before encryption',
    },
    {
      displayName: 'Client Name',
      name: 'clientName',
      type: 'string',
      default: '',
      description: 'Client name to send with the request for the list of companies',
    },
    {
      displayName: 'IP Address',
      name: 'ipAddress',
      type: 'string',
      default: '',
      description: 'IP address to send with the request for the list of companies',
    },
    ORIGINS,
    SESSION,
  ];

  preAuthentication = preAuthenticationOf('smartconnect');

  authenticate = authenticateOf('smartconnect');
}
