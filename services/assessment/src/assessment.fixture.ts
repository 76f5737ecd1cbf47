// The assessment service behind real HTTP over a real database, with a published matrix and a small organisation.
import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';

import { CompetencyPublished, matrixEvents, topics, VersionPublished, VersionRetired, type MatrixEvent, type MatrixPin } from '@rung/contracts';
import { createPostgresEventLog, eventLogSql, toNewEvents, type EventLog } from '@rung/event-store';
import { LogTailBus } from '@rung/messaging';
import type { MatrixContent } from '@rung/matrix-model';
import { createLogger, type ProcessRole, type ServiceDatabase } from '@rung/service-kit';
import { eventually, fakeClock, postgresForTests, serviceForTests, type Answer, type Caller, type FakeClock, type ServiceUnderTest, type TestDatabase } from '@rung/testing';

import { AssessmentModule } from './assessment.module.js';
import { openAssessmentDatabase } from './database.js';
import { exampleMatrix } from './domain/example-matrix.fixture.js';
import type { AssessmentAdapters } from './followed.js';

export const matrixPin = { id: 'python', version: 1, hash: 'c'.repeat(64) };

export const units = 'unit,name,parent\nit,IT,\nbackend,Backend,it\nsales,Sales,\n';
export const positions = 'position,title,matrix\ndev,Developer,python\nseller,Seller,selling\n';
/** Anna leads Bob, Carol, Dave and Eve; Olga leads Anna. Olga and Sam are assessed by no matrix of ours. */
export const people = [
  'person,name,email,unit,manager,position',
  'olga,Ольга Орлова,olga@example.org,it,,',
  'anna,"Anna ""Ann"" Adams",anna@example.org,backend,olga,dev',
  'bob,Bob Brown,,backend,anna,dev',
  'carol,Carol Clark,,backend,anna,dev',
  'dave,Dave Dunn,,backend,anna,dev',
  'eve,Eve Evans,,backend,anna,dev',
  'sam,Sam Smith,,sales,olga,seller',
].join('\n');
export const entryGrades = 'person,matrix,level,signed_by\nanna,python,Senior,olga\nbob,python,Junior,anna\n';

export interface Running {
  readonly service: ServiceUnderTest;
  readonly log: EventLog;
  readonly database: ServiceDatabase;
  stop(): Promise<void>;
}

export interface World {
  readonly clock: FakeClock;
  /** All that was logged, by every instance. */
  logged(): string;
  /** A new instance over the same database, or over a copy of it. */
  start(roles?: readonly ProcessRole[], url?: string): Promise<Running>;
  /** What the matrix service would tell of a version that is retired. */
  retire(matrixId: string, version: number): Promise<void>;
  /** What the matrix service would tell of a matrix. */
  tellOfMatrix(matrixId: string, events: readonly MatrixEvent[]): Promise<void>;
  /** What the matrix service would publish. */
  publish(pin: MatrixPin, content: MatrixContent): Promise<void>;
  readonly server: TestDatabase;
  close(): Promise<void>;
}

const allRoles: readonly ProcessRole[] = ['api', 'projector', 'worker'];

/** A database of its own, and a matrix service's log with one published matrix. */
export async function newWorld(changes: Pick<AssessmentAdapters, 'releasePatienceMs'> = {}): Promise<World> {
  const [server, matrixServer] = await Promise.all([postgresForTests(), postgresForTests()]);
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const logger = createLogger({ level: 'debug', name: 'assessment-test', destination });
  await matrixServer.pool.query(eventLogSql({ lanes: 1 }));
  const matrixLog = await createPostgresEventLog({ pool: matrixServer.pool, logger });
  await publishMatrix(matrixLog, matrixPin, exampleMatrix);
  const clock = fakeClock(new Date().toISOString());
  const keyEncryptionKey = randomBytes(32);
  const running = new Set<Running>();

  const start = async (roles: readonly ProcessRole[] = allRoles, url = server.url): Promise<Running> => {
    const database = await openAssessmentDatabase({ url, lanes: 2, logger });
    const log = await createPostgresEventLog({ pool: database.pool, logger });
    const bus = new LogTailBus(new Map([[topics.matrix, matrixLog]]));
    const service = await serviceForTests([AssessmentModule.with({ database, log, bus, roles, keyEncryptionKey, openingIntervalMs: 100, ...changes })], { logger, clock });
    const instance: Running = {
      service,
      log,
      database,
      stop: async () => {
        if (!running.delete(instance)) return;
        await service.close();
        await log.close();
        await database.close();
      },
    };
    running.add(instance);
    return instance;
  };

  return {
    clock,
    logged: () => lines.join(''),
    start,
    retire: (matrixId, version) => tellOfMatrix(matrixLog, matrixId, [VersionRetired({ matrixId, version, reason: null, by: matrixEditor, at: '2026-01-02T00:00:00.000Z' })]),
    tellOfMatrix: (matrixId, events) => tellOfMatrix(matrixLog, matrixId, events),
    publish: (pin, content) => publishMatrix(matrixLog, pin, content),
    server,
    close: async () => {
      for (const instance of [...running]) await instance.stop();
      await matrixLog.close();
      await Promise.all([server.drop(), matrixServer.drop()]);
    },
  };
}

