// Counts a connection's events with the OpenTelemetry API, for whichever SDK the program sets up.
//
//   npm install credwire @opentelemetry/api
import { metrics } from '@opentelemetry/api';
import { bex } from 'credwire';
import { connect } from 'credwire/session';

const meter = metrics.getMeter('credwire');
const events = meter.createCounter('credwire.session.events', { description: 'What happened to sessions, by type' });
const signInTime = meter.createHistogram('credwire.session.sign_in.duration', { unit: 'ms' });

/**
 * A listener for `onEvent`. No event holds a secret, so that all of it may become attributes.
 *
 * @param {import('credwire/session').ConnectionEvent} event
 */
export function record(event) {
  const { vendor, type } = event;
  events.add(1, { vendor, type, ...(event.type === 'fault' && { part: event.part, code: event.code ?? 'other' }) });
  if (event.type === 'sign-in' || event.type === 'renewal')
    signInTime.record(event.took, { vendor, stored: event.stored });
}

/**
 * A connection that is counted.
 *
 * @param {import('credwire/session').OptionsOf<'bex'>} options
 * @param {typeof fetch} [fetch]
 */
export function connectCounted(options, fetch = globalThis.fetch) {
  return connect(bex, options, { fetch, onEvent: record });
}
