import { gzipSync } from 'node:zlib';

import type { Plugin } from 'vite';

export interface Budget {
  /** Of JavaScript, for the entry and any one route with all that they import at once. */
  readonly mostGzipBytes: number;
}

interface Chunk {
  readonly name: string;
  readonly gzipBytes: number;
  readonly imports: readonly string[];
  readonly isRoute: boolean;
  readonly isEntry: boolean;
}

/** Fails the build when what a browser must load to show a route is more than the budget, and says what each route takes. */
export function firstLoadBudget({ mostGzipBytes }: Budget): Plugin {
  return {
    name: 'rung-first-load-budget',
    generateBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>();
      for (const [file, output] of Object.entries(bundle)) {
        if (output.type !== 'chunk') continue;
        const { name, code, imports, isDynamicEntry, isEntry, facadeModuleId } = output;
        const isRoute = isDynamicEntry && /\/pages\/[^/]+\/[^/]+-page\.tsx$/.test(facadeModuleId ?? '');
        chunks.set(file, { name, gzipBytes: gzipSync(code).length, imports, isRoute, isEntry });
      }
      const entries = [...chunks].filter(([, { isEntry }]) => isEntry).map(([file]) => file);
      const routes = [...chunks].filter(([, { isRoute }]) => isRoute).map(([file]) => file);
      const sizes = [...routes, undefined].map((route) => {
        const loaded = reachedFrom([...entries, ...(route === undefined ? [] : [route])], chunks);
        return { route: route === undefined ? 'the shell' : chunks.get(route)?.name, gzipBytes: [...loaded].reduce((sum, file) => sum + (chunks.get(file)?.gzipBytes ?? 0), 0) };
      });
      for (const { route, gzipBytes } of sizes) this.info(`first load of ${route}: ${(gzipBytes / 1_000).toFixed(1)} kB of ${mostGzipBytes / 1_000} kB gzip`);
      const over = sizes.filter(({ gzipBytes }) => gzipBytes > mostGzipBytes);
      if (over.length > 0) this.error(`These routes load more than ${mostGzipBytes / 1_000} kB of gzipped JavaScript: ${over.map(({ route }) => route).join(', ')}. Load what they need later.`);
    },
  };
}

function reachedFrom(files: readonly string[], chunks: ReadonlyMap<string, Chunk>): Set<string> {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file) || !chunks.has(file)) return;
    reached.add(file);
    chunks.get(file)?.imports.forEach(visit);
  };
  files.forEach(visit);
  return reached;
}
