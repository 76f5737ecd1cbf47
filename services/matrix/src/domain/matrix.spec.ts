import { describe, expect, it } from '@jest/globals';
import { CompetencyDrafted, CompetencyPublished, DraftDiscarded, VersionDrafted, VersionPublished, VersionRetired } from '@rung/contracts';
import { fold, specificationOf } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import { contentHash } from './content-hash.js';
import { matrix } from './matrix.js';
import type { PublishVersion, RetireVersion } from './versions/publish-version.js';
import type { BranchVersion, DiscardDraft, DraftVersion } from './versions/begin-draft.js';

const given = specificationOf(matrix);
const by = '3f0a1c52-7a0e-8a35-9a3c-0d6e0f6f5a11';
const at = '2026-11-22T10:00:00.000Z';

const content: MatrixContent = {
  name: 'Gardeners',
  reading: 'complete',
  groups: ['soft', 'hard'],
  levels: [
    { code: 'novice', names: ['Novice'], sameAs: {} },
    { code: 'master', names: ['Master'], sameAs: { hard: 'novice' } },
  ],
  terms: [],
  competencies: [
    {
      id: 'pruning',
      group: 'hard',
      title: { en: 'Prunes roses' },
      cells: [
        { listedAt: ['novice'], statement: { en: 'Prunes roses' }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 },
      ],
    },
  ],
};
const { competencies, ...frame } = content;
const [pruning] = competencies;
if (pruning === undefined) throw new Error('the example has a competency');

const draft = (over: Partial<DraftVersion> = {}): DraftVersion => ({
  type: 'DraftVersion',
  matrixId: 'gardeners',
  content,
  source: { kind: 'import', textSha256: '0'.repeat(64) },
  by,
  at,
  ...over,
});
const publish = (version: number): PublishVersion => ({ type: 'PublishVersion', matrixId: 'gardeners', version, organisation: 'nobody', by, at });

const branch = (from: number): BranchVersion => ({ type: 'BranchVersion', matrixId: 'gardeners', from, by, at });
const discard = (version: number): DiscardDraft => ({ type: 'DiscardDraft', matrixId: 'gardeners', version, reason: 'begun twice', by, at });

const drafted = [
  VersionDrafted({ matrixId: 'gardeners', version: 1, frame, competencies: 1, source: draft().source, by, at }),
  CompetencyDrafted({ matrixId: 'gardeners', version: 1, competency: pruning }),
];
const discarded = DraftDiscarded({ matrixId: 'gardeners', version: 1, reason: 'begun twice', by, at });
const published = [
  CompetencyPublished({ matrixId: 'gardeners', version: 1, competency: pruning }),
  VersionPublished({ matrixId: 'gardeners', version: 1, hash: contentHash(content), frame, competencyIds: ['pruning'], by, at }),
];

