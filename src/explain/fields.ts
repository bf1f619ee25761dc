/** The named fields of a request, wherever they are. */
import { isObject, parseJson } from '../core/json.js';
import { decodeFormPart, decodePart } from '../core/url.js';
import { type Fault, fault } from './findings.js';
import { type Seen, seenHeader } from './seen/seen.js';
import type { SeenValue, Via } from './values.js';

/** A field as it was sent. */
export interface SeenField {
  readonly name: string;
  readonly value: SeenValue;
}

/** The kind of a body. */
export type BodyKind = 'none' | 'json' | 'form' | 'multipart' | 'other' | 'unknown';

/** The fields of the query and the body, and what's wrong with the body as a whole. */
export interface SeenFields {
  readonly query: readonly SeenField[];
  readonly body: readonly SeenField[];
  readonly kind: BodyKind;
  readonly faults: readonly Fault[];
}

/** Takes a request apart. */
export function fieldsOf(seen: Seen): SeenFields {
  return { query: pairs(seen.query, 'query'), ...bodyFields(seen) };
}

type BodyFields = Omit<SeenFields, 'query'>;

function bodyFields(seen: Seen): BodyFields {
  const { body } = seen;
  if (body === undefined) return { body: [], kind: 'unknown', faults: [] };
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return { body: [], kind: 'none', faults: [] };
  const isMultipart = seenHeader(seen, 'content-type').some((type) => /^multipart\//i.test(type));
  if (isMultipart || /^--[^\n]{1,200}\r?\nContent-Disposition:/i.test(text)) {
    return { body: multipartFields(text), kind: 'multipart', faults: [] };
  }
  return jsonFields(text) ?? looseFields(text);
}

function jsonFields(text: string): BodyFields | undefined {
  if (!/^[{["]/.test(text)) return undefined;
  const json = parseJson(text);
  if (isObject(json)) return { body: members(json), kind: 'json', faults: [] };
  if (typeof json !== 'string') return undefined;
  const inner = parseJson(json);
  const twice = [fault('JSON_TWICE')];
  if (isObject(inner)) return { body: members(inner), kind: 'json', faults: twice };
  return { body: pairs(json, 'form'), kind: 'json', faults: [] }; // a form in a JSON string
}

function looseFields(text: string): BodyFields {
  if (/^%7b/i.test(text)) {
    const json = parseJson(decodePart(text.replace(/=$/, '')));
    if (isObject(json)) return { body: members(json), kind: 'json', faults: [fault('PERCENT_IN_JSON')] };
  }
  if (/^['"“]?\s*\{/.test(text)) {
    const body = text.split(/[{},\n]/).flatMap(looseMember);
    return { body, kind: 'json', faults: [fault('JSON_BROKEN')] };
  }
  const isForm = /^[^={}<>\s]{1,200}=/.test(text) || /(?:^|&)[\w-]{1,64}=/.test(text);
  if (isForm && !text.startsWith('<')) return { body: pairs(text, 'form'), kind: 'form', faults: [] };
  return { body: [], kind: 'other', faults: [fault('BODY_OTHER')] };
}

// "name": "value" with any quotation marks, or none
function looseMember(part: string): readonly SeenField[] {
  const colon = part.indexOf(':');
  const name = unquoted(part.slice(0, Math.max(colon, 0)));
  return /^[A-Za-z_][\w-]*$/.test(name) ? [field(name, unquoted(part.slice(colon + 1)), 'json')] : [];
}

const unquoted = (text: string) =>
  text
    .trim()
    .replace(/^["'“”]/, '')
    .replace(/["'“”]$/, '');

const field = (name: string, raw: string, via: Via): SeenField => ({ name, value: { raw, via } });

function pairs(text: string, via: 'query' | 'form'): readonly SeenField[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) return field(decodeFormPart(pair), '', via);
      return field(decodeFormPart(pair.slice(0, equals)), pair.slice(equals + 1), via);
    });
}

function members(json: object): readonly SeenField[] {
  return Object.entries(json).map(([name, value]) =>
    field(name, typeof value === 'string' ? value : String(JSON.stringify(value)), 'json'),
  );
}

function multipartFields(text: string): readonly SeenField[] {
  const boundary = text.replace(/[\r\n][\s\S]*/, '');
  return text.split(boundary).flatMap((part) => {
    const name = /name="([^"]*)"/.exec(part.slice(0, 1000))?.[1];
    const [, value] = /\r?\n\r?\n([\s\S]*)$/.exec(part) ?? [];
    return name === undefined || value === undefined ? [] : [field(name, value.replace(/\r?\n$/, ''), 'multipart')];
  });
}
