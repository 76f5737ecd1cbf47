import { describe, expect, it } from '@jest/globals';

import { mustHaveBegun } from './evidence-day.js';

const now = '2026-11-22T12:00:00.000Z';

describe('the day of evidence', () => {
  it.each(['1999-12-31', '2026-11-22', '2026-11-23'])('%s has begun somewhere at noon of the 22nd', (on) => expect(() => mustHaveBegun(on, now)).not.toThrow());

  it('is tomorrow nowhere before ten', () => expect(() => mustHaveBegun('2026-11-23', '2026-11-22T09:59:59.999Z')).toThrow('has happened'));

  it.each(['0000-01-01', '1899-12-31'])('is refused at %s: no view could keep it, or nobody remembers it', (on) => {
    const refused = { code: 'invalid-request', details: { errors: [{ pointer: '/on', detail: expect.stringContaining('from 1900-01-01') }] } };
    expect(() => mustHaveBegun(on, now)).toThrow(expect.objectContaining(refused));
  });

  it('is refused in the future, naming the field and the latest day', () => {
    const refused = { code: 'invalid-request', details: { errors: [{ pointer: '/on', detail: expect.stringContaining('2026-11-23 at the latest') }] } };
    expect(() => mustHaveBegun('2026-11-24', now)).toThrow(expect.objectContaining(refused));
  });
});
