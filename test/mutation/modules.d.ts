/** Made by vitest.config.ts. */
declare module 'virtual:tests-of-the-area';

// What is used of packages that are only installed for mutation testing, so that types are checked without them too.

declare module '@stryker-mutator/api/plugin' {
  export const commonTokens: { readonly logger: string; readonly getLogger: string; readonly options: string };
}

declare module '@stryker-mutator/instrumenter' {
  interface Position {
    readonly line: number;
    readonly column: number;
  }
  interface Instrumented {
    readonly files: readonly { readonly name: string; readonly content: string }[];
    readonly mutants: readonly {
      readonly id: string;
      readonly fileName: string;
      readonly mutatorName: string;
      readonly replacement: string;
      readonly location: { readonly start: Position; readonly end: Position };
    }[];
  }
  interface Instrumenter {
    instrument(files: readonly object[], options: object): Promise<Instrumented>;
  }
  export function createInstrumenter(injector: never): Instrumenter;
}

declare module 'typed-inject' {
  interface Injector {
    provideValue(token: string, value: unknown): Injector;
    injectFunction<T>(factory: (injector: never) => T): T;
  }
  export function createInjector(): Injector;
}
