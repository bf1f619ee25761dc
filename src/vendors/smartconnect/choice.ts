/** Which of a user's companies a sign-in is for. */
import { InputError } from '../../core/errors.js';
import { forget } from '../../core/forget.js';
import type { Company } from './companies.js';

/** Picks one of several companies. */
export type Choose = (companies: readonly Company[]) => Company | string | undefined;

/** A company, and the address of its API: the caller's or the vendor's. @internal */
export interface Fitting {
  readonly company: Company;
  readonly where: string;
}

/** What the caller knows of the company. @internal */
export interface Known {
  readonly companyId: string | undefined;
  readonly where: string | undefined;
  readonly choose: Choose | undefined;
}

/**
 * The only company that matches, or the one that `choose` picks.
 *
 * @throws {@link InputError} `ERR_COMPANY_CHOICE`
 * @internal
 */
export function chooseCompany(owner: string, companies: readonly Company[], known: Known): Fitting {
  const { companyId, choose } = known;
  const listed = companies.filter(({ id }) => companyId === undefined || isSameId(id, companyId));
  const fitting = listed.flatMap((company) => {
    const where = known.where ?? company.apiUrl;
    return where === undefined ? [] : [{ company, where }];
  });
  const count = `${fitting.length} companies match`;
  const [first] = fitting;
  if (first === undefined) throw noChoice(owner, `${count}; ${howToFindOne(companies, listed)}`);
  if (isOne(fitting)) return first;
  if (choose === undefined) {
    const isOneId = fitting.every(({ company }) => isSameId(company.id, first.company.id));
    throw noChoice(owner, `${count}; pass ${isOneId ? '"apiUrl"' : '"companyId"'} or "choose"`);
  }
  const choice: unknown = choose(Object.freeze(fitting.map(({ company }) => company)));
  const byId = typeof choice === 'string' ? fitting.filter(({ company }) => isSameId(company.id, choice)) : [];
  const chosen = fitting.find(({ company }) => company === choice) ?? (isOne(byId) ? byId[0] : undefined);
  if (chosen !== undefined) return chosen;
  forget(choice); // an asynchronous "choose" is of no use
  throw noChoice(
    owner,
    byId.length === 0
      ? `${count}; "choose" returned none of them: expected one of the companies or its id, not a promise`
      : `${count}; "choose" returned an id that several companies with different APIs have: expected the company itself`,
  );
}

// GUIDs, which are case-insensitive.
function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

// Two products of a company are two entries; either will do if their API is the same.
function isOne(fitting: readonly Fitting[]): boolean {
  return fitting.every(({ company, where }) => company.id === fitting[0]?.company.id && where === fitting[0].where);
}

function howToFindOne(companies: readonly Company[], listed: readonly Company[]): string {
  if (companies.length === 0) return 'the user belongs to no company';
  if (listed.length > 0) return 'the list has no API for it: pass "apiUrl"';
  return 'none has this "companyId": list their ids with parseCompaniesResponse, or leave "companyId" out and use "choose"';
}

function noChoice(owner: string, words: string): InputError {
  return new InputError('ERR_COMPANY_CHOICE', `${owner}: ${words}`);
}
