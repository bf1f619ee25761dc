/** One row's sign-in, tried again if the server couldn't answer, but never after a refusal. */
import { viaFetch } from '../../../clients/fetch.js';
import { CredwireError } from '../../../core/errors.js';
import { run } from '../../../http/run.js';
import { moduleOf } from '../../../session/by-id.js';
import { beginSignIn, type LooseVendor } from '../../../session/vendor.js';
import type { Session, Vendor } from '../../../vendors/index.js';
import { EXIT, exitOf, shown } from '../../exit.js';
import { namedFetch } from '../../fetch.js';
import type { Io } from '../../io.js';
import { wordsOf } from '../../words.js';
import type { Wanted } from './columns.js';
import { type Pace, sleep } from './pace.js';

/** If a server asks for a longer wait, the row fails. */
const LONGEST_WAIT = 300_000;

const FIRST_WAIT = 500;

/** How to sign in. */
export interface Attempts {
  readonly vendor: Vendor;
  readonly timeout: number;
  readonly retries: number;
  readonly withSession: boolean;
  readonly pace: Pace;
}

/** The outcome of a row: members of its result, and whether trying again later could help. */
export interface Outcome {
  readonly ok: boolean;
  readonly exit: number;
  readonly retryable?: boolean;
  readonly [more: string]: unknown;
}

/** Signs a row in; `undefined` if the run was stopped before the request was sent. */
export async function attempt(io: Io, { options, secrets }: Wanted, how: Attempts): Promise<Outcome | undefined> {
  const module = (await moduleOf(how.vendor)) as LooseVendor<Session>; // each vendor's is one
  const send = viaFetch(namedFetch, { timeout: how.timeout });
  for (let tries = 0; ; tries++) {
    if (!(await how.pace.turn())) return undefined;
    try {
      const session = await run(beginSignIn(module, options, io.now), send);
      const { expiresAt } = session;
      return {
        ok: true,
        exit: EXIT.done,
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...shownSession(how, session),
      };
    } catch (error) {
      if (!CredwireError.isOurs(error)) throw error;
      const wait = error.retryAfter ?? FIRST_WAIT * 2 ** tries;
      if (!error.retryable || tries >= how.retries || wait > LONGEST_WAIT)
        return failure(error, secrets.scrub.bind(secrets), how.vendor);
      if (error.retryAfter !== undefined) how.pace.pause(wait);
      if (!(await sleep(wait, io.signal))) return undefined;
    }
  }
}

/** The members of a failed row's result, without secrets. */
export function failure(error: Error, scrub: (text: string) => string = (text) => text, vendor?: Vendor): Outcome {
  const ours = CredwireError.isOurs(error) ? error : undefined;
  const { vendorMessage } = error as { readonly vendorMessage?: string }; // errors that come from the vendor have it
  return {
    ok: false,
    exit: exitOf(error),
    ...(ours === undefined ? {} : { code: ours.code, retryable: ours.retryable }),
    message: shown(scrub(ours === undefined ? error.message : wordsOf(ours, { vendor, showsCauses: true }))),
    ...(vendorMessage === undefined ? {} : { vendorMessage: shown(scrub(vendorMessage)) }),
  };
}

function shownSession({ withSession }: Attempts, session: Session): { readonly session?: Session } {
  return withSession ? { session } : {};
}
