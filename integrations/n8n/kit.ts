/** The library of the credentials and the node. Built as one file, so that they share what they remember. */
export { authenticateOf, preAuthenticationOf, testOf } from './lib/credential.js';
export { messageOf, nodeError } from './lib/errors.js';
export { runOperation } from './lib/operations.js';
