import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { eventCatalogue, eventHeaders, topicAccess, topicConfig } from '@rung/contracts';

import { repositoryRoot } from '../repository-root.js';

const page = readFileSync(join(repositoryRoot, 'docs/events.md'), 'utf8');
const rowsWith = (name: string) => page.split('\n').filter((line) => line.startsWith('|') && line.includes(`\`${name}\``));

describe('the page on events', () => {
  it('explains every header, and no other', () => {
    const explained = [...page.matchAll(/`(ce_\w+)`/g)].map(([, header]) => header);
    expect([...new Set(explained)].sort()).toEqual(Object.keys(eventHeaders.shape).filter((header) => header.startsWith('ce_')).sort());
  });

  it.each(eventCatalogue)('says who writes and reads $topic, and which streams it has', ({ topic, notes }) => {
    const [, , writer, readers, streams = ''] = rowsWith(topic)[0]?.split('|') ?? [];
    const { producer, consumers } = topicAccess[topic as keyof typeof topicAccess];
    expect([writer?.trim(), readers?.trim().split(', ')]).toEqual([producer, consumers]);
    const named = [...streams.matchAll(/`(\w+)\//g)].map(([, stream]) => stream);
    expect(named).toEqual([...new Set(Object.values(notes).map(({ stream }) => stream))]);
  });

  it('says what each version of an event changed', () => {
    const versions = eventCatalogue.flatMap(({ catalogue }) => catalogue.types).flatMap(({ type, schemaVersion }) => Array.from({ length: schemaVersion - 1 }, (_, before) => `${type} ${before + 2}`));
    const told = [...page.matchAll(/^\| `([A-Z]\w+)` \| (\d+) \| .{20,} \| .{10,} \|$/gm)].map(([, type, version]) => `${type} ${version}`);
    expect(told.sort()).toEqual(versions.sort());
  });

  it('says how long the topics keep what they hold', () => {
    for (const name of ['cleanup.policy', 'retention.ms', 'retention.bytes'] as const) expect(page).toContain(`\`${name}=${topicConfig[name]}\``);
  });
});
