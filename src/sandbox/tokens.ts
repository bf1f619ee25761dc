/** Tokens that a sandbox issues, recognizes, expires and revokes. They are derived and never stored. */
import { sameDigest } from '../core/bytes.js';
import { digestOf, findAccount, tokenOf } from './digests.js';
import type { Lifetime } from './handler.js';

/** A token, and the other secrets that a call must send with it. */
export interface Issued {
  readonly token: string;
  readonly companions: readonly string[];
}

/** The tokens of one kind. */
export interface Tokens<G> {
  /** The token for a grant, issued now, and the secrets that go with it. */
  issue(grant: G): Issued;
  /**
   * The grant that a token is for, with the secrets that go with it; `undefined` if it isn't valid, or not any more.
   */
  find(token: string, ...companions: readonly string[]): G | undefined;
  /** From now on, no token is valid that was issued before. */
  revoke(): void;
}

/** How tokens are derived. */
export interface TokenOptions<G> {
  readonly seed: string;
  /** Anything that a token can stand for. */
  readonly grants: readonly G[];
  /** What distinguishes one grant from the others. */
  readonly partsOf: (grant: G) => readonly string[];
  /** `undefined` if tokens don't expire. */
  readonly lifetime: Lifetime | undefined;
  /** Other secrets that a call must send with the token. */
  readonly companionsOf?: (token: string) => readonly string[];
  /** The vendor's format for a token that expires. */
  readonly dress?: (token: string, issuedAt: number, endsAt: number) => string;
}

/** Makes tokens of one kind. A token that expires contains its time of issue, after a hash that covers this time. */
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

  let known = endless(); // hashed before any request, so that a successful sign-in takes no longer
  return {
    issue(grant) {
      if (lifetime !== undefined) return issued(tokenAt(grant, Math.floor(lifetime.now()), lifetime));
      return known.find((one) => one.grant === grant) as Issued; // a grant is one of those that were passed
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
