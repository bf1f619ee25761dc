/** Types of `mistakes.json`: wrong requests from other stacks, each with its mistakes. */

// Written as CommonJS, because JSON is: the default import is what `require` returns.
declare const file: {
  readonly algorithm: 'diagnosis';
  readonly schema: string;
  readonly numberOfTests: number;
  readonly notes: Readonly<Record<string, string>>;
  readonly stacks: Readonly<Record<string, string>>;
  readonly tests: readonly file.Mistake[];
};

declare namespace file {
  /** A wrong request. */
  export interface Mistake {
    readonly tcId: number;
    readonly comment: string;
    readonly flags: readonly string[];
    /** The stack that made the mistake. */
    readonly made: string;
    readonly input: {
      readonly vendor: 'ifactory' | 'idscan' | 'jacada' | 'bex' | 'smartconnect';
      /** What the sender intended. A name that ends in `Hex` has bytes. */
      // biome-ignore lint/suspicious/noExplicitAny: the shape differs from vendor to vendor
      readonly options: Readonly<Record<string, any>>;
      /** What was sent: a request, a HAR entry, or a string. */
      // biome-ignore lint/suspicious/noExplicitAny: many shapes
      readonly seen: any;
    };
    /** The mistakes, in the order of the stages. */
    readonly codes: readonly string[];
  }
}

export = file;