const matrixEditor = '00000000-0000-8000-8000-000000000001';

async function publishMatrix(log: EventLog, pin: MatrixPin, content: MatrixContent): Promise<void> {
  const { competencies, ...frame } = content;
  const { id: matrixId, version, hash } = pin;
  const events = [
    ...competencies.map((competency) => CompetencyPublished({ matrixId, version, competency })),
    VersionPublished({ matrixId, version, hash, frame, competencyIds: competencies.map(({ id }) => id), by: matrixEditor, at: '2026-01-01T00:00:00.000Z' }),
  ];
  await tellOfMatrix(log, matrixId, events);
}

async function tellOfMatrix(log: EventLog, matrixId: string, events: readonly MatrixEvent[]): Promise<void> {
  const { length: expectedVersion } = await log.readStream(`matrix/${matrixId}`);
  await log.append({ streamId: `matrix/${matrixId}`, expectedVersion, events: toNewEvents(matrixEvents, events, {}) });
}

/** Takes the organisation's files. */
export async function importOrganisation(hr: Caller): Promise<void> {
  const files = [['units', units], ['positions', positions], ['people', people], ['entry-grades', entryGrades]] as const;
  for (const [file, body] of files) expectOk(await hr('POST', `/directory/imports/${file}`, { body, type: 'text/csv' }));
}

export function expectOk(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

/** A cycle over everybody, opened, with every review launched. @returns its id. */
export async function openCycle(service: ServiceUnderTest, policy: object = {}, version = 1): Promise<string> {
  const hr = service.as('hr', 'hr');
  const body = { name: 'Autumn', matrix: { id: 'python', version }, policy: { phasesOverlap: true, ...policy } };
  const created = await eventually(async () => expectOk(await hr('POST', '/cycles', { body })));
  const { id } = created.body;
  expectOk(await hr('POST', `/cycles/${id}/opening`));
  await eventually(async () => {
    const { body: progress } = expectOk(await hr('GET', `/cycles/${id}`));
    if (progress.participants.launched !== 5 || progress.assessments.manager.open !== 5) throw new Error(JSON.stringify(progress));
  });
  return id;
}

export interface Task {
  readonly assessment: string;
  readonly role: string;
  readonly participant: { readonly name: string };
}

/** The task of a rater about a participant, once it is there. */
export async function taskOf(service: ServiceUnderTest, rater: string, cycle: string, role: string, participant: string): Promise<Task> {
  return eventually(async () => {
    const { body } = expectOk(await service.as(rater)('GET', `/tasks?cycle=${cycle}`));
    const found = (body.tasks as Task[]).find((task) => task.role === role && task.participant.name === participant);
    if (found === undefined) throw new Error(`no task ${role} about ${participant}: ${JSON.stringify(body)}`);
    return found;
  });
}

/** Answers all that is asked with one value; what demands evidence with at most 1 where there is none. */
export async function answerAll(service: ServiceUnderTest, rater: string, assessment: string, value: 0 | 1 | 2 | 3 | 'n'): Promise<Answer> {
  const call = service.as(rater);
  const { body: form } = expectOk(await eventually(async () => expectOk(await call('GET', `/assessments/${assessment}`))));
  const proven = new Set((form.evidence as { competency: string }[]).map(({ competency }) => competency));
  const ratings = (form.asked as { competency: string; level: string; evidenceRequired: boolean }[]).map(({ competency, level, evidenceRequired }) => ({
    competency,
    level,
    value: evidenceRequired && !proven.has(competency) && (value === 2 || value === 3) ? 1 : value,
  }));
  return call('POST', `/assessments/${assessment}/submission`, { body: { ratings } });
}

