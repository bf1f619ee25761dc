import { describe, expect, it } from 'vitest';
import { isServers } from '../../src/http/server-words.js';

describe("a server's own words", () => {
  it.each([
    ...['Bad Gateway', '502 badgateway', 'bad_gateway', 'Gateway Timeout', 'gatewaytimeout', 'GATEWAY-TIME-OUT'],
    ...['Internal Server Error', 'InternalServerError', 'internal_server', 'An invalid response was received'],
    ...['Call limit', 'rate limit', 'request limit exceeded', 'ratelimit', 'Rate-Limited'],
    ...['Down for maintenance', 'planned maintenance', 'Scheduled maintenance', 'under maintenance'],
    ...[
      'maintenance mode',
      'maintenance_mode',
      'name resolution failed',
      'no healthy upstream',
      'No message available',
    ],
    ...['Not Implemented', 'notimplemented', 'overloaded', 'Proxy Error', 'while proxying', 'cannot be proxied'],
    ...['Quota exceeded', 'a peer from the ring-balancer', 'server error', 'servererror', 'The server is busy'],
    ...['slow down', 'slow_down', 'slowdown', 'Something went wrong', 'Request was throttled'],
    ...['timeout', 'time out', 'timed out', 'timedout', 'The server times out', 'too early', 'tooearly'],
    ...['Too Many Requests', 'toomanyrequests', 'too_many_requests', 'Service Unavailable', 'upstream'],
  ])('are found anywhere in %j', (message) => {
    for (const text of [message, `${message}.`, `x ${message} x`, ` ${message}`]) expect(isServers(text)).toBe(true);
  });

  it.each([
    ...[
      'An error occurred',
      'an error has occurred.',
      'A fatal error occurred',
      'An unexpected internal error has occurred',
    ],
    ...['  An error occurred'],
  ])('are found at the start of %j', (message) => {
    expect(isServers(message)).toBe(true);
    expect(isServers(`Your card: ${message.trim()}`)).toBe(false);
  });

  it.each([
    ...['Error', 'error!', 'An error', 'A failure', '500 Error', '500: Error', '500 - Internal error'],
    ...['Fatal error', 'internal exception', 'Unexpected error.', 'Unhandled exception', 'Unknown failure'],
    ...[
      'an unexpected internal error',
      'Limit exceeded',
      'Maintenance',
      'Internal - unexpected error',
      'error code: 1015',
      'Error code 12',
    ],
  ])('are the whole of %j', (message) => {
    for (const text of [message, `${message}.`, ` ${message} `]) expect(isServers(text)).toBe(true);
    for (const text of [`Login ${message}`, `${message} in your password`]) expect(isServers(text)).toBe(false);
  });

  it('are only looked for in the first 200 characters', () => {
    const ending = (length: number) => `${'x'.repeat(length - 'throttl'.length)}throttled`;
    expect(isServers(ending(200))).toBe(true);
    expect(isServers(ending(201))).toBe(false);
  });
});

describe("a vendor's refusal", () => {
  it.each([
    ...['', 'Locked', 'Wrong user name or password', 'Down', 'Your maintenance contract has ended', 'login limit'],
    ...['5 Error', '5000 Error', 'Errors', 'error code: x', 'An a b c error occurred', 'An error is what it is'],
    ...['bad password', 'for all maintenance', 'no user', 'the limit', 'a proxi', 'too late', 'too many attempts'],
    ...['time is up', 'timer out of order', 'not allowed', 'slowly down', 'Error7', 'Unknown', 'unknownerror'],
  ])('is not among them: %j', (message) => {
    expect(isServers(message)).toBe(false);
  });
});
