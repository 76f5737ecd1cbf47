import { describe, expect, it } from '@jest/globals';
import { CycleCancelled, CycleClosed, CycleCreated, CycleOpened, CycleReleased, gradingPolicy, PhaseEnded, type Phase } from '@rung/contracts';
import { specificationOf } from '@rung/event-sourcing';

import { mustTakeAnswers, mustTakeConfirmations, mustTakeRaters } from './answering.js';
import { cycle, created as knownCycle, type KnownCycle } from './cycle.js';

const id = '0f9d2f1e-8a51-4f2f-9f0e-0d7a5a3e1c11';
const by = '5a9e2c1b-3f70-4f0b-8a57-2f6b8f7c9d01';
const at = '2026-11-22T10:00:00.000Z';
const frame = {
  cycle: id,
  name: 'Autumn',
  matrix: { id: 'python', version: 1, hash: 'a'.repeat(64) },
  population: { units: [] },
  policy: { grading: gradingPolicy.parse({}), phasesOverlap: false, deadlines: {}, peersAsked: { groups: ['soft'], others: 8 } },
};
const act = { by, at };
const wasCreated = CycleCreated({ ...frame, ...act });
const wasOpened = CycleOpened({ cycle: id, ...act });
const ended = (phase: Phase) => PhaseEnded({ cycle: id, phase, ...act });
const inCalibration = [wasCreated, wasOpened, ended('self'), ended('peer'), ended('manager')];
const wasReleased = CycleReleased({ cycle: id, ...act });
const given = specificationOf(cycle);
const release = { type: 'ReleaseCycle', allLaunched: true, participants: 1, unproposed: 0, waitingFor: [], unconfirmed: 0, confirmedOnly: false, ...act } as const;

describe('a cycle', () => {
  it('is created as a draft with its pin, population and policy', () => given().when({ type: 'CreateCycle', ...frame, ...act }).then(wasCreated));
  it('is created once', () => given(wasCreated).when({ type: 'CreateCycle', ...frame, ...act }).thenRejects('cycle-exists'));
  it('cannot be opened before it exists', () => given().when({ type: 'OpenCycle', ...act }).thenRejects('not-found'));
  it('opens from draft', () => given(wasCreated).when({ type: 'OpenCycle', ...act }).then(wasOpened));
  it('opens once', () => given(wasCreated, wasOpened).when({ type: 'OpenCycle', ...act }).thenRejects('cycle-not-draft'));

  it('is neither created nor opened when a phase would be over', () => {
    const policy = { ...frame.policy, deadlines: { peer: at } };
    given().when({ type: 'CreateCycle', ...frame, policy, ...act }).thenRejects('deadline-passed');
    given(CycleCreated({ ...frame, policy, ...act })).when({ type: 'OpenCycle', ...act }).thenRejects('deadline-passed');
    given(CycleCreated({ ...frame, policy, ...act })).when({ type: 'OpenCycle', ...act, at: '2026-11-22T09:59:59.999Z' }).then(CycleOpened({ cycle: id, by, at: '2026-11-22T09:59:59.999Z' }));
  });

  it('ends its phases in their order', () => {
    given(wasCreated, wasOpened).when({ type: 'EndPhase', phase: 'self', ...act }).then(ended('self'));
    given(wasCreated, wasOpened, ended('self')).when({ type: 'EndPhase', phase: 'peer', ...act }).then(ended('peer'));
    given(wasCreated, wasOpened).when({ type: 'EndPhase', phase: 'manager', ...act }).thenRejects('phase-not-current', (refusal) => expect(refusal.details).toEqual({ phase: 'self' }));
  });
  it('ends no phase twice', () => given(wasCreated, wasOpened, ended('self')).when({ type: 'EndPhase', phase: 'self', ...act }).thenRejects('phase-not-current'));
  it('ends no phase as a draft', () => given(wasCreated).when({ type: 'EndPhase', phase: 'self', ...act }).thenRejects('cycle-not-open'));
  it('ends calibration by its release alone', () => given(...inCalibration).when({ type: 'EndPhase', phase: 'calibration', ...act }).thenRejects('phase-not-current'));

  it('is released from calibration', () => given(...inCalibration).when(release).then(wasReleased));
  it('is released from nowhere else', () => given(wasCreated, wasOpened).when(release).thenRejects('cycle-not-in-calibration'));
  it('is not released while grades are computed', () => given(...inCalibration).when({ ...release, unproposed: 1, unconfirmed: 1 }).thenRejects('grade-not-proposed'));
  it('leaves out who has no proposal where only confirmed grades are asked for', () => given(...inCalibration).when({ ...release, unproposed: 1, unconfirmed: 1, confirmedOnly: true }).then(wasReleased));
  it('is not released with unconfirmed grades', () => {
    given(...inCalibration).when({ ...release, unconfirmed: 3 }).thenRejects('grades-not-confirmed', (refusal) => expect(refusal.details).toEqual({ count: 3 }));
  });
  it('is released with unconfirmed grades where that is asked for', () => given(...inCalibration).when({ ...release, unconfirmed: 3, confirmedOnly: true }).then(wasReleased));

  it('closes after its release, once', () => {
    given(...inCalibration, wasReleased).when({ type: 'CloseCycle', ...act }).then(CycleClosed({ cycle: id, ...act }));
    given(...inCalibration, wasReleased, CycleClosed({ cycle: id, ...act })).when({ type: 'CloseCycle', ...act }).thenNothing();
    given(...inCalibration).when({ type: 'CloseCycle', ...act }).thenRejects('cycle-not-released');
  });
  it('is not released while reviews are being launched, nor with nobody in it', () => {
    given(...inCalibration).when({ ...release, allLaunched: false }).thenRejects('reviews-not-launched');
    given(...inCalibration).when({ ...release, participants: 0 }).thenRejects('population-empty');
  });
  it('can be cancelled until people have seen their grades', () => {
    given(wasCreated).when({ type: 'CancelCycle', ...act }).then(CycleCancelled({ cycle: id, ...act }));
    given(...inCalibration).when({ type: 'CancelCycle', ...act }).then(CycleCancelled({ cycle: id, ...act }));
    given(...inCalibration, wasReleased).when({ type: 'CancelCycle', ...act }).thenRejects('cycle-not-open');
    given(...inCalibration, wasReleased, CycleClosed({ cycle: id, ...act })).when({ type: 'CancelCycle', ...act }).thenRejects('cycle-not-open');
  });
  it('ends no phase once it is cancelled', () => given(wasCreated, wasOpened, CycleCancelled({ cycle: id, ...act })).when({ type: 'EndPhase', phase: 'self', ...act }).thenRejects('cycle-not-open'));
});

