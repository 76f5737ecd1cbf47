// Clients that do one thing after the other, side by side, for a while.

export interface Done {
  readonly done: number;
  readonly perSecond: number;
}

/** Every client does one after the other; what is done when the time is up counts, over the time until the last is done. */
export async function sideBySide(clients: number, runMs: number, once: () => Promise<unknown>): Promise<Done> {
  const startedAt = performance.now();
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - startedAt < runMs) {
      await once();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { done, perSecond: done / ((performance.now() - startedAt) / 1_000) };
}
