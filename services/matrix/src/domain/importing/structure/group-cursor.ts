import type { GroupHeading } from './group-headings.js';

/** Walks along the groups' headings: `next` goes to the first group's heading from an offset on; `passed` collects the groups before it. */
export function cursorOver(groupHeadings: readonly GroupHeading[]): { next(from: number): GroupHeading | undefined; passed: Set<string> } {
  let at = 0;
  const passed = new Set<string>();
  return {
    passed,
    next(from) {
      for (let group = groupHeadings[at]; group !== undefined && group.start < from; group = groupHeadings[at]) {
        passed.add(group.group);
        at += 1;
      }
      return groupHeadings[at];
    },
  };
}
