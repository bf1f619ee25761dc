/** Every vector against the library. */
import * as credwire from 'credwire';
import * as clients from 'credwire/clients';
import * as codecs from 'credwire/codecs';
import * as jsbn from 'credwire/jsbn';
import * as sandbox from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { vectorFiles } from './files.js';
import { runVector } from './run-vector.mjs';

const library = { credwire, codecs, clients, jsbn, sandbox };

describe.each(vectorFiles)('%s', (_, file) => {
  describe.each(file.testGroups)('$type, $profile', ({ type, tests }) => {
    it.each(tests)('$tcId: $comment', async (vector) => {
      expect(await runVector(library, type, vector)).toEqual([]);
    });
  });
});
