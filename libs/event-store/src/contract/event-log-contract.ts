// Everything that an adapter of the EventLog port promises, run against each of them.
import { afterEach, beforeEach, describe } from '@jest/globals';

import type { EventLog } from '../event-log.js';
import { appendingContract } from './appending-contract.js';
import { commandContract } from './command-contract.js';
import { growthContract } from './growth-contract.js';
import type { CreateLog, LogUnderTest, Subject } from './log-under-test.js';
import { tailContract } from './tail-contract.js';

export type { CreateLog, LogUnderTest } from './log-under-test.js';

/** @param create makes an empty log. */
export function eventLogContract(name: string, create: CreateLog): void {
  describe(`${name} keeps the contract of an event log`, () => {
    for (const lanes of [1, 4]) {
      describe(lanes === 1 ? 'with one lane' : `with ${lanes} lanes`, () => {
        let underTest: LogUnderTest;
        let log: EventLog;
        beforeEach(async () => {
          underTest = await create({ lanes });
          log = await underTest.open();
        });
        afterEach(() => underTest.dispose());

        const subject: Subject = { log: () => log, another: () => underTest.open() };
        appendingContract(subject, lanes);
        commandContract(subject);
        tailContract(subject);
        growthContract(subject);
      });
    }
  });
}
