/** The fields that the credentials have in common. */
import type { INodeProperties } from 'n8n-workflow';

/** The password. */
export const PASSWORD: INodeProperties = {
  displayName: 'Password',
  name: 'password',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  required: true,
  description: 'Used exactly as you type it. If it begins with an equals sign, n8n treats it as an expression.',
};

/** Allows plain HTTP. */
export const PLAIN_HTTP: INodeProperties = {
  displayName: 'Allow Plain HTTP',
  name: 'allowInsecureHttp',
  type: 'boolean',
  default: false,
  description:
    'Whether to allow an http:// base URL on a host other than this machine. Anyone on the network can then read the password.',
};

/** Where else the token can go. */
export const ORIGINS: INodeProperties = {
  displayName: 'Other Origins',
  name: 'origins',
  type: 'string',
  default: '',
  placeholder: 'e.g. https://files.example.com',
  description:
    'Other origins that can receive the token, separated by spaces. By default the token only goes to the server that issued it.',
};

/** The kept session, which n8n fills in. */
export const SESSION: INodeProperties = {
  displayName: 'Session',
  name: 'sessionToken',
  type: 'hidden',
  typeOptions: { expirable: true, password: true },
  default: '',
};
