/** Compares a request with what an endpoint expects, from its fields to its method. */
import type { DiagnosisCode } from './codes.js';
import { fieldsOf, type SeenField, type SeenFields } from './fields.js';
import { type Fault, fault } from './findings.js';
import { pathFaults } from './paths.js';
import { type Seen, seenHeader, splitSeenUrl } from './seen/seen.js';
import {
  fewestFaults,
  isUnescaped,
  placeholderFault,
  plainMatch,
  readings,
  received,
  type SeenValue,
} from './values.js';

/** Where fields can be. */
export type Container = 'query' | 'form' | 'json';

/** A field that an endpoint expects. */
export interface ExpectedField {
  /** Its name. */
  readonly name: string;
  /** Other names that people use for it: lower case, letters only. */
  readonly like: RegExp;
  /** What's wrong with its value. */
  readonly check: (value: SeenValue) => readonly Fault[];
}

/** What an endpoint expects. */
export interface Expected {
  /** A URL of the right request; its query is ignored. */
  readonly url: string;
  /** The path after the base URL as the vendor's document has it, for messages: never a value of the caller. */
  readonly endpoint: string;
  /** What comes before the path, in words. */
  readonly base: string;
  /** Whether the server's paths are case-sensitive. */
  readonly caseSensitive?: boolean;
  /** Where the fields can be; the first is the usual place. */
  readonly containers: readonly Container[];
  /** The methods that go with each container. */
  readonly methods: (container: Container) => readonly string[];
  readonly fields: readonly ExpectedField[];
}

/** Every mistake in a request that should be a sign-in. */
export function requestFaults(seen: Seen, expected: Expected): readonly Fault[] {
  const fields = fieldsOf(seen);
  const container = containerOf(fields, expected);
  const found = container === 'query' ? fields.query : fields.body;
  const isUrlKnown = seen.host !== '' || seen.path !== '/';
  const isSeen = found.length > 0 || (container === 'query' ? isUrlKnown : fields.kind !== 'unknown');
  const values = isSeen ? expected.fields.flatMap((each) => fieldFaults(each, found)) : [];
  return [
    ...(container === 'query' ? [] : fields.faults),
    ...values,
    ...methodFaults(seen, expected, container),
    ...hostFaults(seen, expected),
    ...pathFaults(seen, expected),
    ...containerFaults(seen, fields, container, expected),
    ...(seenHeader(seen, 'authorization').some((value) => /^bearer\b/i.test(value)) ? [SIGNED_ALREADY] : []),
  ];
}

const SIGNED_ALREADY = /* @__PURE__ */ fault('BEARER_EXTRA', {
  field: 'authorization',
  fix: 'leave the header out: a sign-in has no token yet',
});

/** Whether a request carries something like a password, wherever it goes. */
export function hasPassword(seen: Seen): boolean {
  const { query, body } = fieldsOf(seen);
  return [...query, ...body].some(({ name }) => LIKE_PASSWORD.test(lettersOf(name)));
}

/** Whether a request carries the field for the user under its right name: similar names are common in calls too. */
export function hasUser(seen: Seen, { fields }: Expected): boolean {
  const { query, body } = fieldsOf(seen);
  const names = fields.filter(({ like }) => like === LIKE_USER).map(({ name }) => name);
  return [...query, ...body].some(({ name }) => names.includes(name));
}

const lettersOf = (name: string) =>
  name
    .replace(/^amp;/, '')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

const isLike = (seen: SeenField, { name, like }: ExpectedField) =>
  seen.name === name || like.test(lettersOf(seen.name));

// Where most of the fields are, or if that's unclear, where they should be.
function containerOf(fields: SeenFields, { containers, fields: expected }: Expected): Container | 'multipart' {
  const count = (found: readonly SeenField[]) =>
    expected.filter((each) => found.some((one) => isLike(one, each))).length;
  const [usual = 'query'] = containers;
  const inQuery = count(fields.query);
  const inBody = count(fields.body);
  const { kind } = fields;
  const body = kind === 'json' || kind === 'form' || kind === 'multipart' ? kind : usual === 'query' ? 'form' : usual;
  if (inQuery === inBody) return usual === 'query' ? 'query' : body;
  return inQuery > inBody ? 'query' : body;
}

