/** Types of the vector files: what `import file from 'credwire-vectors/bex.json' with { type: 'json' }` is. */

// CommonJS in its form, because JSON is: what `import` names the default is what `require` returns.
declare const file: file.VectorFile;

declare namespace file {
  /** A file: what is tested, a note for each flag, and the groups. */
  export interface VectorFile {
    readonly algorithm: string;
    readonly schema: string;
    readonly numberOfTests: number;
    readonly notes: Readonly<Record<string, string>>;
    readonly testGroups: readonly VectorGroup[];
  }

  /** Vectors of one function under one dialect. */
  export interface VectorGroup {
    /** The public function, such as `bex.tokenRequest`. */
    readonly type: string;
    /** The dialect. */
    readonly profile: string;
    /** Where the rule is written down. */
    readonly source: string;
    /** The stack that made the expected values; `definition` for behaviour that no calculation can make. */
    readonly made: 'python' | 'openssl' | 'definition';
    readonly tests: readonly Vector[];
  }

  /** One test: arguments, and what must come out. */
  export interface Vector {
    readonly tcId: number;
    readonly comment: string;
    readonly flags: readonly string[];
    /** The arguments by name. A name in `Hex` holds bytes; a text may be a {@link Repeat}. */
    // biome-ignore lint/suspicious/noExplicitAny: the shape differs from type to type, and wrong ones are among them
    readonly input: Readonly<Record<string, any>>;
    /** Hex of what is read of the random stream, from the first byte to the last. */
    readonly random?: string;
    /** A sign-in: the requests that it makes, and what the servers answer. */
    readonly exchanges?: readonly { readonly request: VectorRequest; readonly response: VectorResponse }[];
    readonly stages?: Readonly<Partial<Record<Stage, string>>>;
    readonly output?: unknown;
    readonly outputHex?: string;
    readonly request?: VectorRequest;
    readonly session?: Readonly<Record<string, unknown>>;
    readonly result: 'valid' | 'invalid';
    readonly error?: VectorError;
  }

  /** A refusal: the code, and what it carries. */
  export interface VectorError {
    readonly code: string;
    readonly status?: number;
    readonly vendorMessage?: string | Repeat;
    /** Milliseconds to wait before another attempt. */
    readonly retryAfter?: number;
    /** The host that is not trusted. */
    readonly host?: string;
  }

  /** A step between a text and what is sent. */
  export type Stage = 'prefix' | 'textHex' | 'paddedHex' | 'ciphertextHex' | 'base64' | 'encoded';

  /** A long text told in parts: each a text and how many times it stands there. */
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
