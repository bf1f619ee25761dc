/** A program that takes one vendor out of the main entry. */
import { bex } from 'credwire';

Object.assign(globalThis, { request: bex.tokenRequest({ username: 'a', password: 'b' }).url });
