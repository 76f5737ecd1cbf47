import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What another theme changes: colours, and nothing else that a page is made of. */
const rulesOfColour = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** @returns what axe-core finds wrong with the page as it is now: rule and the first element. @param of all that it knows, unless it is a page in its other theme. */
export async function violationsOf(page: Page, of: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  const { violations } = (await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(of === 'all' ? rules : rulesOfColour)}, resultTypes: ['violations'] }).then(({ violations }) => ({ violations }))`)) as AxeResult;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 200)}`);
}

/** @returns by how many pixels the page is wider than the window. */
export const overflowOf = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
