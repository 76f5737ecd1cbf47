// What every spec of the page begins with: the demo, a browser, and visits that must end without a fault.
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { chromiumForTests } from '@rung/testing';
import type { Browser } from 'playwright-core';

import { copyOfTheDemo } from '../stories/prepared-demo.js';
import { Stage } from '../stories/rung-child.js';
import { launch, looks, signIn, visit, type Look, type Visit } from './browser.js';
import { startSystem, type RunningSystem } from './system.js';

const minutes = 60_000;
const people = 24;

export interface InFrontOfTheDemo {
  readonly system: RunningSystem;
  /** Somebody who is not signed in yet. */
  stranger(look?: Partial<Look>): Promise<Visit>;
  /** Signs in, and comes to `path`. */
  arrive(person: string, path?: string, look?: Partial<Look>): Promise<Visit>;
}

/** To be called once in a spec. One system for all of its stories; after each the visits are over, and none had a fault. */
export function inFrontOfTheDemo(): InFrontOfTheDemo {
  const stage = new Stage();
  const visits: Visit[] = [];
  let browser: Browser | undefined;
  let system: RunningSystem | undefined;

  beforeAll(async () => {
    const [program, data] = [await chromiumForTests(), await stage.directory()];
    await copyOfTheDemo(people, data);
    [browser, system] = await Promise.all([launch(program), startSystem(stage, people, data)]);
  }, 15 * minutes);
  afterEach(async () => {
    for (const { faults, close } of visits.splice(0)) {
      await close();
      expect(faults).toEqual([]);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await stage.clear();
  }, 5 * minutes);

  const stranger = async (look: Partial<Look> = {}): Promise<Visit> => {
    const visitor = await visit(browser!, system!.url, { ...looks[0]!, ...look });
    visits.push(visitor);
    return visitor;
  };
  return {
    get system() {
      return system!;
    },
    stranger,
    arrive: async (person, path = '/', look = {}) => {
      const visitor = await stranger(look);
      await signIn(visitor, person, path);
      return visitor;
    },
  };
}
