/** Types of the vector files, for `import file from 'credwire-vectors/bex.json' with { type: 'json' }`. */

// Written as CommonJS, because JSON is: the default import is what `require` returns.
declare const file: file.VectorFile;

declare namespace file {
  /** A file: what it tests, a note for each flag, and the groups. */
  export interface VectorFile {
    readonly algorithm: string;
    readonly schema: string;
    readonly numberOfTests: number;
    readonly notes: Readonly<Record<string, string>>;
    readonly testGroups: readonly VectorGroup[];
  }

  /** Vectors for one function in one dialect. */
  export interface VectorGroup {
    /** The public function, such as `bex.tokenRequest`. */
    readonly type: string;
    /** The dialect. */
    readonly profile: string;
    /** The document that defines the rule. */
    readonly source: string;
    /** The stack that computed the expected values; `definition` for behaviour that can't be computed. */
    readonly made: 'python' | 'openssl' | 'definition';
    readonly tests: readonly Vector[];
  }

  /** A test: the arguments and the expected result. */
  export interface Vector {
    readonly tcId: number;
    readonly comment: string;
    readonly flags: readonly string[];
    /** The arguments by name. A name that ends in `Hex` has bytes; a string can be a {@link Repeat}. */
    // biome-ignore lint/suspicious/noExplicitAny: the shape differs from type to type, and some are wrong
    readonly input: Readonly<Record<string, any>>;
    /** Everything that's read from the random stream, as hex. */
    readonly random?: string;
    /** A sign-in: its requests, and the servers' responses. */
    readonly exchanges?: readonly { readonly request: VectorRequest; readonly response: VectorResponse }[];
    readonly stages?: Readonly<Partial<Record<Stage, string>>>;
    readonly output?: unknown;
    readonly outputHex?: string;
    readonly request?: VectorRequest;
    readonly session?: Readonly<Record<string, unknown>>;
    readonly result: 'valid' | 'invalid';
    readonly error?: VectorError;
  }

  /** The expected error: its code and properties. */
  export interface VectorError {
    readonly code: string;
    readonly status?: number;
    readonly vendorMessage?: string | Repeat;
    /** Milliseconds to wait before the next attempt. */
    readonly retryAfter?: number;
    /** The untrusted host. */
    readonly host?: string;
  }

  /** A step between the text and the request. */
  export type Stage = 'prefix' | 'textHex' | 'paddedHex' | 'ciphertextHex' | 'base64' | 'encoded';

  /** A long string in parts: each part, and how often it's repeated. */
  export interface Repeat {
    readonly repeat: readonly (readonly [string, number])[];
  }

  export interface VectorRequest {
    readonly method: string;
    readonly url: string | Repeat;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  }

  export interface VectorResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | readonly string[]>>;
    readonly body: string | Repeat;
  }
}

export = file;
