/** Types of `credwire-vectors/test-keys.json`: RSA keys with their private halves, for tests only. */

// CommonJS in its form, because JSON is: what `import` names the default is what `require` returns.
declare const file: { readonly notes: readonly string[]; readonly keys: readonly file.TestKey[] };

declare namespace file {
  /** A key of the vectors. Every number is big-endian and unsigned, in hex without leading zeros. */
  export interface TestKey {
    readonly id: string;
    readonly bits: number;
    readonly modulusHex: string;
    readonly exponentHex: string;
    /** Published with the vectors: never use it for anything else. */
    readonly testOnlyPrivate: {
      readonly dHex: string;
      readonly pHex: string;
      readonly qHex: string;
      readonly dpHex: string;
      readonly dqHex: string;
      readonly qiHex: string;
    };
  }
}

export = file;