function fieldFaults(expected: ExpectedField, found: readonly SeenField[]): readonly Fault[] {
  const { name } = expected;
  const exact = found.filter((each) => each.name === name);
  const [field] = exact.length > 0 ? exact : found.filter((each) => isLike(each, expected));
  if (field === undefined) return [fault('FIELD_MISSING', { field: name })];
  const faults: Fault[] = [];
  if (exact.length > 1) faults.push(fault('FIELD_TWICE'));
  if (exact.length === 0) faults.push(fault(field.name.startsWith('amp;') ? 'HTML_ESCAPED' : 'FIELD_NAME'));
  return [...faults, ...expected.check(field.value)].map((each) => ({ field: name, ...each }));
}

function methodFaults(seen: Seen, expected: Expected, container: Container | 'multipart'): readonly Fault[] {
  if (seen.method === undefined) return [];
  const [usual = 'query'] = expected.containers;
  const right = expected.containers.find((each) => each === container) ?? usual;
  const methods = expected.methods(right);
  return methods.includes(seen.method) ? [] : [fault('WRONG_METHOD', { detail: `expected ${methods.join(' or ')}` })];
}

function hostFaults(seen: Seen, { url }: Expected): readonly Fault[] {
  if (seen.host === '') return [];
  const right = splitSeenUrl(url);
  const scheme = seen.scheme ?? right.scheme;
  const port = scheme === 'http' ? /:80$/ : /:443$/;
  const host = (each: string) => each.replace(port, '');
  if (host(seen.host) !== host(right.host)) return [fault('WRONG_HOST', { detail: 'host or port' })];
  return scheme === right.scheme ? [] : [fault('WRONG_HOST', { detail: `expected ${right.scheme}` })];
}

const TYPES: Readonly<Record<Container, RegExp>> = {
  query: /^/,
  form: /^application\/x-www-form-urlencoded\s*(?:;|$)/i,
  json: /^(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i,
};

function containerFaults(
  seen: Seen,
  fields: SeenFields,
  container: Container | 'multipart',
  expected: Expected,
): readonly Fault[] {
  const right = expected.containers.find((each) => each === container);
  if (right === undefined) {
    const codes = {
      query: 'FIELDS_IN_QUERY',
      form: 'BODY_FORM',
      json: 'BODY_JSON',
      multipart: 'BODY_MULTIPART',
    } as const;
    return [fault(codes[container])];
  }
  const hasBody = fields.kind === 'json' || fields.kind === 'form';
  if (right === 'query' || !hasBody || seen.headers === undefined) return [];
  const types = seenHeader(seen, 'content-type');
  if (types.length > 0 && types.every((type) => TYPES[right].test(type))) return [];
  return [fault('CONTENT_TYPE', types.length === 0 ? { detail: 'it is missing' } : {})];
}

/** Checks a field with plain text. */
export function plainField(name: string, like: RegExp, value: string, other: DiagnosisCode): ExpectedField {
  return { name, like, check: (seen) => plainFaults(seen, value, other) };
}

/** What's wrong with a value that should be plain text. */
export function plainFaults(seen: SeenValue, value: string, other: DiagnosisCode): readonly Fault[] {
  const faults = fewestFaults(readings(seen), plainMatch(value));
  if (faults === undefined) return unmatched(seen, fault(other));
  return faults.length === 0 && isUnescaped(seen, false) ? [fault('NOT_ENCODED')] : faults;
}

/** A value that doesn't match at all: nothing, a placeholder, or a different value. */
export function unmatched(seen: SeenValue, other: Fault): readonly Fault[] {
  const faults = filledFaults(seen);
  return faults.length > 0 ? faults : [other];
}

/** What's wrong with a value that can be anything: it's empty, or a placeholder. */
export function filledFaults(seen: SeenValue): readonly Fault[] {
  const text = received(seen).trim();
  if (text === '') return [fault('FIELD_MISSING', { detail: 'it is empty' })];
  const placeholder = placeholderFault(text);
  return placeholder === undefined ? [] : [placeholder];
}

/** Names that people use for the user and the password. */
export const LIKE_USER =
  /^(?:user|users?name|userlogin|login|loginname|userid|useremail|email|emailaddress|mail|uid|usr|name)$/;
export const LIKE_PASSWORD =
  /^(?:pass|passwd|passw|pwd|password|userpassword|userpass|encryptedpassword|encpassword|secret)$/;
