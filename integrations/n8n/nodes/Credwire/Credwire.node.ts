import {
  type IDataObject,
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { messageOf, nodeError, runOperation, testOf } from '../../kit.js';

/** Signs in, makes calls with the kept session, and says why a sign-in fails. */
export class Credwire implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Credwire',
    name: 'credwire',
    icon: { light: 'file:../../icons/credwire.svg', dark: 'file:../../icons/credwire.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["vendor"] }}',
    description: 'Sign in to iFactory, IDscan, Jacada, BEX and SmartConnect, and call their APIs',
    defaults: { name: 'Credwire' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: 'credwireBexApi',
        required: true,
        testedBy: 'testBex',
        displayOptions: { show: { vendor: ['bex'] } },
      },
      {
        name: 'credwireIdscanApi',
        required: true,
        testedBy: 'testIdscan',
        displayOptions: { show: { vendor: ['idscan'] } },
      },
      {
        name: 'credwireIfactoryApi',
        required: true,
        testedBy: 'testIfactory',
        displayOptions: { show: { vendor: ['ifactory'] } },
      },
      {
        name: 'credwireJacadaApi',
        required: true,
        testedBy: 'testJacada',
        displayOptions: { show: { vendor: ['jacada'] } },
      },
      {
        name: 'credwireSmartconnectApi',
        required: true,
        testedBy: 'testSmartconnect',
        displayOptions: { show: { vendor: ['smartconnect'] } },
      },
      {
        name: 'credwireSmartconnectRestApi',
        required: true,
        testedBy: 'testSmartconnectRest',
        displayOptions: { show: { vendor: ['smartconnectRest'] } },
      },
    ],
    properties: [
      {
        displayName: 'Vendor',
        name: 'vendor',
        type: 'options',
        noDataExpression: true,
        options: [
          { name: 'BEX', value: 'bex' },
          { name: 'IDscan', value: 'idscan' },
          { name: 'iFactory', value: 'ifactory' },
          { name: 'Jacada', value: 'jacada' },
          { name: 'SmartConnect', value: 'smartconnect' },
          { name: 'SmartConnect REST', value: 'smartconnectRest' },
        ],
        default: 'bex',
      },
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        options: [
          {
            name: 'Call',
            value: 'call',
            action: 'Call the API of a vendor',
            description: 'Send a request with the saved session, signing in first if there is none or it has ended',
          },
          {
            name: 'Explain',
            value: 'explain',
            action: 'Explain why signing in fails',
            description: 'Compare a request of your own program with what the vendor expects. Nothing is sent.',
          },
          {
            name: 'Sign In',
            value: 'signIn',
            action: 'Sign in to a vendor',
            description: 'Sign in even if there is already a session, and output the new one',
          },
        ],
        default: 'call',
      },
      {
        displayName: 'Method',
        name: 'method',
        type: 'options',
        options: [
          { name: 'DELETE', value: 'DELETE' },
          { name: 'GET', value: 'GET' },
          { name: 'HEAD', value: 'HEAD' },
          { name: 'PATCH', value: 'PATCH' },
          { name: 'POST', value: 'POST' },
          { name: 'PUT', value: 'PUT' },
        ],
        default: 'GET',
        displayOptions: { show: { operation: ['call'] } },
      },
      {
        displayName: 'URL',
        name: 'url',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. https://api.bex.co.za/api/service/track',
        description: 'The whole URL. The token only goes to the server that issued it.',
        displayOptions: { show: { operation: ['call'] } },
      },
      {
        displayName: 'Body',
        name: 'body',
        type: 'string',
        typeOptions: { rows: 4 },
        default: '',
        description: 'The text to send. Leave it empty to send no body.',
        displayOptions: { show: { operation: ['call'], method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
      },
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add option',
        default: {},
        displayOptions: { show: { operation: ['call'] } },
        options: [
          {
            displayName: 'Content Type',
            name: 'contentType',
            type: 'string',
            default: 'application/json',
            description: 'The Content-Type header of the body',
          },
          {
            displayName: 'Headers',
            name: 'headers',
            type: 'fixedCollection',
            typeOptions: { multipleValues: true },
            placeholder: 'Add header',
            default: {},
            options: [
              {
                displayName: 'Header',
                name: 'header',
                values: [
                  { displayName: 'Name', name: 'name', type: 'string', default: '' },
                  { displayName: 'Value', name: 'value', type: 'string', default: '' },
                ],
              },
            ],
          },
          {
            displayName: 'Never Error',
            name: 'neverError',
            type: 'boolean',
            default: false,
            description: 'Whether to output the response instead of failing if its status is not 2xx',
          },
        ],
      },
      {
        displayName: 'Request',
        name: 'request',
        type: 'string',
        typeOptions: { rows: 8 },
        default: '',
        required: true,
        placeholder: "e.g. curl 'https://api.bex.co.za/api/service/login' -d '…'",
        description:
          'A curl command, a HAR entry, raw HTTP/1.1, a URL, or a fetch call as browsers copy it. n8n stores it in the execution data.',
        displayOptions: { show: { operation: ['explain'] } },
      },
      {
        displayName: 'Output the Token',
        name: 'withToken',
        type: 'boolean',
        default: false,
        description:
          'Whether to include the token in the output. It is as sensitive as a password, and n8n stores it in the execution data.',
        displayOptions: { show: { operation: ['signIn'] } },
      },
    ],
  };

  methods = {
    credentialTest: {
      testBex: testOf('bex'),
      testIdscan: testOf('idscan'),
      testIfactory: testOf('ifactory'),
      testJacada: testOf('jacada'),
      testSmartconnect: testOf('smartconnect'),
      testSmartconnectRest: testOf('smartconnectRest'),
    },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const results: INodeExecutionData[] = [];
    for (const [item] of this.getInputData().entries()) {
      try {
        const json: IDataObject = await runOperation(this, item);
        results.push({ json, pairedItem: { item } });
      } catch (error) {
        const shown = nodeError(this.getNode(), error, item);
        if (!this.continueOnFail()) throw shown;
        results.push({ json: { error: messageOf(shown) }, pairedItem: { item } });
      }
    }
    return [results];
  }
}
