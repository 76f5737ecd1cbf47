import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the log says of when each cycle was created, opened and released. */
export const cycleTimesFromLog = `
  update cycles set created_at = told.created_at, opened_at = told.opened_at, released_at = told.released_at
  from (
    select found.cycle,
      max(data ->> 'at') filter (where type = 'CycleCreated') as created_at,
      max(data ->> 'at') filter (where type = 'CycleOpened') as opened_at,
      max(data ->> 'at') filter (where type = 'CycleReleased') as released_at
    from event_log.events event join cycles found on event.stream_id = 'cycle/' || found.cycle and event.stream_version <= found.version
    group by found.cycle
  ) told
  where told.cycle = cycles.cycle;`;

/** When a cycle was created, opened and released: the latest is told by these, and not by a name. */
export class CycleTimes1764000022000 implements MigrationInterface {
  readonly name = 'CycleTimes1764000022000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table cycles add column created_at text, add column opened_at text, add column released_at text;
      ${cycleTimesFromLog}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cycles drop column created_at, drop column opened_at, drop column released_at;');
  }
}
