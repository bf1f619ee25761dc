/** The sign-in options of each vendor, on the command line, in the environment and in a profile. */
import type { Vendor } from '../vendors/index.js';

/** An option that a user can pass. */
export interface OptionSpec {
  /** Name in the library; in kebab case it is the option's, in upper case with `CREDWIRE_` the variable's. */
  readonly name: string;
  /** The type of its value. */
  readonly kind: 'text' | 'number' | 'flag' | 'list' | 'secret';
  /** What to put in help for its value. */
  readonly value?: string;
  /** The values that it may have; of several, the first is the default unless a sign-in needs the option. */
  readonly choices?: readonly string[];
  /** What it is, in a few words. */
  readonly help: string;
  /** For a secret, when it's used. */
  readonly onlyIf?: string;
  /** Whether a sign-in needs it; if missing, the user is asked on a terminal. */
  readonly needed?: boolean;
}

const text = (name: string, value: string, help: string): OptionSpec => ({ name, kind: 'text', value, help });
const needed = (name: string, value: string, help: string): OptionSpec => ({
  ...text(name, value, help),
  needed: true,
});
const choice = (name: string, choices: readonly string[], help: string): OptionSpec => ({
  ...text(name, 'choice', help),
  choices,
});

const BASE_URL = needed('baseUrl', 'url', "address of the vendor's server");
const PASSWORD: OptionSpec = { name: 'password', kind: 'secret', help: 'the password', needed: true };
const INSECURE: OptionSpec = {
  name: 'allowInsecureHttp',
  kind: 'flag',
  help: 'send credentials over plain HTTP to a host other than this machine',
};

/** The options of each vendor, in the order in which they are asked for. */
export const VENDOR_OPTIONS: Readonly<Record<Vendor, readonly OptionSpec[]>> = {
  ifactory: [
    BASE_URL,
    needed('userLogin', 'name', "the user's login"),
    PASSWORD,
    { name: 'key', kind: 'secret', help: 'the AES key', onlyIf: 'if your installation has its own' },
    { name: 'iv', kind: 'secret', help: 'the initialization vector', onlyIf: 'if your installation has its own' },
    choice('charset', ['utf-8', 'utf-16le'], 'charset of the password'),
    INSECURE,
  ],
  idscan: [
    BASE_URL,
    needed('username', 'name', "the user's name"),
    PASSWORD,
    { ...choice('area', ['scanning', 'investigation'], 'what the session is for'), needed: true },
    { name: 'lowerCaseUsername', kind: 'flag', help: 'write the user name in lower case' },
    choice('usernameKey', ['username', 'userName', 'UserName'], 'name of the field for the user name'),
    choice('loginFormType', ['pwd'], 'send loginFormType, which some installations require'),
    INSECURE,
  ],
  jacada: [
    BASE_URL,
    needed('accountId', 'id', 'the account'),
    needed('user', 'name', "the user's name"),
    PASSWORD,
    text('applicationName', 'name', 'the application'),
    text('version', 'version', 'version of the API'),
    { name: 'prefixLength', kind: 'number', value: 'n', help: 'random letters before the password' },
    choice('charset', ['utf-8', 'latin1', 'ascii'], 'charset of user name and password'),
    INSECURE,
  ],
  bex: [
    text('baseUrl', 'url', 'address of the API (default: https://api.bex.co.za)'),
    needed('username', 'name', "the user's name"),
    PASSWORD,
    choice('transport', ['json', 'query'], 'where the credentials go'),
    choice('method', ['POST', 'GET'], 'the method of the sign-in'),
    { name: 'preferAlternateToken', kind: 'flag', help: 'ask for the alternate token' },
    choice('usernameKey', ['username', 'userName'], 'name of the field for the user name'),
    INSECURE,
  ],
  smartconnect: [
    needed('email', 'address', "the user's e-mail address"),
    PASSWORD,
    text('companyId', 'id', 'the company (default: the only one, or your choice on a terminal)'),
    text('apiUrl', 'url', "address of the company's API"),
    text('loginUrl', 'url', 'address of the login service (default: https://login.smartconnect.com)'),
    { name: 'apiHosts', kind: 'list', value: 'host', help: 'one more host to trust as an API; may be repeated' },
    choice('listCompanies', ['v1/companies', 'GetCompanyList'], 'where to ask for the companies'),
    text('pin', 'pin', 'hash of the expected public key'),
    choice('charset', ['utf-8', 'latin1', 'ascii'], 'charset of the password'),
    text('clientName', 'name', 'name of the calling program'),
    text('ipAddress', 'address', 'address of the calling machine'),
    text('username', 'name', 'user name for the REST API, with --client-id'),
    text('clientId', 'id', 'client ID; signs in to the REST API'),
    { name: 'clientSecret', kind: 'secret', help: 'the client secret for the REST API' },
  ],
};

/** Defaults for help of the options without choices. */
const DEFAULTS: Partial<Readonly<Record<Vendor, Readonly<Record<string, string>>>>> = {
  jacada: { version: '1', prefixLength: '13' },
  smartconnect: { clientName: 'credwire', ipAddress: '127.0.0.1' },
};

/** What help says of an option where it means something else than in a sign-in, by command. */
const IN_COMMANDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  explain: { companyId: 'the company; needed' },
  diagnose: {
    companyId: "the company; any if it's left out",
    apiUrl: "address of the company's API; any if it's left out",
  },
  request: { companyId: 'the company; with --api-url, the request is the one for the token' },
};

/** What help says of an option: what it's for, and its default. */
export function helpOf(command: string, vendor: Vendor, { name, help, choices = [], needed }: OptionSpec): string {
  const words = (vendor === 'smartconnect' && IN_COMMANDS[command]?.[name]) || help;
  // A single choice stands for something that isn't sent by default.
  const fallback = DEFAULTS[vendor]?.[name] ?? (choices.length > 1 && !needed ? choices[0] : undefined);
  return fallback === undefined ? words : `${words} (default: ${fallback})`;
}

/** The vendors by name, for help. */
export const VENDOR_NAMES: Readonly<Record<Vendor, string>> = {
  ifactory: 'iFactory (Jabil MES)',
  idscan: 'GBG IDscan Enterprise',
  jacada: 'Jacada Interaction Server',
  bex: 'BEX',
  smartconnect: 'eOne SmartConnect',
};

/** Every vendor's id. */
export const VENDORS = Object.keys(VENDOR_OPTIONS) as readonly Vendor[];

/** `baseUrl` → `base-url`. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `baseUrl` → `CREDWIRE_BASE_URL`. */
export const variable = (name: string): string => `CREDWIRE_${kebab(name).replaceAll('-', '_').toUpperCase()}`;

/** What a sign-in of this vendor needs: SmartConnect's REST API asks for other things than its login service. */
export function neededBy(vendor: Vendor, given: Readonly<Record<string, unknown>>): readonly OptionSpec[] {
  const isRest = vendor === 'smartconnect' && given.clientId !== undefined;
  if (!isRest) return VENDOR_OPTIONS[vendor].filter((spec) => spec.needed);
  const names = ['apiUrl', 'username', 'password', 'clientSecret'];
  return VENDOR_OPTIONS[vendor].filter(({ name }) => names.includes(name));
}
