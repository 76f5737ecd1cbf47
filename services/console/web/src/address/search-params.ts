// What may stand in an address: anything else in it is as if it were not there.
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const idIn = (value: unknown): string | undefined => (typeof value === 'string' && uuid.test(value) ? value : undefined);

export const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Of a matrix. */
export const versionIn = (value: unknown): number | undefined => (Number.isSafeInteger(Number(value)) && Number(value) >= 1 ? Number(value) : undefined);

export function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((one) => one === value);
}

/** How a report is shown: part of its address. */
export const shows = ['chart', 'table'] as const;
export type Show = (typeof shows)[number];
