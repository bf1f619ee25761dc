import { describe, expect, it } from 'vitest';
import { makeProfile } from '../../src/vendors/vendor.js';

describe('makeProfile', () => {
  it('freezes a profile down to its fields', () => {
    const field = { name: 'a', secret: true, required: true };
    const profile = makeProfile({
      id: 'x',
      name: 'X',
      fields: [field],
      tokenLife: { description: 'd' },
      document: 'D',
    });
    for (const part of [profile, profile.fields, field, profile.tokenLife]) expect(Object.isFrozen(part)).toBe(true);
  });
});
