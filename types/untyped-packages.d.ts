/** The types of two packages that come without any, as far as they are used. */
declare module 'proper-lockfile' {
  const lockfile: {
    lock(
      path: string,
      options: {
        readonly realpath: boolean;
        readonly stale: number;
        readonly retries: {
          readonly retries: number;
          readonly factor: number;
          readonly minTimeout: number;
          readonly maxTimeout: number;
        };
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
