/** What a record has by a code that people chose: a level or a group may be called "Constructor", and what every object has is no value of it. */
export function ownValue<Value>(values: Readonly<Record<string, Value>> | undefined, code: string): Value | undefined {
  return values !== undefined && Object.hasOwn(values, code) ? values[code] : undefined;
}
