/** What the playground asks for: the fields of each vendor's profile, and a switch for each place that a document leaves open. */
import { type Vendor, vendors } from 'credwire';

/** A field to type into. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** What it holds at first. */
  readonly example: string;
  readonly isSecret: boolean;
  readonly isOptional: boolean;
  readonly isLong: boolean;
  readonly hint: string;
}

/** One of several readings of a document. */
export interface Choice {
  readonly name: string;
  readonly label: string;
  /** The first is the default. */
  readonly values: readonly string[];
  /** What the document says, so why there's a choice. */
  readonly source: string;
}

/** What the playground asks for, for one vendor. */
export interface Form {
  readonly id: Vendor;
  readonly name: string;
  readonly fields: readonly Field[];
  readonly choices: readonly Choice[];
}

type Known = Partial<Pick<Field, 'label' | 'example' | 'hint' | 'isSecret' | 'isOptional' | 'isLong'>>;

const KEY_OF_DOCUMENT =
  '<RSAKeyValue><Modulus>vYofWQ63vYJZTB/EW4NT5LMlfiB5LftMMQSbJgFHvfE+Z8AXnCLNplBByGLWBLMolSwJZjJdUN5gLF0V/Q9aVwOK5GWAezt8' +
  'IPwMYqAgwQ2btnlhrsKLkKoTtogGj9MYz9briYn/DHZlW56aOYvwSoz1LYhnoja59cG2UvIXxVE=</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>';

/** What a profile doesn't say about a field: a label for people, and an example. */
const KNOWN: Readonly<Record<Vendor, Readonly<Record<string, Known>>>> = {
  ifactory: {
    baseUrl: { label: 'Base URL', example: 'https://mes.example:60200', hint: 'Without /api/tokens' },
    userLogin: { label: 'User login', example: 'demo' },
    password: { label: 'Password', example: 'P@ss+word/=1' },
    key: {
      label: 'AES key',
      isSecret: true,
      isOptional: true,
      hint: '16 bytes in Base64. Leave it empty for the document’s.',
    },
    iv: {
      label: 'Initialization vector',
      isSecret: true,
      isOptional: true,
      hint: '16 bytes in Base64. Leave it empty for the document’s.',
    },
  },
  idscan: {
    baseUrl: { label: 'Base URL', example: 'https://idscan.example' },
    username: { label: 'User name', example: 'psc' },
    password: { label: 'Password', example: 'p+ss/word=1&' },
  },
  jacada: {
    baseUrl: { label: 'Base URL', example: 'https://jacada.example' },
    accountId: { label: 'Account', example: '12345678' },
    user: { label: 'User', example: 'demo.user@example.com' },
    password: { label: 'Password', example: 'P@ss+word/=1' },
    prefixLength: {
      label: 'Prefix length',
      example: '13',
      hint: '0 to 1024. The document doesn’t say: ask the administrator.',
    },
    applicationName: { label: 'Application name', hint: 'In the document’s template, but not in its example' },
    version: { label: 'Version', hint: 'Defaults to 1' },
  },
  bex: {
    baseUrl: { label: 'Base URL', hint: 'Defaults to https://api.bex.co.za' },
    username: { label: 'User name', example: 'user123' },
    password: { label: 'Password', example: 'p+ss"word=1' },
  },
  smartconnect: {
    email: { label: 'Email', example: 'demo.user@example.com' },
    password: { label: 'Password', example: 'p+ss/word=1' },
    companyId: { label: 'Company', example: '72b01219' },
    apiUrl: { label: 'API', example: 'api.smartconnect.com/API', hint: 'As the list of companies names it' },
    loginUrl: { label: 'Login service', hint: 'Defaults to https://login.smartconnect.com' },
    pin: { label: 'Key pin', hint: 'RFC 7638 thumbprint or RFC 7469 pin. Leave it empty to accept any key.' },
    key: {
      label: 'Public key',
      example: KEY_OF_DOCUMENT,
      isLong: true,
      hint: 'RSAKeyValue, as the vendor sends it. This one is from the document.',
    },
    clientId: { label: 'Client ID', example: 'app' },
    clientSecret: { label: 'Client secret', example: 'hush', isSecret: true },
  },
};

/** Fields that a profile leaves out, because a program gets them from elsewhere. */
const MORE: Readonly<Partial<Record<Vendor, readonly string[]>>> = {
  ifactory: ['key', 'iv'],
  smartconnect: ['key', 'clientId', 'clientSecret'],
};

const PLAIN_HTTP: Choice = {
  name: 'allowInsecureHttp',
  label: 'Plain HTTP',
  values: ['refuse', 'allow'],
  source: 'The documents’ examples use http://, which lets anyone on the network read the password.',
};

