/** Lets the user pick one of several SmartConnect companies on a terminal. */
import type { Company } from '../vendors/smartconnect/companies.js';
import type { SignInOptions } from '../vendors/smartconnect/sign-in.js';
import { namedFetch } from './fetch.js';
import type { Io } from './io.js';

/** The companies that fit; thrown to leave a sign-in before it asks for a token. */
class Companies extends Error {
  constructor(readonly list: readonly Company[]) {
    super('several companies fit');
  }
}

/** Fetches the companies, lets the user pick one, and returns the options that name it. */
export async function chooseCompany(
  io: Io,
  options: Readonly<Record<string, unknown>>,
  timeout: number,
): Promise<Readonly<Record<string, unknown>>> {
  const [{ signIn }, { run }, { viaFetch }, { pick }] = await Promise.all([
    import('../vendors/smartconnect.js'),
    import('../http/run.js'),
    import('../clients/fetch.js'),
    import('./prompts.js'),
  ]);
  const choose = (companies: readonly Company[]): never => {
    throw new Companies(companies);
  };
  // The library checks the options; they are what the user gave.
  const flow = signIn({ ...(options as unknown as SignInOptions), choose });
  const found = await run(flow, viaFetch(namedFetch, { timeout })).catch((error: unknown) => {
    if (error instanceof Companies) return error.list;
    throw error;
  });
  if (!Array.isArray(found)) return {}; // only one company is left by now
  const companies = found as readonly Company[];
  const at = await pick(
    io,
    'Company',
    companies.map(({ name, id, role, expired }, index) => ({
      value: String(index),
      label: name,
      hint: [id, role, expired ? 'subscription expired' : undefined].filter(Boolean).join(', '),
    })),
  );
  const { id, apiUrl } = companies[Number(at)] as Company; // pick returns a value that it was given
  return { companyId: id, ...((options.apiUrl ?? apiUrl) ? { apiUrl: options.apiUrl ?? apiUrl } : {}) };
}
