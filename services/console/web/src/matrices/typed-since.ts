// What is typed into a form and not saved yet.

export interface Kept<Form> {
  /** Fields that were typed into, and no others. */
  readonly form?: Partial<Form>;
  readonly reason?: string;
}

/** What is left of what is typed now, once what was typed then is saved: an answer takes its time, and nobody waits for it. */
export function typedSince<Form extends object>(then: Kept<Form>, now: Kept<Form>): Kept<Form> {
  const isSaved = ([field, value]: readonly [string, unknown]): boolean => JSON.stringify(value) === JSON.stringify((then.form as Record<string, unknown> | undefined)?.[field]);
  const left = Object.entries(now.form ?? {}).filter((entry) => !isSaved(entry));
  return {
    ...(left.length > 0 && { form: Object.fromEntries(left) as Partial<Form> }),
    ...(now.reason !== undefined && now.reason !== then.reason && { reason: now.reason }),
  };
}