const CHOICES: Readonly<Record<Vendor, readonly Choice[]>> = {
  ifactory: [
    {
      name: 'charset',
      label: 'Charset of the password',
      values: ['utf-8', 'utf-16le'],
      source:
        'Establish Connection doesn’t name one. The vendor’s C# sample uses Encoding.UTF8; .NET’s Encoding.Unicode is UTF-16LE.',
    },
    PLAIN_HTTP,
  ],
  idscan: [
    {
      name: 'area',
      label: 'Area',
      values: ['scanning', 'investigation'],
      source: 'Authentication: Parameters. A token is valid for uploads (scanning) or for retrievals (investigation).',
    },
    {
      name: 'lowerCaseUsername',
      label: 'User name in lower case',
      values: ['no', 'yes'],
      source:
        'Authentication: Parameters says “key and value should be lower case”, which may only mean that case matters.',
    },
    {
      name: 'usernameKey',
      label: 'Name of the user field',
      values: ['username', 'userName', 'UserName'],
      source: 'The parameter table says UserName, and next to it that keys are lower-case.',
    },
    {
      name: 'loginFormType',
      label: 'login-form-type',
      values: ['not sent', 'pwd'],
      source: 'Not in the document; some published clients send it.',
    },
    PLAIN_HTTP,
  ],
  jacada: [
    {
      name: 'charset',
      label: 'Charset under the Base64',
      values: ['utf-8', 'latin1', 'ascii'],
      source: 'Authentication Request doesn’t name one; Java’s default at the time was the platform’s charset.',
    },
    PLAIN_HTTP,
  ],
  bex: [
    {
      name: 'transport',
      label: 'Send credentials in',
      values: ['json', 'query'],
      source: 'Login: Transportation allows both. A JSON body keeps them out of URLs and their logs.',
    },
    {
      name: 'method',
      label: 'Method',
      values: ['POST', 'GET'],
      source: 'Login: Transportation recommends POST. GET only works with the query.',
    },
    {
      name: 'usernameKey',
      label: 'Name of the user field',
      values: ['username', 'userName'],
      source: 'username in the table and the JSON, userName in newer query samples.',
    },
    {
      name: 'preferAlternateToken',
      label: 'Alternate token',
      values: ['no', 'yes'],
      source: 'Login, newer editions: the only token that works for downloads.',
    },
    PLAIN_HTTP,
  ],
  smartconnect: [
    {
      name: 'api',
      label: 'Which API',
      values: ['GetToken', 'REST'],
      source: 'Authentication: GetToken; the newer “SmartConnect REST API” uses /token, as in OAuth 2.0.',
    },
    {
      name: 'charset',
      label: 'Charset of the password',
      values: ['utf-8', 'latin1', 'ascii'],
      source: 'Password Encryption: the Python sample uses UTF-8, one C# sample ASCII, the JavaScript sample Latin-1.',
    },
  ],
};

function fieldOf(id: Vendor, name: string, isSecret: boolean, isOptional: boolean): Field {
  const { label = name, example = '', hint = '', isLong = false, ...own } = KNOWN[id][name] ?? {};
  return {
    name,
    label,
    example,
    hint,
    isLong,
    isSecret: own.isSecret ?? isSecret,
    isOptional: own.isOptional ?? isOptional,
  };
}

function formOf(id: Vendor): Form {
  const { name, fields } = vendors[id].profile;
  const choices = CHOICES[id];
  const typed = fields.filter((field) => !choices.some((choice) => choice.name === field.name));
  const more = MORE[id] ?? [];
  return {
    id,
    name,
    choices,
    fields: [
      ...typed.map((field) => fieldOf(id, field.name, field.secret, !field.required)),
      ...more.map((field) => fieldOf(id, field, false, false)),
    ],
  };
}

/** Every vendor's form. */
export const FORMS: Readonly<Record<Vendor, Form>> = {
  ifactory: formOf('ifactory'),
  idscan: formOf('idscan'),
  jacada: formOf('jacada'),
  bex: formOf('bex'),
  smartconnect: formOf('smartconnect'),
};

/** Every vendor, in the order of the registry. */
export const VENDORS = Object.keys(FORMS) as readonly Vendor[]; // the keys of the table above

/** What is typed and chosen for one vendor. */
export interface Entries {
  /** Text of each field. */
  readonly fields: Readonly<Record<string, string>>;
  /** Value of each choice. */
  readonly choices: Readonly<Record<string, string>>;
}

/** The examples and the defaults. */
export const firstEntries = (id: Vendor): Entries => ({
  fields: Object.fromEntries(FORMS[id].fields.map(({ name, example }) => [name, example])),
  choices: Object.fromEntries(FORMS[id].choices.map(({ name, values }) => [name, values[0] ?? ''])),
});

const ONLY_REST = ['clientId', 'clientSecret'];
const NOT_REST = ['companyId', 'loginUrl', 'pin', 'key', 'charset'];

/** Whether a field or a choice matters for what is chosen. */
export function isAsked(id: Vendor, name: string, { choices }: Entries): boolean {
  if (id !== 'smartconnect') return true;
  return !(choices.api === 'REST' ? NOT_REST : ONLY_REST).includes(name);
}
