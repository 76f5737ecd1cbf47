// Records of real traffic that are kept beside the schemas.

/** A record as it lay on the topic, its value parsed. */
export interface SampleRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: unknown;
}

/** Which schema its value has, as its headers say it. */
export function writtenAs({ headers }: Pick<SampleRecord, 'headers'>): { readonly type: string; readonly version: number } {
  return { type: headers['ce_type'] ?? '', version: Number(headers['ce_schemaversion']) };
}
