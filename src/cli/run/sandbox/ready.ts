/** Prints addresses, accounts and command lines to paste when the sandboxes are ready. */
import type { Vendor } from '../../../vendors/index.js';
import { shown } from '../../exit.js';
import type { Io } from '../../io.js';
import { painter } from '../../style.js';
import { kebab } from '../../vendor-options.js';
import { ACCOUNT_NAMES, type VendorAccounts } from './accounts.js';

/** A sandbox that listens. */
export interface Running {
  readonly vendor: Vendor;
  readonly baseUrl: string;
  readonly accounts: VendorAccounts;
}

/** More would scroll the addresses away. */
const MOST_SHOWN = 5;

/** The option for the server's address. */
const urlName = (vendor: Vendor): string => (vendor === 'smartconnect' ? 'loginUrl' : 'baseUrl');

/** Lines for people. A password that was generated is shown, as nobody else knows it; one of a file isn't. */
export function textLines(io: Io, running: readonly Running[]): readonly string[] {
  const paint = painter(io, io.stdout);
  return running.flatMap(({ vendor, baseUrl, accounts }) => {
    const shownAccounts = accounts.accounts.slice(0, MOST_SHOWN);
    const left = accounts.accounts.length - shownAccounts.length;
    return [
      `${paint('bold', vendor)}  ${baseUrl}`,
      ...shownAccounts.map((account) => `  ${commandOf(vendor, baseUrl, account, accounts.isGenerated)}`),
      ...(left > 0 ? [`  … and ${left} more in your file`] : []),
      '',
    ];
  });
}

/** The same on one line for programs. */
export function jsonOf(running: readonly Running[]): string {
  const servers = running.map(({ vendor, baseUrl, accounts }) => ({
    vendor,
    baseUrl,
    accounts: accounts.accounts.map((account) => ({
      ...namesOf(vendor, account),
      ...(accounts.isGenerated ? { password: memberOf(account, 'password') } : {}),
    })),
  }));
  return JSON.stringify({ servers });
}

function commandOf(vendor: Vendor, baseUrl: string, account: unknown, withPassword: boolean): string {
  const options = Object.entries({
    [urlName(vendor)]: baseUrl,
    ...namesOf(vendor, account),
    ...(vendor === 'idscan' ? { area: 'scanning' } : {}),
  }).map(([name, value]) => `--${kebab(name)} ${quoted(value)}`);
  const password = withPassword ? `CREDWIRE_PASSWORD=${quoted(memberOf(account, 'password'))} ` : '';
  return `${password}npx credwire sign-in ${vendor} ${options.join(' ')}`;
}

function namesOf(vendor: Vendor, account: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(ACCOUNT_NAMES[vendor].map((name) => [name, memberOf(account, name)]));
}

function memberOf(account: unknown, name: string): string {
  return String((account as Readonly<Record<string, unknown>>)[name]); // the sandbox has checked it
}

/** A word of a POSIX shell: XCU 2.2.2, single quotes. */
function quoted(value: string): string {
  return /^[\w./:@%+,=-]+$/.test(value) ? value : `'${shown(value).replaceAll("'", "'\\''")}'`;
}
