/** Types for packages that ship none: only the parts that are used. */
declare module 'proper-lockfile' {
  const lockfile: {
    lock(
      path: string,
      options: {
        readonly realpath: boolean;
        readonly stale: number;
        onCompromised(error: Error): void;
      },
    ): Promise<() => Promise<void>>;
  };
  export default lockfile;
}

declare module 'write-file-atomic' {
  export default function writeFileAtomic(
    path: string,
    data: string,
    options: { readonly mode: number },
  ): Promise<void>;
}

declare module 'write-good' {
  type Check = (text: string) => readonly { readonly index: number; readonly offset: number }[];
  export default function writeGood(
    text: string,
    options: {
      readonly [check: string]:
        | boolean
        | Readonly<Record<string, { readonly fn: Check; readonly explanation: string }>>;
    },
  ): readonly { readonly index: number; readonly offset: number; readonly reason: string }[];
}
