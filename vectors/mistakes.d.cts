/** Types of `mistakes.json`: wrong requests of other stacks, each with what is wrong with it. */

// CommonJS in its form, because JSON is: what `import` names the default is what `require` returns.
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
      /** What the sender meant. A name in `Hex` holds bytes. */
      // biome-ignore lint/suspicious/noExplicitAny: the shape differs from vendor to vendor
      readonly options: Readonly<Record<string, any>>;
      /** What was sent: a request, a HAR entry, or a text. */
      // biome-ignore lint/suspicious/noExplicitAny: many shapes
      readonly seen: any;
    };
    /** What is wrong, in the order of the stages. */
    readonly codes: readonly string[];
  }
}

export = file;
