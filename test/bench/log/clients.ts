// Clients that do one thing after the other, side by side, for a while.

/** Every client does one after the other; what is done when the time is up counts, over the time until the last is done. */
export async function perSecond(clients: number, runMs: number, once: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - startedAt < runMs) {
      await once();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return done / ((performance.now() - startedAt) / 1_000);
}
