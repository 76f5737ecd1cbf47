/** Waits for an ending that may hang with a broker that is gone, but no longer than this; how it ends does not matter. */
export async function withinMs(ms: number, ending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([ending.catch(() => undefined), late]);
  clearTimeout(timer);
}
