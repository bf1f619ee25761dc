import { format, inspect } from 'node:util';
import {
  CredwireError,
  CryptoError,
  ERROR_CODES,
  type ErrorDetails,
  InputError,
  ResponseError,
  TransportError,
} from 'credwire';
import { describe, expect, it } from 'vitest';

const CLASSES = [
  { name: 'CredwireError', Class: CredwireError },
  { name: 'InputError', Class: InputError },
  { name: 'ResponseError', Class: ResponseError },
  { name: 'CryptoError', Class: CryptoError },
  { name: 'TransportError', Class: TransportError },
];

const SECRET = 'correct horse battery staple';

describe('ERROR_CODES', () => {
  it('cannot be changed', () => {
    expect(Object.isFrozen(ERROR_CODES)).toBe(true);
  });

  it.each(Object.entries(ERROR_CODES))('%s is spelled like its kind and says what it means', (code, meaning) => {
    expect(code).toMatch(/^ERR_[A-Z]+(_[A-Z]+|64)*$/);
    expect(meaning).toMatch(/^[A-Z].{20,}\.$/);
  });
});

describe.each(CLASSES)('$name', ({ name, Class }) => {
  it('is an Error, a CredwireError and of its own class, and of no sibling', () => {
    const error = new Class('ERR_BASE64', 'a message');
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(CredwireError);
    const siblings = CLASSES.filter((other) => other.Class !== Class && other.Class !== CredwireError);
    expect(siblings.filter((other) => error instanceof other.Class)).toEqual([]);
    expect(error).toBeInstanceOf(Class);
  });

  it('has a name, a code, a message and a stack that begins with them', () => {
    const theCaller = () => new Class('ERR_BASE64', 'a message');
    const error = theCaller();
    expect([error.name, error.code, error.message]).toEqual([name, 'ERR_BASE64', 'a message']);
    expect(error.stack?.split('\n').slice(1).join()).toContain('theCaller');
    expect(String(error)).toBe(`${name}: a message`);
  });

  it('keeps its name out of the enumerable members, as Error does', () => {
    expect(Object.keys(new Class('ERR_BASE64', 'a message'))).toEqual(['code', 'retryable']);
  });

  it('becomes plain data of name, code, message and whether it can be retried', () => {
    expect(JSON.parse(JSON.stringify(new Class('ERR_BASE64', 'a message', { cause: SECRET })))).toEqual({
      name,
      code: 'ERR_BASE64',
      message: 'a message',
      retryable: false,
    });
  });

  it('has a cause where one was given, and none otherwise', () => {
    const cause = new Error('below');
    expect(new Class('ERR_BASE64', 'a message', { cause }).cause).toBe(cause);
    expect('cause' in new Class('ERR_BASE64', 'a message', {})).toBe(false);
    expect('cause' in new Class('ERR_BASE64', 'a message')).toBe(false);
  });

  it('takes any value as its cause, for anything can be thrown', () => {
    for (const cause of [undefined, null, 0, 'text']) {
      const error = new Class('ERR_BASE64', 'a message', { cause });
      expect('cause' in error).toBe(true);
      expect(error.cause).toBe(cause);
    }
  });

  it('is inspected as stack and code', () => {
    const error = new Class('ERR_BASE64', 'a message');
    expect(inspect(error)).toBe(`${error.stack}\n  code: 'ERR_BASE64'`);
  });

  it('is inspected as name, message and code on an engine without stacks', () => {
    const error = new Class('ERR_BASE64', 'a message');
    Reflect.deleteProperty(error, 'stack');
    expect(inspect(error)).toBe(`${name}: a message\n  code: 'ERR_BASE64'`);
  });
});

// Every way in which Node and loggers turn an error into text. The last one is how Node prints an uncaught error.
const PRINTERS: readonly { readonly how: string; readonly print: (error: Error) => string }[] = [
  { how: 'inspect', print: (error) => inspect(error) },
  { how: 'inspect with hidden members', print: (error) => inspect(error, { showHidden: true, depth: 9 }) },
  { how: 'inspect within an object', print: (error) => inspect({ list: [error] }, { showHidden: true, depth: 9 }) },
  { how: 'inspect as the cause of another', print: (error) => inspect(new Error('outer', { cause: error })) },
  { how: 'format with %o', print: (error) => format('%o', error) },
  { how: 'JSON', print: (error) => JSON.stringify(error) },
  { how: 'JSON of its members', print: (error) => JSON.stringify({ ...error }) },
  { how: 'String', print: (error) => String(error) },
  { how: 'the stack', print: (error) => error.stack ?? '' },
  { how: 'inspect without custom functions', print: (error) => inspect(error, { customInspect: false, depth: 9 }) },
];

describe.each(PRINTERS)('$how', ({ print }) => {
  it('shows nothing of the cause', () => {
    // Clients put the whole request into their errors.
    const cause = Object.assign(new Error(SECRET), { config: { url: `https://host/?password=${SECRET}` } });
    const printed = print(new TransportError('ERR_TRANSPORT', 'run: request 1 failed', { cause }));
    expect(printed).not.toContain(SECRET);
    expect(printed).not.toBe('');
  });

  it('shows nothing of the vendor message', () => {
    const printed = print(new ResponseError('ERR_SIGN_IN_REFUSED', 'refused', { status: 403, vendorMessage: SECRET }));
    expect(printed).not.toContain(SECRET);
    expect(printed).not.toBe('');
  });
});

describe('ResponseError', () => {
  it('tells status and vendor message to the program', () => {
    const details: ErrorDetails = { status: 403, vendorMessage: 'User locked' };
    const error = new ResponseError('ERR_SIGN_IN_REFUSED', 'refused', details);
    expect([error.status, error.vendorMessage]).toEqual([403, 'User locked']);
  });

  it('has the status among its data, and the vendor message not', () => {
    const error = new ResponseError('ERR_SIGN_IN_REFUSED', 'refused', { status: 403, vendorMessage: 'User locked' });
    expect(error.toJSON()).toEqual({
      name: 'ResponseError',
      code: 'ERR_SIGN_IN_REFUSED',
      message: 'refused',
      retryable: false,
      status: 403,
    });
    expect(Reflect.ownKeys(error)).not.toContain('vendorMessage');
  });

  it('has the time to wait among its data, and the host not', () => {
    const error = new ResponseError('ERR_UNAVAILABLE', 'later', { status: 503, retryAfter: 1000, host: 'a.example' });
    expect(error.toJSON()).toMatchObject({ retryable: true, status: 503, retryAfter: 1000 });
    expect(error.host).toBe('a.example');
    expect(JSON.stringify(error) + inspect(error, { showHidden: true })).not.toContain('a.example');
  });

  it('has neither if none was given', () => {
    const error = new ResponseError('ERR_RSA_XML', 'no key', { status: undefined, vendorMessage: undefined });
    expect('status' in error).toBe(false);
    expect(error.vendorMessage).toBeUndefined();
    expect(error.toJSON()).not.toHaveProperty('status');
  });
});

describe('an error', () => {
  it('lets a program rename it and take its cause away, as any Error does', () => {
    const error = new TransportError('ERR_TRANSPORT', 'a message', { cause: new Error('below') });
    error.name = 'SignInFailed';
    expect(String(error)).toBe('SignInFailed: a message');
    expect(Reflect.deleteProperty(error, 'name')).toBe(true);
    expect(Reflect.deleteProperty(error, 'cause')).toBe(true);
    expect('cause' in error).toBe(false);
  });
});
