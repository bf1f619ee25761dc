/**
 * Decides what a connection does next, without I/O and without a clock: (state, event, time) → (state, actions).
 *
 * A generation is a number that each session in use gets. A report that a session is over includes its generation, so a
 * late report can't end the session that has replaced it.
 */

/** What the machine needs to know about a session. */
export interface Tokened {
  /** The token. */
  readonly token: string;
  /** When it expires, if known. */
  readonly expiresAt?: number;
}

/** A session in use. */
export interface Held<S> {
  readonly session: S;
  readonly generation: number;
  /** From this time on a renewal can start; calls keep using this session. */
  readonly renewAt: number;
  /** From this time on it isn't used; `Infinity` if it never expires. */
  readonly endsAt: number;
}

/** Why it signs in: there's no session, or the session expires soon. */
export type TaskKind = 'sign-in' | 'renewal';

/** A sign-in in progress. */
export interface Task {
  readonly id: number;
  readonly kind: TaskKind;
  /** From this time on it counts as lost: a platform can freeze whatever it was waiting for. */
  readonly deadline: number;
  /** The tokens that had been reported over when it started. */
  readonly over: readonly string[];
}

/** Everything that a connection remembers. */
export interface State<S> {
  readonly held?: Held<S> | undefined;
  readonly task?: Task | undefined;
  /** Callers that are waiting for a session, in order. */
  readonly waiting: readonly number[];
  /** The refusal of the last sign-in: the same password isn't sent again. */
  readonly refusal?: unknown;
  /** The last tokens that were over or replaced: a store, or a sign-in in progress, may still return them. */
  readonly over: readonly string[];
  /** Sessions and tasks up to this number were signed out of. */
  readonly forgotten: number;
  /** No renewal before this time, after a renewal that failed. */
  readonly retryAt: number;
  /** The last number that was given to a session or task. */
  readonly last: number;
}

/** Something that happens to a connection. */
export type Event<S> =
  | { readonly type: 'ask'; readonly caller: number }
  | { readonly type: 'leave'; readonly caller: number }
  | { readonly type: 'over'; readonly generation: number }
  | { readonly type: 'done'; readonly task: number; readonly session: S; readonly at: number; readonly stored: boolean }
  | ({ readonly type: 'failed'; readonly task: number; readonly error: unknown } & Verdict)
  | { readonly type: 'reset'; readonly error: unknown };

/** What a failure means. */
export interface Verdict {
  /** Whether the vendor refused the credentials. */
  readonly refused: boolean;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter?: number | undefined;
}

/** What the machine wants done. */
export type Action<S> =
  | { readonly type: 'start'; readonly task: Task }
  | { readonly type: 'stop'; readonly task: Task }
  | { readonly type: 'give'; readonly caller: number; readonly held: Held<S> }
  | { readonly type: 'refuse'; readonly caller: number; readonly error: unknown };

/** The settings of a connection. */
export interface Rules {
  /**
   * Milliseconds before a session expires at which it's renewed; by default a tenth of its lifetime, at most 5 minutes.
   */
  readonly renewBefore: number | undefined;
  /** Milliseconds after which a sign-in counts as lost. */
  readonly patience: number;
}

const FIVE_MINUTES = 300_000;
const LEAST_PAUSE = 1000;
const MOST_OVER = 16;

/** The state of a connection that hasn't been used yet. */
export const COLD: State<never> = { waiting: [], over: [], forgotten: 0, retryAt: 0, last: 0 };

/** The session that can be used right away, if nothing needs to be decided. Nearly every call takes this path. */
export function ready<S>({ held }: State<S>, now: number): Held<S> | undefined {
  return held !== undefined && now < held.renewAt ? held : undefined;
}

/**
 * When to renew a session, and when it expires. If its expiry makes no sense, it's valid until a response says
 * otherwise.
 */
export function lifeOf(
  { expiresAt }: Tokened,
  at: number,
  { renewBefore }: Rules,
): Pick<Held<never>, 'renewAt' | 'endsAt'> {
  const endsAt = expiresAt !== undefined && expiresAt > at ? expiresAt : Number.POSITIVE_INFINITY; // false for NaN
  const life = endsAt - at;
  // Whatever the setting, at least a tenth of the lifetime passes between two renewals.
  return { endsAt, renewAt: endsAt - Math.min(renewBefore ?? Math.min(life / 10, FIVE_MINUTES), life * 0.9) };
}