/** What comes of each command in each status: the event, nothing, or the code of the refusal. */
const transitions = `
                       none         draft                    self                     peer                     manager                  calibration        released                 closed                   cancelled
  CreateCycle          CycleCreated cycle-exists             cycle-exists             cycle-exists             cycle-exists             cycle-exists       cycle-exists             cycle-exists             cycle-exists
  OpenCycle            not-found    CycleOpened              cycle-not-draft          cycle-not-draft          cycle-not-draft          cycle-not-draft    cycle-not-draft          cycle-not-draft          cycle-not-draft
  EndPhase:self        not-found    cycle-not-open           PhaseEnded               phase-not-current        phase-not-current        phase-not-current  cycle-not-open           cycle-not-open           cycle-not-open
  EndPhase:peer        not-found    cycle-not-open           phase-not-current        PhaseEnded               phase-not-current        phase-not-current  cycle-not-open           cycle-not-open           cycle-not-open
  EndPhase:manager     not-found    cycle-not-open           phase-not-current        phase-not-current        PhaseEnded               phase-not-current  cycle-not-open           cycle-not-open           cycle-not-open
  EndPhase:calibration not-found    cycle-not-open           phase-not-current        phase-not-current        phase-not-current        phase-not-current  cycle-not-open           cycle-not-open           cycle-not-open
  ReleaseCycle         not-found    cycle-not-in-calibration cycle-not-in-calibration cycle-not-in-calibration cycle-not-in-calibration CycleReleased      cycle-not-in-calibration cycle-not-in-calibration cycle-not-in-calibration
  CloseCycle           not-found    cycle-not-released       cycle-not-released       cycle-not-released       cycle-not-released       cycle-not-released CycleClosed              -                        cycle-not-released
  CancelCycle          not-found    CycleCancelled           CycleCancelled           CycleCancelled           CycleCancelled           CycleCancelled     cycle-not-open           cycle-not-open           -
`;

