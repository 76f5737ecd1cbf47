import { gzipSync } from 'node:zlib';

import type { Plugin, Rollup } from 'vite';

export interface Budget {
  /** Of JavaScript, for the entry, the messages of a language, and any one route with all that they import at once. */
  readonly mostGzipBytes: number;
  /** Over which page the routes open that are no page themselves: it is loaded with them. */
  readonly dialogsOver: string;
}

/** Fails the build when what a browser must load to show a route is more than the budget, and says what each route takes. */
export function firstLoadBudget({ mostGzipBytes, dialogsOver }: Budget): Plugin {
  return {
    name: 'rung-first-load-budget',
    generateBundle(_options, bundle) {
      const chunks = new Map(Object.entries(bundle).flatMap(([file, output]) => (output.type === 'chunk' ? [[file, output] as const] : [])));
      const gzipBytes = new Map([...chunks].map(([file, { code }]) => [file, gzipSync(code).length]));
      const sum = (files: Iterable<string>) => [...files].reduce((bytes, file) => bytes + (gzipBytes.get(file) ?? 0), 0);
      const importedBy = (importer: RegExp) =>
        [...chunks].filter(([, { facadeModuleId }]) => facadeModuleId !== null && this.getModuleInfo(facadeModuleId)?.dynamicImporters.some((id) => importer.test(id))).map(([file]) => file);
      const entries = [...chunks].filter(([, { isEntry }]) => isEntry).map(([file]) => file);
      const routes = importedBy(/-routes?\.tsx$/);
      const languages = importedBy(/\/i18n\/language\.ts$/);
      const under = routes.filter((file) => chunks.get(file)?.name === dialogsOver);
      if (routes.length === 0 || languages.length === 0 || under.length === 0) return this.error('Neither a route, nor a language, nor the page under the dialogs may be looked for in vain: the first load cannot be told.');
      const largest = (named: RegExp) => Math.max(0, ...languages.filter((file) => named.test(chunks.get(file)?.facadeModuleId ?? '')).map((file) => sum([file])));

      const sizes = routes.map((route) => {
        const name = chunks.get(route)?.name ?? route;
        const parents = name.endsWith('-page') ? [] : under;
        const messages = largest(/\.ts$/) + largest(new RegExp(`/${name.replace(/-page$/, '')}\\.json$`));
        return { name, bytes: messages + sum(reachedFrom([...entries, ...parents, route], chunks)) };
      });
      for (const { name, bytes } of sizes) this.info(`first load of ${name}: ${(bytes / 1_000).toFixed(1)} kB of ${mostGzipBytes / 1_000} kB gzip`);
      const over = sizes.filter(({ bytes }) => bytes > mostGzipBytes);
      if (over.length > 0) this.error(`These routes load more than ${mostGzipBytes / 1_000} kB of gzipped JavaScript: ${over.map(({ name }) => name).join(', ')}. Load what they need later.`);
    },
  };
}

function reachedFrom(files: readonly string[], chunks: ReadonlyMap<string, Rollup.OutputChunk>): Set<string> {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file) || !chunks.has(file)) return;
    reached.add(file);
    chunks.get(file)?.imports.forEach(visit);
  };
  files.forEach(visit);
  return reached;
}
