// What a rater adds in words, now and then.
import { drawFor } from '../draw.js';
import type { Employee } from '../organisation/organisation.js';
import type { Rater } from './skill.js';

const observations: readonly string[] = [
  'Видел(а) это в последнем релизе: разобрал(а) задачу до конца и довёл(а) до продакшена.',
  'На встречах с заказчиком предлагает варианты и говорит о рисках прямо.',
  'Пока нужна помощь: один раз пришлось переделывать вместе.',
  'Does this without being asked, and explains it to others.',
];

/** @returns null for the many cells that a rater says nothing more about. */
export function observationOn(person: Employee, rater: Rater, competency: string): string | null {
  const draw = drawFor('observation', rater.role, rater.key, person.key, competency);
  return draw.chance(0.02) ? draw.oneOf(observations) : null;
}