describe('every command in every status', () => {
  const [head = '', ...lines] = transitions.split('\n').filter((line) => line.trim() !== '').map((line) => line.trim());
  const opened = [wasCreated, wasOpened];
  const histories: Readonly<Record<string, Parameters<typeof cycle.evolve>[1][]>> = {
    none: [],
    draft: [wasCreated],
    self: opened,
    peer: [...opened, ended('self')],
    manager: [...opened, ended('self'), ended('peer')],
    calibration: inCalibration,
    released: [...inCalibration, wasReleased],
    closed: [...inCalibration, wasReleased, CycleClosed({ cycle: id, ...act })],
    cancelled: [...opened, CycleCancelled({ cycle: id, ...act })],
  };
  const commandOf = (word: string): Parameters<typeof cycle.decide>[0] => {
    const [type = '', phase] = word.split(':');
    if (type === 'CreateCycle') return { type, ...frame, ...act };
    if (type === 'ReleaseCycle') return release;
    if (type === 'EndPhase') return { type, phase: phase as Phase, ...act };
    return { type: type as 'OpenCycle' | 'CloseCycle' | 'CancelCycle', ...act };
  };
  const outcomeOf = (word: string, history: Parameters<typeof cycle.evolve>[1][]): string => {
    try {
      return cycle.decide(commandOf(word), history.reduce(cycle.evolve, cycle.initial)).map(({ type }) => type).join() || '-';
    } catch (refusal) {
      return (refusal as { code: string }).code;
    }
  };

  it('has a column for each status', () => expect(head.split(/\s+/)).toEqual(Object.keys(histories)));
  it.each(lines.map((line) => line.split(/\s+/)))('%s', (word = '', ...expected) => {
    expect(Object.values(histories).map((history) => outcomeOf(word, history))).toEqual(expected);
  });
});

describe('answers, raters and confirmations', () => {
  const state = (...events: Parameters<typeof cycle.evolve>[1][]): KnownCycle => knownCycle(events.reduce(cycle.evolve, cycle.initial));
  const code = (act: () => void) => {
    try {
      act();
      return 'taken';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const inPeerPhase = state(wasCreated, wasOpened, ended('self'));

  it('are taken in the phase of their role', () => {
    expect(code(() => mustTakeAnswers(inPeerPhase, 'peer', at))).toBe('taken');
    expect(code(() => mustTakeAnswers(inPeerPhase, 'upward', at))).toBe('taken');
    expect(code(() => mustTakeAnswers(inPeerPhase, 'self', at))).toBe('assessment-closed');
    expect(code(() => mustTakeAnswers(inPeerPhase, 'manager', at))).toBe('phase-not-current');
  });
  it('are taken in any of the three where phases overlap', () => {
    const overlapping = { ...inPeerPhase, policy: { ...frame.policy, phasesOverlap: true } };
    expect(code(() => mustTakeAnswers(overlapping, 'self', at))).toBe('taken');
    expect(code(() => mustTakeAnswers(overlapping, 'manager', at))).toBe('taken');
  });
  it('are not taken before the opening, nor in calibration', () => {
    expect(code(() => mustTakeAnswers(state(wasCreated), 'self', at))).toBe('cycle-not-open');
    expect(code(() => mustTakeAnswers(state(...inCalibration), 'manager', at))).toBe('assessment-closed');
  });
  it('are judged by the instant of receipt: at the deadline in time, a millisecond later not', () => {
    const due = { ...inPeerPhase, policy: { ...frame.policy, deadlines: { peer: at } } };
    expect(code(() => mustTakeAnswers(due, 'peer', at))).toBe('taken');
    expect(code(() => mustTakeAnswers(due, 'peer', '2026-11-22T10:00:00.001Z'))).toBe('deadline-passed');
  });
  it('bring no rater whose phase is over', () => {
    expect(code(() => mustTakeRaters(inPeerPhase, 'peer'))).toBe('taken');
    expect(code(() => mustTakeRaters(inPeerPhase, 'manager'))).toBe('taken');
    expect(code(() => mustTakeRaters(state(wasCreated, wasOpened, ended('self'), ended('peer')), 'peer'))).toBe('phase-not-current');
    expect(code(() => mustTakeRaters(state(wasCreated), 'peer'))).toBe('cycle-not-open');
  });
  it('are confirmed in calibration, and after the release', () => {
    expect(code(() => mustTakeConfirmations(state(...inCalibration)))).toBe('taken');
    expect(code(() => mustTakeConfirmations(state(...inCalibration, wasReleased)))).toBe('taken');
    expect(code(() => mustTakeConfirmations(inPeerPhase))).toBe('cycle-not-in-calibration');
  });
});
