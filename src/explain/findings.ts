/** What was found: a code at a place, and what the caller gets of it. */
import { DIAGNOSES, type DiagnosisCode, STAGES, type StageName } from './codes.js';

/** The first place at which a request leaves the right way. Never holds a secret. */
export interface Finding {
  /** Stable identifier of what is wrong. */
  readonly code: DiagnosisCode;
  /** The stage that goes wrong; `explain` has the right values. */
  readonly stage: string;
  /** What is wrong, in a sentence that begins with the name of the field where it concerns one. */
  readonly message: string;
  /** What to do about it, in a sentence. */
  readonly fix: string;
}

/** A code found at a place. */
export interface Fault {
  readonly code: DiagnosisCode;
  /** Where it is another stage than the table's. */
  readonly stage?: StageName;
  /** Name of the field, a constant of this library. */
  readonly field?: string;
  /** What more can be said: constants and lengths only. */
  readonly detail?: string;
}

/** A fault, by its code. */
export const fault = (code: DiagnosisCode, more: Omit<Fault, 'code'> = {}): Fault => ({ code, ...more });

/** Faults and those that come with them; `undefined` where the former are. */
export const joinedFaults = (
  faults: readonly Fault[] | undefined,
  more: readonly Fault[],
): readonly Fault[] | undefined => faults && [...faults, ...more];

/** The shortest of several lists of faults, of equals the first; `undefined` where there is none. */
export function shortest(lists: Iterable<readonly Fault[] | undefined>): readonly Fault[] | undefined {
  let best: readonly Fault[] | undefined;
  for (const list of lists) {
    if (list !== undefined && (best === undefined || list.length < best.length)) best = list;
  }
  return best;
}

/** Findings in the order of their stages, each once. */
export function findingsOf(faults: readonly Fault[]): readonly Finding[] {
  const codes = Object.keys(DIAGNOSES);
  const staged = faults.map((each) => ({ ...each, stage: each.stage ?? DIAGNOSES[each.code].stage }));
  const sorted = staged.sort(
    (one, other) =>
      STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage) || codes.indexOf(one.code) - codes.indexOf(other.code),
  );
  const seen = new Set<string>();
  const findings = sorted.map(({ code, stage, field, detail }) => {
    const { message, fix } = DIAGNOSES[code];
    const words = `${field === undefined ? '' : `${field}: `}${message}${detail === undefined ? '' : `; ${detail}`}`;
    return Object.freeze({ code, stage, message: words, fix });
  });
  const isNew = ({ code, message }: Finding) => !seen.has(`${code} ${message}`) && seen.add(`${code} ${message}`);
  return Object.freeze(findings.filter(isNew));
}