describe('a matrix', () => {
  it('is drafted as a frame and its competencies', () => given().when(draft()).then(...drafted));

  it('is published as its competencies and a manifest that closes them', () =>
    given(...drafted).when(publish(1)).then(...published));

  it('takes a second version once the first is published', () => {
    const next = { version: 2 };
    given(...drafted, ...published)
      .when(draft())
      .then(
        VersionDrafted({ ...drafted[0]!.data, ...next } as Parameters<typeof VersionDrafted>[0]),
        CompetencyDrafted({ matrixId: 'gardeners', version: 2, competency: pruning }),
      );
  });

  it('is begun by a copy from the catalogue, and never goes on with one', () => {
    const copy = draft({ source: { kind: 'catalogue', entry: 'gardener', hash: contentHash(content) } });
    given().when(copy).then(VersionDrafted({ ...drafted[0]!.data, source: copy.source } as Parameters<typeof VersionDrafted>[0]), drafted[1]!);
    for (const before of [drafted, [...drafted, ...published]]) {
      given(...before)
        .when(copy)
        .thenRejects('matrix-exists', (refusal) => expect(refusal.details['errors']).toEqual([{ pointer: '/name', detail: 'makes the id "gardeners", which is taken' }]));
    }
  });

  it('is begun empty or as a copy of another one, and never goes on so', () => {
    for (const source of [{ kind: 'new' as const }, { kind: 'branch' as const, matrix: 'growers', version: 3 }]) {
      given().when(draft({ source })).then(VersionDrafted({ ...drafted[0]!.data, source } as Parameters<typeof VersionDrafted>[0]), drafted[1]!);
      given(...drafted).when(draft({ source })).thenRejects('matrix-exists');
      given(...drafted, discarded).when(draft({ source })).then(VersionDrafted({ ...drafted[0]!.data, version: 2, source } as Parameters<typeof VersionDrafted>[0]), CompetencyDrafted({ matrixId: 'gardeners', version: 2, competency: pruning }));
    }
  });

  it('goes on with any of its versions, whatever became of it, while it has no draft', () => {
    const source = { kind: 'branch' as const, matrix: 'gardeners', version: 1 };
    const next = [VersionDrafted({ matrixId: 'gardeners', version: 2, frame, competencies: 1, source, by, at }), CompetencyDrafted({ matrixId: 'gardeners', version: 2, competency: pruning })];
    given(...drafted, ...published).when(branch(1)).then(...next);
    given(...drafted, discarded).when(branch(1)).then(...next);
    given(...drafted, ...published, ...next, DraftDiscarded({ ...discarded.data, version: 2 })).when(branch(1)).then(VersionDrafted({ ...next[0]!.data, version: 3 } as Parameters<typeof VersionDrafted>[0]), CompetencyDrafted({ matrixId: 'gardeners', version: 3, competency: pruning }));
    given(...drafted, ...published, ...next).when(branch(1)).thenRejects('draft-exists', ({ details }) => expect(details).toEqual({ draft: 2 }));
    given(...drafted, ...published).when(branch(2)).thenRejects('not-found');
    given().when(branch(1)).thenRejects('not-found');
  });

  it('gives a draft up, once, and never what is published', () => {
    given(...drafted).when(discard(1)).then(discarded);
    given(...drafted, discarded).when(discard(1)).thenRejects('version-not-draft', ({ details }) => expect(details).toEqual({ versionStatus: 'discarded' }));
    given(...drafted, discarded).when(publish(1)).thenRejects('version-not-draft');
    given(...drafted, ...published).when(discard(1)).thenRejects('version-not-draft');
    given(...drafted).when(discard(2)).thenRejects('not-found');
  });

  it('is published once there is nothing that must be mended, and says what is to be', () => {
    const empty = VersionDrafted({ matrixId: 'gardeners', version: 1, frame, competencies: 0, source: { kind: 'new' }, by, at });
    given(empty).when(publish(1)).thenRejects('draft-not-ready', ({ details, message }) => {
      expect(details['errors']).toEqual([{ pointer: '/competencies', detail: 'it expects nothing of anybody; add a competency' }]);
      expect(message).toContain('readiness');
    });
  });

  it('is retired once it is published, and goes on with what it was', () => {
    const retire: RetireVersion = { type: 'RetireVersion', matrixId: 'gardeners', version: 1, by, at };
    const retired = VersionRetired({ matrixId: 'gardeners', version: 1, reason: null, by, at });
    given(...drafted, ...published).when(retire).then(retired);
    given(...drafted, ...published, retired).when(retire).thenRejects('version-not-published', ({ details }) => expect(details).toEqual({ versionStatus: 'retired' }));
    given(...drafted).when(retire).thenRejects('version-not-published');
    given().when(retire).thenRejects('not-found');
    const source = { kind: 'branch' as const, matrix: 'gardeners', version: 1 };
    given(...drafted, ...published, retired).when(branch(1)).then(
      VersionDrafted({ matrixId: 'gardeners', version: 2, frame, competencies: 1, source, by, at }), CompetencyDrafted({ matrixId: 'gardeners', version: 2, competency: pruning }),
    );
  });

  it('has one draft at a time', () => given(...drafted).when(draft()).thenRejects('draft-exists'));

  it('is published once', () => given(...drafted, ...published).when(publish(1)).thenRejects('version-not-draft'));

  it('does not publish what it does not have', () => given(...drafted).when(publish(2)).thenRejects('not-found'));

  it('refuses a reference to a level that is not there', () => {
    const levels = [{ code: 'novice', names: ['Novice'], sameAs: { hard: 'wizard' } }];
    given()
      .when(draft({ content: { ...content, levels } }))
      .thenRejects('matrix-unsound', (refusal) =>
        expect(refusal.details['errors']).toEqual([
          { pointer: '/levels/0/sameAs/hard', detail: 'there is no level "wizard"; add it, or take out the reference' },
        ]),
      );
  });
});

describe('a cell that is the same as another level\'s', () => {
  const [cell] = pruning.cells;
  if (cell === undefined) throw new Error('the example has a cell');
  const levels = [{ code: 'novice', names: ['Novice'], sameAs: {} }, { code: 'master', names: ['Master'], sameAs: {} }, { code: 'expert', names: ['Expert'], sameAs: {} }];
  const referring = { ...pruning, sameAs: { expert: 'novice' } };
  const sound = { ...content, levels, competencies: [referring] };

  it('is drafted, branched and published as a reference', () => {
    const events = fold(matrix, matrix.decide(draft({ content: sound }), matrix.initial));
    expect(events.versions[0]?.content.competencies).toEqual([referring]);
    const told = matrix.decide(publish(1), events);
    expect(told).toContainEqual(CompetencyPublished({ matrixId: 'gardeners', version: 1, competency: referring }));
    expect(matrix.decide(branch(1), [...told].reduce(matrix.evolve, events))).toContainEqual(CompetencyDrafted({ matrixId: 'gardeners', version: 2, competency: referring }));
  });

  it('is part of what the hash is of, and where there is none the hash is what it was', () => {
    expect(contentHash(sound)).not.toBe(contentHash({ ...sound, competencies: [pruning] }));
    expect(contentHash({ ...sound, competencies: [{ ...referring, sameAs: undefined }] })).toBe(contentHash({ ...sound, competencies: [pruning] }));
  });

  it.each([
    ['a circle', { ...referring, sameAs: { expert: 'master', master: 'expert' } }, '/competencies/0/sameAs/expert'],
    ['no level', { ...referring, sameAs: { expert: 'wizard' } }, '/competencies/0/sameAs/expert'],
    ['nothing', { ...referring, sameAs: { expert: 'master' } }, '/competencies/0/sameAs/expert'],
  ])('is refused where it leads to %s', (_, competency, pointer) =>
    given().when(draft({ content: { ...sound, competencies: [competency] } })).thenRejects('matrix-unsound', ({ details }) => expect(details['errors']).toContainEqual(expect.objectContaining({ pointer }))));
});

describe('the hash of a content', () => {
  it('does not depend on the order of keys', () => {
    const shuffled = Object.fromEntries(Object.entries(content).reverse()) as MatrixContent;
    expect(contentHash(shuffled)).toBe(contentHash(content));
  });

  it('changes with any word', () => {
    expect(contentHash({ ...content, name: 'Gardener' })).not.toBe(contentHash(content));
  });
});
