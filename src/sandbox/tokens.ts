/** Tokens that a sandbox issues, knows again, lets expire and revokes. They are derived and never stored. */
import { sameDigest } from '../core/bytes.js';
import { digestOf, findAccount, tokenOf } from './digests.js';
import type { Lifetime } from './handler.js';

/** A token, and the further secrets that a call must hold beside it. */
export interface Issued {
  readonly token: string;
  readonly companions: readonly string[];
}

/** The tokens of one kind. */
export interface Tokens<G> {
  /** The token of a grant, issued now, and the secrets that go with it. */
  issue(grant: G): Issued;
  /** The grant whose token this is, with the secrets that go with it; `undefined` where it is not good, or no longer. */
  find(token: string, ...companions: readonly string[]): G | undefined;
  /** From now on no token is good that was issued before. */
  revoke(): void;
}

/** How tokens are derived. */
export interface TokenOptions<G> {
  readonly seed: string;
  /** Whatever a token can stand for. */
  readonly grants: readonly G[];
  /** What tells one grant from the others. */
  readonly partsOf: (grant: G) => readonly string[];
  /** `undefined` where tokens have no end. */
  readonly lifetime: Lifetime | undefined;
  /** Further secrets that a call must hold beside the token. */
  readonly companionsOf?: (token: string) => readonly string[];
  /** The vendor's shape of a token that has an end. */
  readonly dress?: (token: string, issuedAt: number, endsAt: number) => string;
}

/** Makes tokens of one kind. One that has an end holds its time of issue, behind a hash that covers that time. */
export function makeTokens<G>(options: TokenOptions<G>): Tokens<G> {
  const { seed, grants, partsOf, lifetime, companionsOf = () => [], dress = (token) => token } = options;
  let revoked = 0;

  const plainToken = (grant: G, ...more: readonly string[]) => {
    const era = revoked === 0 ? [] : [`revoked ${revoked}`];
    return tokenOf(seed, ...partsOf(grant), ...era, ...more);
  };
  const tokenAt = (grant: G, issuedAt: number, { tokenLife }: Lifetime) =>
    dress(`${plainToken(grant, `${issuedAt}`)}_${issuedAt}`, issuedAt, issuedAt + tokenLife);
  const issued = (token: string): Issued => ({ token, companions: companionsOf(token) });
  const withDigests = (make: (grant: G) => string) =>
    grants.map((grant) => {
      const { token, companions } = issued(make(grant));
      return { grant, token, companions, digest: digestOf(token, ...companions) };
    });
  const endless = () => (lifetime === undefined ? withDigests((grant) => plainToken(grant)) : []);

  let known = endless(); // hashed before any request, so that a sign-in takes no longer where it succeeds
  return {
    issue(grant) {
      if (lifetime !== undefined) return issued(tokenAt(grant, Math.floor(lifetime.now()), lifetime));
      return known.find((one) => one.grant === grant) as Issued; // a grant is one of those that were given
    },
    find(token, ...companions) {
      const given = digestOf(token, ...companions);
      if (lifetime === undefined) return findAccount(known, ({ digest }) => sameDigest(given, digest))?.grant;
      const issuedAt = Number(/_(-?\d{1,16})$/.exec(token)?.[1] ?? 0);
      const then = withDigests((grant) => tokenAt(grant, issuedAt, lifetime));
      const found = findAccount(then, ({ digest }) => sameDigest(given, digest))?.grant;
      return lifetime.now() < issuedAt + lifetime.tokenLife ? found : undefined;
    },
    revoke() {
      revoked++;
      known = endless();
    },
  };
}
