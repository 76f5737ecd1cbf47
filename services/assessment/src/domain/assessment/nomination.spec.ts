import { describe, expect, it } from '@jest/globals';
import type { RaterRole } from '@rung/contracts';

import { whyNoRater, type Nominee } from './nomination.js';

const participant = { person: 'bob', manager: 'anna' };
const colleague: Nominee = { person: 'carol', manager: 'anna', isAbove: false, roles: [] };
const why = (role: RaterRole, nominee: Partial<Nominee> = {}, byHr = false) => whyNoRater(role, participant, { ...colleague, ...nominee }, byHr);

describe('a rater', () => {
  it('is a colleague as a peer, a report as upward, the own manager, or oneself', () => {
    expect(why('peer')).toBeUndefined();
    expect(why('upward', { manager: 'bob' })).toBeUndefined();
    expect(why('manager', { person: 'anna', isAbove: true })).toBeUndefined();
    expect(why('self', { person: 'bob' })).toBeUndefined();
  });
  it('is nobody of whom the directory knows nothing', () => expect(why('peer', { manager: undefined })).toContain('no such person'));
  it('is never oneself as another', () => expect(why('peer', { person: 'bob' })).toContain('themselves'));
  it('is never another as oneself', () => expect(why('self')).toContain('alone'));
  it('is no peer as the manager, nor from above the manager', () => {
    expect(why('peer', { person: 'anna' })).toContain('no peer');
    expect(why('peer', { person: 'olga', isAbove: true })).toContain('no peer');
  });
  it('is either the manager that HR named or a peer, whichever came first', () => {
    expect(why('peer', { roles: ['manager'] }, true)).toContain('as the manager');
    expect(why('manager', { roles: ['peer'] }, true)).toContain('another role');
    expect(why('manager', { roles: ['manager'] }, true)).toBeUndefined();
  });
  it('is another manager by HR alone', () => {
    expect(why('manager')).toContain('Only HR');
    expect(why('manager', {}, true)).toBeUndefined();
  });
  it('rates upward only who leads them', () => expect(why('upward')).toContain('reports to'));
});
