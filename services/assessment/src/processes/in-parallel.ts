/** Works through a list, `width` items at a time. @throws the first failure, once the items in hand are done. */
export async function inParallel<Item>(items: readonly Item[], width: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failures.length > 0) return;
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
}

/** Before every id, where a list is read page by page. */
export const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Works through what there is, page by page, in order of person ids. */
export async function pageByPage<Item extends { readonly person: string }>(
  read: (after: string, limit: number) => Promise<readonly Item[]>,
  pageSize: number,
  work: (page: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let after = beforeAll; ; ) {
    const page = await read(after, pageSize);
    const last = page.at(-1);
    if (last === undefined) return;
    await work(page);
    after = last.person;
  }
}
