// Parts of the page that are not needed to show it: loaded while nobody waits, as who opens one may have lost the network meanwhile.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

const latestMs = 5_000;
const tryAgainMs = 5_000;

const loads: (() => Promise<unknown>)[] = [];

/** @param load is called when the page is idle, or when the part is opened before that. */
export function loadedLater<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  let loading: Promise<{ readonly default: ComponentType<Props> }> | undefined;
  const once = () => (loading ??= untilLoaded(load).then((part) => ({ default: part })));
  loads.push(once);
  return lazy(once);
}

export function loadWhenIdle(): void {
  const loadAll = (): void => loads.forEach((load) => void load());
  // Safari has no word for it
  if ('requestIdleCallback' in window) window.requestIdleCallback(loadAll, { timeout: latestMs });
  else setTimeout(loadAll, latestMs);
}

/** Never fails: React keeps a failure for as long as the page is there, and takes the page down with it. */
async function untilLoaded<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise<void>((resolve) => {
        window.addEventListener('online', () => resolve(), { once: true });
        setTimeout(resolve, tryAgainMs);
      });
    }
  }
}
