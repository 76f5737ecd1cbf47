// One at a time and in order. Who comes when many wait, or has waited for long, is told to come again.
import { DomainError } from '@rung/event-sourcing';

export interface Queue {
  readonly mostWaiting: number;
  /** Of all that wait together: each holds its file. */
  readonly mostWaitingBytes: number;
  readonly waitMs: number;
}

/** @returns what runs work, which holds so many bytes, when its turn has come. @throws DomainError unavailable: then the work was not begun. */
export function inTurn({ mostWaiting, mostWaitingBytes, waitMs }: Queue): <Result>(bytes: number, work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let waitingBytes = 0;
  let isBusy = false;

  const turn = async (bytes: number): Promise<void> => {
    if (!isBusy) {
      isBusy = true;
      return;
    }
    if (waiting.length >= mostWaiting || waitingBytes + bytes > mostWaitingBytes) throw new DomainError('unavailable', 'Many texts are being read; try again.', { retryAfterSeconds: 5 });
    waitingBytes += bytes;
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(begin), 1);
        reject(new DomainError('unavailable', 'Other texts take long to read, and this one had no turn yet; try again.', { retryAfterSeconds: 30 }));
      }, waitMs);
      waiting.push(begin);
    }).finally(() => (waitingBytes -= bytes));
  };
  const pass = (): void => {
    const next = waiting.shift();
    if (next === undefined) isBusy = false;
    else next();
  };

  return async (bytes, work) => {
    await turn(bytes);
    try {
      return await work();
    } finally {
      pass();
    }
  };
}
