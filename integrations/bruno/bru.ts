/** The parts of Bruno's `bru`, `req` and `res` that the kit uses. */

/** Bruno's `bru`. */
export interface Bru {
  interpolate(text: string): string;
  getProcessEnv(name: string): string | undefined;
  getAllVars(): Record<string, unknown>;
  getAllEnvVars(): Record<string, unknown>;
  getAllCollectionVars(): Record<string, unknown>;
  getAllGlobalEnvVars(): Record<string, unknown>;
  setVar(name: string, value: string): void;
  deleteVar(name: string): void;
  sendRequest(config: object): Promise<BruResponse>;
  readonly runner: { skipRequest(): void; readonly iterationData?: { get(name: string): unknown } };
}

/** Bruno's `req`. */
export interface Req {
  getUrl(): string;
  setUrl(url: string): void;
  getMethod(): string;
  setMethod(method: string): void;
  getHeaders(): Record<string, string>;
  setHeader(name: string, value: string): void;
  deleteHeader(name: string): void;
  getBody(options: { readonly raw: boolean }): unknown;
  setBody(body: unknown, options: { readonly raw: boolean }): void;
  getExecutionMode(): string | undefined;
  setMaxRedirects(count: number): void;
}

/** Bruno's `res`. */
export interface Res {
  getStatus(): number;
  getHeaders(): Record<string, string | string[]>;
  getBody(): unknown;
  setBody(body: unknown): void;
}

/** What `bru.sendRequest` returns: the response of axios. */
export interface BruResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly data: unknown;
}

/** Bruno's `test`. */
export type Test = (name: string, check: () => void) => unknown;
