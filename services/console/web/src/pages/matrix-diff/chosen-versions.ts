export interface ChosenVersions {
  readonly from: number;
  readonly to: number;
}

/**
 * What is compared where the address says nothing, or only one of the two: the newest version with the one before it.
 * @param versions that there are, in their order.
 * @returns undefined where there are no two versions to compare.
 */
export function chosenVersions(versions: readonly number[], asked: Partial<ChosenVersions>): ChosenVersions | undefined {
  const to = asked.to ?? versions.findLast((version) => version !== asked.from);
  const from = asked.from ?? versions.findLast((version) => to !== undefined && version < to) ?? versions.find((version) => version !== to);
  return from === undefined || to === undefined ? undefined : { from, to };
}
