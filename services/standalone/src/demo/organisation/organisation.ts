// The company of the demo: people who do not exist, in units, under managers. The same for the same number of people.
import { drawFor } from '../draw.js';
import { menNames, surnames, womenNames } from './names.js';

export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

export type PositionCode = 'chief-engineer' | 'head-of-department' | 'team-lead' | 'group-lead' | 'python-developer';

export interface Employee {
  /** The organisation's own key: E001, E002 … */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly unit: string;
  /** The key of another, or null at the top. */
  readonly manager: string | null;
  readonly position: PositionCode;
  /** The place of the signed entry grade on the matrix's ladder, from 0; null for somebody who has none. */
  readonly entryPlace: number | null;
}

export interface Organisation {
  readonly units: readonly Unit[];
  readonly employees: readonly Employee[];
}

export const positionTitles: Readonly<Record<PositionCode, Readonly<Record<'ru' | 'en', string>>>> = {
  'chief-engineer': { ru: 'Главный инженер', en: 'Chief engineer' },
  'head-of-department': { ru: 'Руководитель отдела', en: 'Head of department' },
  'team-lead': { ru: 'Руководитель команды', en: 'Team lead' },
  'group-lead': { ru: 'Руководитель группы', en: 'Group lead' },
  'python-developer': { ru: 'Разработчик Python', en: 'Python developer' },
};

/** A name is one text: the company's people read two languages, so it holds both. */
const company: Unit = { code: 'company', name: 'Северный ветер · North Wind', parent: null };
const departments: readonly Unit[] = [
  { code: 'platform', name: 'Платформа · Platform', parent: 'company' },
  { code: 'products', name: 'Продукты · Products', parent: 'company' },
];
const teams: readonly Unit[] = [
  { code: 'platform.data', name: 'Данные · Data', parent: 'platform' },
  { code: 'platform.delivery', name: 'Поставка · Delivery', parent: 'platform' },
  { code: 'platform.core', name: 'Ядро · Core', parent: 'platform' },
  { code: 'products.payments', name: 'Платежи · Payments', parent: 'products' },
  { code: 'products.search', name: 'Поиск · Search', parent: 'products' },
  { code: 'products.store', name: 'Магазин · Store', parent: 'products' },
];
export const units: readonly Unit[] = [company, ...departments, ...teams];

/** One chief, the heads of departments and the leads of teams; who is more works in a team. */
export const fewestPeople = units.length;
/** Keys have three digits. */
export const mostPeople = 999;
/** In a team every so-manieth person leads a group of those that follow. */
const groupSize = 6;

type Seat = Pick<Employee, 'unit' | 'manager' | 'position'>;

/** @throws RangeError for a number that makes no company. */
export function organisationOf(people: number): Organisation {
  if (!Number.isInteger(people) || people < fewestPeople || people > mostPeople) {
    throw new RangeError(`The demo's company has ${fewestPeople} to ${mostPeople} people, not ${people}.`);
  }
  const taken = new Map<string, number>();
  return { units, employees: seatsFor(people).map((seat, at) => employeeAt(at, seat, taken)) };
}

function keyAt(at: number): string {
  return `E${String(at + 1).padStart(3, '0')}`;
}

/** The chief, then the heads, then the leads, then everybody else, team after team in turn. */
function seatsFor(people: number): Seat[] {
  const seats: Seat[] = [{ unit: company.code, manager: null, position: 'chief-engineer' }];
  const leaderOf = new Map([[company.code, keyAt(0)]]);
  const appoint = ({ code, parent }: Unit, position: PositionCode): void => {
    leaderOf.set(code, keyAt(seats.length));
    seats.push({ unit: code, manager: leaderOf.get(parent ?? '') ?? null, position });
  };
  for (const unit of departments) appoint(unit, 'head-of-department');
  for (const unit of teams) appoint(unit, 'team-lead');
  for (let inTeam = 0; seats.length < people; inTeam += 1) {
    for (const { code } of teams.slice(0, people - seats.length)) {
      const leadsGroup = inTeam % groupSize === 0;
      const lead = leaderOf.get(code) ?? null;
      const group = `${code} group`;
      if (leadsGroup) leaderOf.set(group, keyAt(seats.length));
      seats.push(
        leadsGroup
          ? { unit: code, manager: lead, position: 'group-lead' }
          : { unit: code, manager: leaderOf.get(group) ?? lead, position: 'python-developer' },
      );
    }
  }
  return seats;
}

function employeeAt(at: number, seat: Seat, taken: Map<string, number>): Employee {
  const key = keyAt(at);
  const draw = drawFor('person', key);
  const isWoman = draw.chance(0.5);
  const first = draw.oneOf(isWoman ? womenNames : menNames);
  const last = draw.oneOf(surnames)[isWoman ? 'woman' : 'man'];
  const writtenInLatin = draw.chance(0.2);
  const name = writtenInLatin ? `${first.latin} ${last.latin}` : `${first.cyrillic} ${last.cyrillic}`;
  const mailbox = `${first.latin}.${last.latin}`.toLowerCase();
  const namesakes = (taken.get(mailbox) ?? 0) + 1;
  taken.set(mailbox, namesakes);
  const email = `${mailbox}${namesakes === 1 ? '' : namesakes}@severny-veter.example`;
  return { key, name, email, ...seat, entryPlace: entryPlaceOf(key, seat.position) };
}

/** How often each place of a ladder of five is signed, in percent; the rest have no entry grade. */
const signedPlaces: Readonly<Record<PositionCode, readonly number[]>> = {
  'chief-engineer': [0, 0, 0, 0, 100],
  'head-of-department': [0, 0, 0, 40, 60],
  'team-lead': [0, 0, 10, 70, 20],
  'group-lead': [0, 10, 60, 30, 0],
  'python-developer': [24, 28, 20, 8, 0],
};

function entryPlaceOf(key: string, position: PositionCode): number | null {
  let ticket = drawFor('entry grade', key).whole(0, 99);
  for (const [place, percent] of signedPlaces[position].entries()) {
    if (ticket < percent) return place;
    ticket -= percent;
  }
  return null;
}
