import { Injectable, Module, type DynamicModule, type OnModuleInit, type Provider } from '@nestjs/common';
import type { Feed, Reaction } from '@rung/messaging';
import { Commands, isUuid, operatorControllers, PERSON_ID_SECRET, Relations } from '@rung/service-kit';
import { DataSource } from 'typeorm';

import { AssessmentBackground } from './background.js';
import { AssessmentsController } from './commands/assessments/assessments.controller.js';
import { ManagerReplacement } from './commands/assessments/manager-replacement.js';
import { Nominations } from './commands/assessments/nominations.js';
import { Submissions } from './commands/assessments/submissions.js';
import { CycleCommands } from './commands/cycles/cycle-commands.js';
import { CycleOpening } from './commands/cycles/cycle-opening.js';
import { CycleRelease } from './commands/cycles/cycle-release.js';
import { CyclesController } from './commands/cycles/cycles.controller.js';
import { DirectoryImport } from './commands/directory/directory-import.js';
import { DirectoryImportController } from './commands/directory/directory-import.controller.js';
import { Confirmations } from './commands/reviews/confirmations.js';
import { EvidenceRecords } from './commands/reviews/evidence-records.js';
import { NewParticipants } from './commands/reviews/new-participants.js';
import { ParticipantsController } from './commands/reviews/participants.controller.js';
import { Targets } from './commands/reviews/targets.js';
import { DraftTable } from './drafts/draft-table.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { Drafts } from './drafts/drafts.js';
import { ADAPTERS, following, REACTIONS, type AssessmentAdapters } from './followed.js';
import { AssessmentMetrics } from './metrics.js';
import { Answering } from './privacy/answering.js';
import { CycleSecrets } from './privacy/cycle-secrets.js';
import { RaterLinks } from './privacy/rater-links.js';
import { SealingKeys } from './privacy/sealing-keys.js';
import { closeCancelled } from './processes/closing/close-cancelled.js';
import { Closings } from './processes/closing/closings.js';
import { Enrolments } from './processes/launching/enrolments.js';
import { HeldBack } from './processes/launching/held-back.js';
import { KnownLevels } from './processes/launching/known-levels.js';
import { Launcher } from './processes/launching/launcher.js';
import { launchReviews } from './processes/launching/launch-reviews.js';
import { Populations } from './processes/launching/population.js';
import { Openings } from './processes/opening/openings.js';
import { ProcessCommands } from './processes/process-commands.js';
import { proposeGrades } from './processes/proposing/propose-grades.js';
import { Proposer } from './processes/proposing/proposer.js';
import { DirectoryPublisher } from './processes/publishing/directory-publisher.js';
import { releaseGrades } from './processes/releasing/release-grades.js';
import { Roster } from './processes/roster/roster.js';
import { Directory } from './reference/directory/directory.js';
import { Matrices } from './reference/matrices/matrices.js';
import { Streams } from './streams.js';
import { EVENT_LOG, KEY_ENCRYPTION_KEY, POOL } from './tokens.js';
import { AssessmentFormController } from './views/assessment-form/assessment-form.controller.js';
import { AssessmentForms } from './views/assessment-form/assessment-forms.js';
import { SubmittedAnswers } from './views/assessment-form/submitted-answers.js';
import { CycleProgressController } from './views/cycle-progress/cycle-progress.controller.js';
import { CycleProgresses } from './views/cycle-progress/cycle-progress.js';
import { DirectoryPagesController } from './views/directory/directory-pages.controller.js';
import { DirectoryPages } from './views/directory/directory-pages.js';
import { EvidenceReader } from './views/evidence/evidence.js';
import { MatrixAuthors } from './views/matrix-authors/matrix-authors.js';
import { MatrixAuthorsController } from './views/matrix-authors/matrix-authors.controller.js';
import { MeController } from './views/me/me.controller.js';
import { MyCycles } from './views/me/my-cycles.js';
import { MyPeopleController } from './views/my-people/my-people.controller.js';
import { MyPeople } from './views/my-people/my-people.js';
import { ParticipantPagesController } from './views/participants/participant-pages.controller.js';
import { Participants } from './views/participants/participants.js';
import { TasksController } from './views/tasks/tasks.controller.js';
import { Tasks } from './views/tasks/tasks.js';

