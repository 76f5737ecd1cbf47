import { describe, expect, it } from '@jest/globals';

import { missingSegment, nextSegment } from './wal-segments.js';

const name = (number: number): string => `0000000100000000${number.toString(16).toUpperCase().padStart(8, '0')}`;

describe('the segments of a log', () => {
  it('follow one another, from one log to the next as well', () => {
    expect(nextSegment('00000001000000000000000F')).toBe('000000010000000000000010');
    expect(nextSegment('0000000100000000000000FF')).toBe('000000010000000100000000');
  });

  it('have no hole up to the newest, which may be after what the backup needs', () => {
    const names = [3, 4, 5, 6].map(name);
    expect(missingSegment(names, name(3), name(4))).toBeUndefined();
    expect(missingSegment(names.filter((one) => one !== name(5)), name(3), name(4))).toBe(name(5));
    expect(missingSegment([], name(3), name(4))).toBe(name(3));
    expect(missingSegment([name(3)], name(3), name(4))).toBe(name(4));
  });

  it('are of one timeline, whatever else lies beside them', () => {
    const others = ['00000002.history', '000000020000000000000009', `${name(9)}.part`, `${name(3)}.00000028.backup`];
    expect(missingSegment([name(3), name(4), ...others], name(3), name(4))).toBeUndefined();
  });
});
