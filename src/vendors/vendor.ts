/** Vendors described as plain data, for forms and pages of help. */

/** What a program can ask about a vendor, to build a form or a page of help. Plain data. */
export interface Profile<V extends string> {
  /** Name of the module. */
  readonly id: V;
  /** Name of the vendor's product. */
  readonly name: string;
  /** What to ask the user or the administrator for. */
  readonly fields: readonly {
    /** Name of the option of `signIn`. */
    readonly name: string;
    /** Whether to hide it while it is typed, and from logs. */
    readonly secret: boolean;
    /** Whether the sign-in needs it. */
    readonly required: boolean;
  }[];
  /** How long a token lives: in seconds where that is a number, and in the vendor's terms. */
  readonly tokenLife: {
    /** Seconds, where the vendor names a number. */
    readonly seconds?: number;
    /** The vendor's terms. */
    readonly description: string;
  };
  /** The vendor's document that the module follows. */
  readonly document: string;
}

/** Freezes a profile, down to its fields. @internal */
export function makeProfile<V extends string>(profile: Profile<V>): Profile<V> {
  for (const part of [...profile.fields, profile.fields, profile.tokenLife]) Object.freeze(part);
  return Object.freeze(profile);
}
