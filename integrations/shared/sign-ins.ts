/** The sign-ins that the kits offer: the five vendors, SmartConnect by either protocol, and the options of each. */
import { bex, idscan, ifactory, jacada, type SessionOf, type SignIn, smartconnect } from 'credwire';

/** How to read an option from a tool's variable, which is always text. */
export type Kind = 'text' | 'flag' | 'number' | 'list';

/** A request in a sign-in, recognized by the end of its path. */
export interface Step {
  readonly name: string;
  readonly path: RegExp;
}

/** Options that can't be variables: functions, and the time. */
type Unwritable = 'random' | 'modPow' | 'now' | 'choose';
type KeysOf<T> = T extends unknown ? keyof T : never;
// A missing name, or one that the vendor's function doesn't know, doesn't compile.
type Kinds<F extends (options: never) => unknown> = Readonly<
  Record<Exclude<KeysOf<Parameters<F>[0]>, Unwritable>, Kind>
>;

const IFACTORY: Kinds<typeof ifactory.signIn> = {
  baseUrl: 'text',
  userLogin: 'text',
  password: 'text',
  key: 'text',
  iv: 'text',
  charset: 'text',
  allowInsecureHttp: 'flag',
};

const IDSCAN: Kinds<typeof idscan.signIn> = {
  baseUrl: 'text',
  username: 'text',
  password: 'text',
  area: 'text',
  lowerCaseUsername: 'flag',
  usernameKey: 'text',
  loginFormType: 'text',
  allowInsecureHttp: 'flag',
};

const JACADA: Kinds<typeof jacada.signIn> = {
  baseUrl: 'text',
  applicationName: 'text',
  version: 'text',
  accountId: 'text',
  user: 'text',
  password: 'text',
  prefixLength: 'number',
  charset: 'text',
  allowInsecureHttp: 'flag',
};

const BEX: Kinds<typeof bex.signIn> = {
  baseUrl: 'text',
  username: 'text',
  password: 'text',
  transport: 'text',
  method: 'text',
  preferAlternateToken: 'flag',
  usernameKey: 'text',
  allowInsecureHttp: 'flag',
};

const SMARTCONNECT: Kinds<typeof smartconnect.signIn> = {
  loginUrl: 'text',
  apiUrl: 'text',
  apiHosts: 'list',
  email: 'text',
  password: 'text',
  companyId: 'text',
  listCompanies: 'text',
  pin: 'text',
  charset: 'text',
  clientName: 'text',
  ipAddress: 'text',
};

const SMARTCONNECT_REST: Kinds<typeof smartconnect.restSignIn> = {
  apiUrl: 'text',
  username: 'text',
  password: 'text',
  clientId: 'text',
  clientSecret: 'text',
};

/** The part of any vendor's module that a kit uses. */
export interface AnyVendor {
  readonly profile: { readonly id: string };
  readonly signIn: (options: never) => SignIn<SessionOf<string>>;
  readonly authorize: <R extends { readonly url: string; readonly headers?: Readonly<Record<string, string>> }>(
    request: R,
    session: SessionOf<string>,
    options?: object,
  ) => { readonly url: string; readonly headers: Readonly<Record<string, string>> };
  readonly isSessionOver: typeof bex.isSessionOver;
}

/** One way to sign in. */
export interface SignInWay {
  readonly vendor: AnyVendor;
  readonly begin: (options: Readonly<Record<string, unknown>>) => SignIn<SessionOf<string>>;
  readonly options: Readonly<Record<string, Kind>>;
  readonly steps: readonly Step[];
  /** Whether it needs random bytes. */
  readonly isRandom: boolean;
}

const TOKEN: readonly Step[] = [{ name: 'token', path: /^/ }];

const KEY_THEN_TOKEN: readonly Step[] = [
  { name: 'publicKey', path: /\/public-key$/i },
  { name: 'companies', path: /\/(?:companies|GetCompanyList)$/i },
  { name: 'token', path: /\/GetToken$/i },
];

function way(
  vendor: object,
  begin: (options: never) => SignIn<SessionOf<string>>,
  options: Readonly<Record<string, Kind>>,
  { steps = TOKEN, isRandom = false }: Partial<Pick<SignInWay, 'steps' | 'isRandom'>> = {},
): SignInWay {
  // Each vendor's functions check their arguments, so the types don't need to say which vendor it is.
  return { vendor: vendor as AnyVendor, begin: begin as SignInWay['begin'], options, steps, isRandom };
}

/** Every way to sign in. Its name is the prefix of its variables: `bex_username`, `smartconnectRest_apiUrl`. */
export const SIGN_INS = {
  ifactory: way(ifactory, ifactory.signIn, IFACTORY),
  idscan: way(idscan, idscan.signIn, IDSCAN),
  jacada: way(jacada, jacada.signIn, JACADA, { isRandom: true }),
  bex: way(bex, bex.signIn, BEX),
  smartconnect: way(smartconnect, smartconnect.signIn, SMARTCONNECT, { steps: KEY_THEN_TOKEN, isRandom: true }),
  smartconnectRest: way(smartconnect, smartconnect.restSignIn, SMARTCONNECT_REST),
} as const satisfies Readonly<Record<string, SignInWay>>;

/** The name of a way to sign in. */
export type SignInId = keyof typeof SIGN_INS;

/** The options that are set, converted to the types that the vendor's function takes. An empty variable isn't set. */
export function readSignInOptions(way: SignInWay, read: (name: string) => unknown): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(way.options)) {
    const value = read(name);
    if (value !== undefined && value !== null && value !== '') options[name] = convert(kind, value);
  }
  return options;
}

// A value that can't be converted stays as it is, so that the vendor's function says what it expects.
function convert(kind: Kind, value: unknown): unknown {
  if (typeof value !== 'string') return kind === 'text' && typeof value === 'number' ? String(value) : value;
  if (kind === 'flag') return value === 'true' ? true : value === 'false' ? false : value;
  if (kind === 'number') return /^\d+$/.test(value) ? Number(value) : value;
  return kind === 'list' ? listOf(value) : value;
}

/** The items of a list that is separated by commas or whitespace. */
export function listOf(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}