/** The next state, and what to do. */
export function step<S extends Tokened>(
  state: State<S>,
  event: Event<S>,
  now: number,
  rules: Rules,
): readonly [State<S>, readonly Action<S>[]] {
  switch (event.type) {
    case 'ask':
      return ask(state, event.caller, now, rules);
    case 'leave':
      return [{ ...state, waiting: state.waiting.filter((caller) => caller !== event.caller) }, []];
    case 'over': {
      const { held } = state;
      if (held?.generation !== event.generation) return [state, []];
      return [{ ...state, held: undefined, over: withToken(state.over, held) }, []];
    }
    case 'reset': {
      const { waiting, task, held, over, last } = state;
      const refused = waiting.map((caller) => ({ type: 'refuse', caller, error: event.error }) as const);
      const next: State<S> = { ...COLD, over: withToken(over, held), forgotten: last, last };
      return [next, task === undefined ? refused : [{ type: 'stop', task }, ...refused]];
    }
    default:
      return event.task === state.task?.id ? end(state, state.task, event, now, rules) : [state, []];
  }
}

/** Whether the user has signed out of a session since it was given to a caller. */
export function isForgotten<S>({ forgotten }: State<S>, { generation }: Held<S>): boolean {
  return generation <= forgotten;
}

function withToken<S extends Tokened>(over: readonly string[], held: Held<S> | undefined): readonly string[] {
  return held === undefined ? over : [...over, held.session.token].slice(-MOST_OVER);
}

function ask<S>(state: State<S>, caller: number, now: number, rules: Rules): readonly [State<S>, readonly Action<S>[]] {
  const { held, refusal } = state;
  if (held !== undefined && now < held.endsAt) {
    const give = { type: 'give', caller, held } as const;
    if (now < held.renewAt || now < state.retryAt || refusal !== undefined) return [state, [give]];
    const [next, actions] = start(state, 'renewal', now, rules);
    return [next, [give, ...actions]];
  }
  if (refusal !== undefined) return [state, [{ type: 'refuse', caller, error: refusal }]];
  return start({ ...state, held: undefined, waiting: [...state.waiting, caller] }, 'sign-in', now, rules);
}

// Starts a task, unless one is in progress.
function start<S>(
  state: State<S>,
  kind: TaskKind,
  now: number,
  rules: Rules,
): readonly [State<S>, readonly Action<S>[]] {
  const { task: old, over } = state;
  if (old !== undefined && now < old.deadline) return [state, []];
  const id = state.last + 1;
  const task: Task = { id, kind, deadline: now + rules.patience, over };
  const begin = { type: 'start', task } as const;
  return [{ ...state, task, last: id }, old === undefined ? [begin] : [{ type: 'stop', task: old }, begin]];
}

function end<S extends Tokened>(
  state: State<S>,
  task: Task,
  event: Extract<Event<S>, { readonly task: number }>,
  now: number,
  rules: Rules,
): readonly [State<S>, readonly Action<S>[]] {
  const { waiting, held: old, over } = state;
  const idle: State<S> = { ...state, task: undefined, waiting: [] };
  if (event.type === 'failed') {
    const { error, refused, retryAfter = 0 } = event;
    const left = old === undefined ? 0 : (old.endsAt - now) / 4;
    return [
      { ...idle, refusal: refused ? error : undefined, retryAt: now + Math.max(retryAfter, LEAST_PAUSE, left) },
      waiting.map((caller) => ({ type: 'refuse', caller, error })),
    ];
  }
  const { session, stored, at } = event;
  const { token } = session;
  if (over.includes(token) && (stored || !task.over.includes(token))) {
    return start({ ...state, task: undefined }, task.kind, now, rules); // it was reported over in the meantime
  }
  const held: Held<S> = { session, generation: state.last + 1, ...lifeOf(session, at, rules) };
  return [
    // If a sign-in that started after the report returns the same token again, it's valid.
    {
      ...idle,
      held,
      last: held.generation,
      retryAt: 0,
      over: withToken(over, old).filter((other) => other !== token),
    },
    waiting.map((caller) => ({ type: 'give', caller, held })),
  ];
}
