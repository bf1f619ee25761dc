/** HTTP header fields as plain records: checks, lookups and replacements, with case-insensitive names. */
import { type Check, guarded, matching, recordEntries, unexpected } from './check.js';
import { InputError } from './errors.js';

/** The headers of a request, one line each. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** The headers of an answer, one or more lines each. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[]>>;

/** The headers of a request: names that are tokens, values that can't break a line. @internal */
export function requestHeaders(label: string, value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    recordEntries(label, 'an object of strings', value).map(([name, content], position) => {
      const at = `${label}: header ${position + 1}`;
      if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
        throw new InputError('ERR_HEADER_VALUE', `${at}: expected a name that is a token of RFC 9110`);
      }
      return [name, headerLine(at, content)];
    }),
  );
}

const headerLine = /* @__PURE__ */ matching(/^[\t -~]*$/, 'ERR_HEADER_VALUE', 'visible ASCII, spaces and tabs only');

/** The headers of an answer: case-insensitive names, one or more lines. */
export function answerHeaders(label: string, value: unknown): AnswerHeaders {
  const expected = 'an object of strings or arrays of strings';
  const isLine = (line: unknown): line is string => typeof line === 'string';
  return Object.fromEntries(
    recordEntries(label, expected, value).map(([name, content]) => {
      if (isLine(content)) return [name, content];
      const lines: unknown = guarded(label, () => Array.isArray(content) && [...content]);
      if (Array.isArray(lines) && lines.every(isLine)) return [name, lines];
      throw unexpected('ERR_ARGUMENT_TYPE', label, expected, content);
    }),
  );
}

/** The values of a header; the name is case-insensitive. @internal */
export function headerValues(headers: AnswerHeaders, name: string): readonly string[] {
  return Object.entries(headers)
    .filter(([other]) => other.toLowerCase() === name)
    .flatMap(([, value]) => value);
}

/** Headers with one of them set. @internal */
export function replaceHeader(headers: RequestHeaders, name: string, value: string): RequestHeaders {
  return { ...withoutHeaders(headers, name.toLowerCase()), [name]: value };
}

/** Headers without the ones with these names, given in lower case. */
export function withoutHeaders(headers: RequestHeaders, ...names: readonly string[]): RequestHeaders {
  const all = Object.entries(headers);
  const others = all.filter(([name]) => !names.includes(name.toLowerCase()));
  return others.length === all.length ? headers : Object.fromEntries(others);
}

/** A secret that goes into a header: visible ASCII without spaces, so that it can't break a line. @internal */
export const headerToken: Check<string> = /* @__PURE__ */ matching(
  /^[!-~]+$/,
  'ERR_HEADER_VALUE',
  'visible ASCII without spaces, at least one character',
);
