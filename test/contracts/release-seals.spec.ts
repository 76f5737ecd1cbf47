import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { contractsFolder } from './contract-files.js';
import { brokenSeals, sealReleases } from './release-seals.js';

describe('a file of a release', () => {
  const sample = 'released/0.1.0/rung.assessment.events/PersonPlaced.v1.samples.json';
  const schema = 'released/0.1.0/rung.assessment.events/PersonPlaced.v1.schema.json';
  /** What is broken as it lies there, `released.spec` says; here it would only be said again. */
  const own = new Set(brokenSeals(contractsFolder));
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rung-contracts-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  /** The real folder, changed. */
  const faultsAfter = (change: () => void): readonly string[] => {
    rmSync(folder, { recursive: true, force: true });
    for (const part of ['released', 'released.sha256']) cpSync(join(contractsFolder, part), join(folder, part), { recursive: true });
    change();
    return brokenSeals(folder).filter((fault) => !own.has(fault));
  };

  it('is let be', () => expect(faultsAfter(() => undefined)).toEqual([]));
  it.each([['a sample', sample], ['a schema', schema]])('that is deleted is missed: %s', (_, file) => {
    expect(faultsAfter(() => rmSync(join(folder, file)))).toEqual([`libs/contracts/${file} is gone: what was released is kept for ever, since logs and topics hold it. Take it from the history: \`git log -- libs/contracts/${file}\`.`]);
  });
  it.each([['a sample', sample], ['a schema', schema]])('that is edited is noticed: %s', (_, file) => {
    expect(faultsAfter(() => writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace('unit', 'team')))).toEqual([expect.stringContaining(`libs/contracts/${file} was edited after its release`)]);
  });
  it('that is added is noticed', () => {
    expect(faultsAfter(() => cpSync(join(folder, schema), join(folder, schema.replace('.v1', '.v2'))))).toEqual([expect.stringMatching(/PersonPlaced\.v2\.schema\.json has no seal/)]);
  });
  it('is missed with its whole release', () => {
    expect(faultsAfter(() => rmSync(join(folder, 'released'), { recursive: true })).length).toBeGreaterThan(40);
  });
  it('is sealed with the next release, and those before it stay sealed as they were', () => {
    const next = faultsAfter(() => {
      writeFileSync(join(folder, sample), '[]');
      cpSync(join(folder, 'released/0.1.0'), join(folder, 'released/99.0.0'), { recursive: true });
      sealReleases(folder);
    });
    expect(next).toEqual([expect.stringContaining(`libs/contracts/${sample} was edited after its release`)]);
  });
});
