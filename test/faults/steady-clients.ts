// Clients that go on whatever breaks: they command, ask again under the same key, read grades, and note what they are answered.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { Answer, Call, ServiceUnderTest } from '@rung/testing';

export interface Acknowledged {
  readonly person: string;
  readonly key: string;
  readonly version: number;
}

export interface SteadyClientsOptions {
  readonly service: Pick<ServiceUnderTest, 'as'>;
  /** Whose participants record evidence all the time. */
  readonly open: string;
  /** Whose participants' grades are proposed: they are read all the time, and confirmed when it is told. */
  readonly calibrated: string;
  readonly people: readonly string[];
  /** What the evidence is for. */
  readonly cell: { readonly competency: string; readonly level: string };
}

class WrongAnswer extends Error {}

const clients = 5;
const readers = 2;

export class SteadyClients {
  /** Commands that were answered, and how. */
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that no fault of another excuses. */
  readonly wrong: string[] = [];
  /** Commands that were told to come back. */
  refused = 0;
  /** The version of each person's grade that was read. */
  readonly #read = new Map<string, number>();
  /** Of the stream of each person in the open cycle. */
  readonly #versions = new Map<string, number>();
  readonly #unconfirmed: string[];
  #loops: readonly Promise<void>[] = [];
  #isOver = false;

  constructor(private readonly options: SteadyClientsOptions) {
    this.#unconfirmed = [...options.people];
  }

  async start(): Promise<void> {
    const { people } = this.options;
    await Promise.all(people.map((person) => this.#learnVersion(person)));
    const commanding = Array.from({ length: clients }, (_, nth) => this.#recordEvidence(people.filter((__, at) => at % clients === nth)));
    const reading = Array.from({ length: readers }, () => this.#readGrades());
    this.#loops = [...commanding, ...reading].map((loop) => loop.catch((error: unknown) => void this.wrong.push(`a client has given up: ${String(error)}`)));
  }

  /** Once everybody has the last answer that they waited for. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#loops);
  }

  /** The next grade that rises. @returns once that was answered. */
  async confirmNext(): Promise<Acknowledged> {
    const person = this.#unconfirmed.shift();
    if (person === undefined) throw new Error('Every grade is confirmed: it takes more people.');
    return this.#command('hr', person, `/cycles/${this.options.calibrated}/participants/${person}/confirmation`, undefined);
  }

  /** @returns the version in which a grade is served, if it is. */
  async gradeOf(person: string): Promise<number | undefined> {
    const floor = this.#read.get(person) ?? 0;
    const answer = await this.#ask('GET', `/grades/${person}?cycle=${this.options.calibrated}`, {}).catch((error: unknown) => {
      if (error instanceof WrongAnswer) throw error;
      return undefined; // reporting is started anew
    });
    if (answer === undefined) return undefined;
    const { version } = answer.body as { version: number };
    if (version < floor) this.wrong.push(`the grade of ${person} was served as version ${version} after ${floor}`);
    this.#read.set(person, Math.max(version, this.#read.get(person) ?? 0));
    return version;
  }

  async #readGrades(): Promise<void> {
    for (let nth = 0; !this.#isOver; nth += 1) {
      await this.gradeOf(this.options.people[nth % this.options.people.length]!);
      await pause(15);
    }
  }

  /** Of what a person records evidence on: whoever names another one is told. */
  async #learnVersion(person: string): Promise<void> {
    const { path, body } = this.#piece(person, 'This is refused');
    const { body: refusal } = await this.options.service.as(person)('POST', path, { body, headers: { 'if-match': '"999999"' } });
    this.#versions.set(person, refusal.currentVersion as number);
  }

  /** One piece after the other, each for the version that the one before was answered with. */
  async #recordEvidence(people: readonly string[]): Promise<void> {
    for (let nth = 0; !this.#isOver; nth += 1) {
      const person = people[nth % people.length]!;
      const { path, body } = this.#piece(person, `Piece ${nth}`);
      const expected = this.#versions.get(person)!;
      const { version } = await this.#command(person, person, path, body, expected);
      if (version !== expected + 1) this.wrong.push(`${person} was answered with version ${version} after ${expected}`);
      this.#versions.set(person, version);
      await pause(60);
    }
  }

  #piece(person: string, text: string) {
    const { open, cell } = this.options;
    return { path: `/cycles/${open}/participants/${person}/evidence`, body: { ...cell, on: '2026-01-01', text } };
  }

  /** As a client does: what was refused is asked again under the same key. @throws Error where it was answered otherwise, or not at all. */
  async #command(as: string, person: string, path: string, body: unknown, expected?: number): Promise<Acknowledged> {
    const key = randomUUID();
    const headers = { 'idempotency-key': key, ...(expected !== undefined && { 'if-match': `"${expected}"` }) };
    for (;;) {
      const answer = await this.#ask('POST', path, { body, headers }, as);
      if (answer !== undefined) {
        const { version } = answer.body as { version: number };
        const done: Acknowledged = { person, key, version };
        this.acknowledged.push(done);
        return done;
      }
      await pause(50);
    }
  }

  /** @returns undefined where it was told to come back. @throws Error where it was answered otherwise; whatever fetch throws: there was no answer. */
  async #ask(method: 'GET' | 'POST', path: string, call: Call, as = 'hr'): Promise<Answer | undefined> {
    const { service } = this.options;
    const answer = await (as === 'hr' ? service.as('hr', 'hr') : service.as(as))(method, path, call);
    const { status, headers, body } = answer;
    if (status < 300) return answer;
    const isOutage = status === 503 && headers.get('content-type')?.startsWith('application/problem+json') === true && headers.has('retry-after') && body.code === 'unavailable';
    if (!isOutage) throw new WrongAnswer(`${method} ${path} was answered ${status} ${JSON.stringify(body)}`);
    this.refused += method === 'POST' ? 1 : 0;
    return undefined;
  }
}
