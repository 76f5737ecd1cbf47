import type { BackgroundTask } from '@rung/service-kit';

import type { DirectoryPublisher } from './directory-publisher.js';

interface TaskLogger {
  warn(details: object, message: string): void;
}

const idleMs = 300;
const afterFailureMs = 2_000;

/** Looks for changes of the directory again and again, and tells them. */
export function publishingTask(publisher: DirectoryPublisher, logger: TaskLogger): BackgroundTask {
  let stopped = false;
  let endPause = (): void => undefined;
  let ended = Promise.resolve();
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        if ((await publisher.publishSome()) === 0 && !stopped) await pause(idleMs);
      } catch (error) {
        logger.warn({ err: error }, 'changes of the directory could not be told; trying again');
        if (!stopped) await pause(afterFailureMs);
      }
    }
  };
  return {
    name: 'directory-publisher',
    start: () => {
      ended = run();
      return Promise.resolve();
    },
    stop: async () => {
      stopped = true;
      endPause();
      await ended;
    },
  };
}