const controllers = [
  DirectoryImportController,
  DirectoryPagesController,
  MatrixAuthorsController,
  CyclesController,
  CycleProgressController,
  ParticipantsController,
  ParticipantPagesController,
  AssessmentsController,
  AssessmentFormController,
  DraftsController,
  TasksController,
  MeController,
  MyPeopleController,
];

const commands = [DirectoryImport, CycleCommands, CycleOpening, CycleRelease, NewParticipants, Targets, EvidenceRecords, Confirmations, ManagerReplacement, Nominations, Submissions];
const reference = [Directory, Matrices, Streams, AssessmentMetrics];
const privacy = [Answering, CycleSecrets, RaterLinks, SealingKeys];
const processes = [Closings, Enrolments, HeldBack, KnownLevels, Launcher, Openings, Populations, ProcessCommands, Proposer, DirectoryPublisher, Roster];
const drafts = [Drafts, DraftTable];
const views = [AssessmentForms, CycleProgresses, DirectoryPages, EvidenceReader, MatrixAuthors, MyCycles, MyPeople, Participants, SubmittedAnswers, Tasks];

/** Who is what to whom, for the access rules of this service's routes. */
@Injectable()
class AssessmentRelations implements OnModuleInit {
  constructor(
    private readonly relations: Relations,
    private readonly links: RaterLinks,
    private readonly directory: Directory,
  ) {}

  onModuleInit(): void {
    this.relations.register('assessment.rater', async (actor, assessment) => isUuid(assessment) && this.links.isRater(assessment, actor.personId));
    this.relations.register('assessment.manager-of', (actor, person) => this.directory.isAbove(actor.personId, person));
  }
}

/** The processes, each made of its parts; the order does not matter. */
const reactions: readonly Provider[] = [
  {
    provide: launchReviews,
    inject: [ADAPTERS, Streams, Populations, Roster, Launcher, Closings, Proposer],
    useFactory: ({ releasePatienceMs = 30_000 }: AssessmentAdapters, streams: Streams, populations: Populations, roster: Roster, launcher: Launcher, closings: Closings, proposer: Proposer) =>
      (feed: Feed) => launchReviews(feed, { streams, populations, roster, launcher, closings, proposer, releasePatienceMs }),
  },
  {
    provide: proposeGrades,
    inject: [Streams, Populations, Roster, Proposer],
    useFactory: (streams: Streams, populations: Populations, roster: Roster, proposer: Proposer) => (feed: Feed) =>
      proposeGrades(feed, { streams, populations, roster, proposer }),
  },
  {
    provide: releaseGrades,
    inject: [Streams, Roster, ProcessCommands],
    useFactory: (streams: Streams, roster: Roster, commands: ProcessCommands) => (feed: Feed) => releaseGrades(feed, { streams, roster, commands }),
  },
  { provide: closeCancelled, inject: [Closings], useFactory: (closings: Closings) => (feed: Feed) => closeCancelled(feed, closings) },
  {
    provide: REACTIONS,
    inject: [launchReviews, proposeGrades, releaseGrades, closeCancelled],
    useFactory: (...made: readonly ((feed: Feed) => Reaction)[]) => (feed: Feed) => made.map((make) => make(feed)),
  },
];

@Module({})
export class AssessmentModule {
  /** The service on the given adapters, which stay the caller's to close. */
  static with(adapters: AssessmentAdapters): DynamicModule {
    return {
      module: AssessmentModule,
      controllers: adapters.roles.includes('api') ? [...controllers, ...operatorControllers('assessment')] : [],
      providers: [
        { provide: ADAPTERS, useValue: adapters },
        { provide: EVENT_LOG, useValue: adapters.log },
        { provide: POOL, useValue: adapters.database.pool },
        { provide: KEY_ENCRYPTION_KEY, useValue: adapters.keyEncryptionKey },
        { provide: DataSource, useValue: adapters.database.dataSource },
        { provide: Commands, inject: [PERSON_ID_SECRET], useFactory: (secret: string) => new Commands(adapters.log, secret) },
        ...reactions,
        ...following,
        ...commands,
        ...reference,
        ...privacy,
        ...processes,
        ...drafts,
        ...views,
        AssessmentRelations,
        AssessmentBackground,
      ],
    };
  }
}
