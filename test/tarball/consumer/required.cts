// A CommonJS program.
import credwire = require('credwire');
import codecs = require('credwire/codecs');
import sandbox = require('credwire/sandbox');
import file = require('credwire-vectors/bex.json');

export const encoded: string = codecs.encodeBase64(sandbox.seededRandom('a')(1));
export const count: number = file.numberOfTests;
export const made = (options: credwire.bex.TokenRequestOptions): credwire.SignIn<credwire.Session> =>
  credwire.bex.signIn(options);
