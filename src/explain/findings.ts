/** Findings: internally a code and a place, and what the caller gets. */
import { DIAGNOSES, type DiagnosisCode, STAGES, type StageName } from './codes.js';

/** A place where a request goes wrong. Never contains a secret. */
export interface Finding {
  /** Stable identifier of the mistake. */
  readonly code: DiagnosisCode;
  /** The stage that goes wrong; `explain` shows the right values. */
  readonly stage: string;
  /** What's wrong, in a sentence that starts with the name of the field, if it's about one. */
  readonly message: string;
  /** How to fix it, in a sentence. */
  readonly fix: string;
}

/** A code and its place. */
export interface Fault {
  readonly code: DiagnosisCode;
  /** The stage, if it isn't the one in the table. */
  readonly stage?: StageName;
  /** Name of the field, a constant of this library. */
  readonly field?: string;
  /** More detail: constants and lengths only. */
  readonly detail?: string;
  /** How to fix it, if more is known than the table says. */
  readonly fix?: string;
}

/** A mistake, by its code. */
export const fault = (code: DiagnosisCode, more: Omit<Fault, 'code'> = {}): Fault => ({ code, ...more });

/** Mistakes, followed by those that come with them; `undefined` if the first are. */
export const joinedFaults = (
  faults: readonly Fault[] | undefined,
  more: readonly Fault[],
): readonly Fault[] | undefined => faults && [...faults, ...more];

/** The shortest list of mistakes, the first one if several are equally short; `undefined` if there is none. */
export function shortest(lists: Iterable<readonly Fault[] | undefined>): readonly Fault[] | undefined {
  let best: readonly Fault[] | undefined;
  for (const list of lists) {
    if (list !== undefined && (best === undefined || list.length < best.length)) best = list;
  }
  return best;
}

/** Findings in the order of their stages, without repetitions. */
export function findingsOf(faults: readonly Fault[]): readonly Finding[] {
  const codes = Object.keys(DIAGNOSES);
  const staged = faults.map((each) => ({ ...each, stage: each.stage ?? DIAGNOSES[each.code].stage }));
  const sorted = staged.sort(
    (one, other) =>
      STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage) || codes.indexOf(one.code) - codes.indexOf(other.code),
  );
  const seen = new Set<string>();
  const findings = sorted.map(({ code, stage, field, detail, fix = DIAGNOSES[code].fix }) => {
    const { message } = DIAGNOSES[code];
    const words = `${field === undefined ? '' : `${field}: `}${message}${detail === undefined ? '' : `; ${detail}`}`;
    return Object.freeze({ code, stage, message: words, fix });
  });
  const isNew = ({ code, message }: Finding) => !seen.has(`${code} ${message}`) && seen.add(`${code} ${message}`);
  return Object.freeze(findings.filter(isNew));
}
