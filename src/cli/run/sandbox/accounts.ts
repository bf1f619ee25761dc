/** The accounts of the sandboxes: from a file, or generated. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { nearest } from '../../../core/check.js';
import { isObject } from '../../../core/json.js';
import type { Vendor } from '../../../vendors/index.js';
import { usageError } from '../../exit.js';
import { decodeUtf8 } from '../../input.js';
import type { Io } from '../../io.js';
import { VENDORS } from '../../vendor-options.js';

const MOST_BYTES = 16_777_216;

/** Letters and digits that look different from each other and have no meaning in a shell. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** What a sandbox is told, but for what the command line says. */
export interface VendorAccounts {
  /** Accounts as the vendor's sandbox takes them; it checks them. */
  readonly accounts: readonly unknown[];
  /** Further options of the vendor's sandbox, such as `key` or `prefixLength`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether the passwords were made here, so that the user must be told them. */
  readonly isGenerated: boolean;
}

/** The names that each vendor's account has, in the order of its sign-in options. */
export const ACCOUNT_NAMES: Readonly<Record<Vendor, readonly string[]>> = {
  ifactory: ['userLogin'],
  idscan: ['username'],
  jacada: ['accountId', 'user'],
  bex: ['username'],
  smartconnect: ['email'],
};

const GENERATED: Readonly<Record<Vendor, object>> = {
  ifactory: { userLogin: 'demo' },
  idscan: { username: 'demo' },
  jacada: { accountId: 'demo-account', user: 'demo' },
  bex: { username: 'demo' },
  smartconnect: { email: 'demo@example.com', companies: [{ id: 'demo-company', name: 'Demo Company' }] },
};

/** One account with a password that nobody knows yet. */
export function generated(vendor: Vendor, random: (length: number) => Uint8Array): VendorAccounts {
  // 16 of 54 characters: 92 bits. Bytes that would make some characters likelier are dropped.
  let password = '';
  while (password.length < 16) {
    for (const byte of random(16 - password.length)) {
      if (byte < 4 * ALPHABET.length) password += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return { accounts: [{ ...GENERATED[vendor], password }], options: {}, isGenerated: true };
}

/**
 * Reads the accounts of a file: `{ "bex": [{ "username": …, "password": … }] }`. Instead of the list, there
 * can be an object: `{ "accounts": […], "key": … }`, with the options of that vendor's sandbox.
 */
export async function accountsFrom(io: Io, given: string): Promise<ReadonlyMap<Vendor, VendorAccounts>> {
  const path = resolve(io.cwd, given);
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw usageError(`--accounts: expected a file of at most ${MOST_BYTES} bytes, got ${size}`);
  const text = decodeUtf8('--accounts', await readFile(path));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw usageError("--accounts: the file isn't JSON"); // the parser's words quote the text
  }
  if (!isObject(json) || Array.isArray(json)) {
    throw usageError('--accounts: expected { "bex": [{ "username": …, "password": … }], … }', 'ERR_ARGUMENT_TYPE');
  }
  const found = new Map<Vendor, VendorAccounts>();
  for (const [name, value] of Object.entries(json)) {
    const vendor = VENDORS.find((id) => id === name);
    if (vendor === undefined) {
      const near = nearest(name, VENDORS);
      const hint = near ? `did you mean "${near}"?` : `expected ${VENDORS.join(', ')}`;
      throw usageError(`--accounts: the file has an unknown vendor; ${hint}`, 'ERR_UNKNOWN_OPTION');
    }
    found.set(vendor, accountsOf(vendor, value));
  }
  return found;
}

type Given = Readonly<Record<string, unknown>>; // an object's members, not yet looked at

function accountsOf(vendor: Vendor, value: unknown): VendorAccounts {
  const isList = Array.isArray(value);
  const { accounts, ...options } = (isObject(value) && !isList ? value : { accounts: value }) as Given;
  if (Array.isArray(accounts)) return { accounts, options, isGenerated: false };
  throw usageError(`--accounts: "${vendor}": expected a list of accounts`, 'ERR_ARGUMENT_TYPE');
}
