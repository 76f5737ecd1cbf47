// Why something of an import is refused: a code with what fills its words.
import { importReasons, type ImportReason } from '@rung/contracts';

export interface Why {
  readonly reason: ImportReason;
  readonly values: Readonly<Record<string, string | number>>;
}

export const why = (reason: ImportReason, values: Why['values'] = {}): Why => ({ reason, values });

export const inEnglish = ({ reason, values }: Why): string => importReasons[reason].replace(/\{(\w+)\}/gu, (_, name: string) => String(values[name] ?? ''));
