import type { Grid } from './matrix-queries.js';

type Competency = Grid['competencies'][number];
type InForce = Competency['inForce'];

const cell = (listedAt: string, ru: string, en: string): Competency['cells'][number] => ({
  listedAt: [listedAt],
  statement: { ru, en },
  questions: [],
  evidenceRequired: false,
  mustHave: false,
  weight: 1,
});
const competency = (id: string, group: string, title: string, cells: Competency['cells'], inForce: InForce): Competency => ({ id, group, title: { en: title }, cells, inForce });
const counts = (inForce: number, sameAs: string | null = null) => ({ own: inForce, inForce, sameAs });

/** Three levels; the lead's hard group is the senior's. What appears late stands early, as a curator may have left it. */
export const grid: Grid = {
  matrix: 'sample',
  version: 2,
  status: 'published',
  hash: null,
  revision: 12,
  name: 'Sample',
  reading: 'complete',
  groups: ['soft', 'hard'],
  levels: [
    { code: 'junior', names: ['Junior', 'Trainee'], groups: { soft: counts(2), hard: counts(1) } },
    { code: 'senior', names: ['Senior'], groups: { soft: counts(2), hard: counts(2) } },
    { code: 'lead', names: ['Lead'], groups: { soft: counts(3), hard: counts(2, 'senior') } },
  ],
  competencies: [
    competency('mentoring', 'soft', 'Mentoring', [cell('lead', 'Наставничество', 'Mentors')], [{ level: 'lead', state: 'new', cell: 0 }]),
    competency('learning', 'soft', 'Learning', [cell('junior', 'Учится', 'Learns')], [
      { level: 'junior', state: 'new', cell: 0 },
      { level: 'senior', state: 'carried', cell: 0 },
      { level: 'lead', state: 'carried', cell: 0 },
    ]),
    competency('feedback', 'soft', 'Feedback', [cell('junior', 'Принимает ОС', 'Takes feedback')], [
      { level: 'junior', state: 'new', cell: 0 },
      { level: 'senior', state: 'carried', cell: 0 },
      { level: 'lead', state: 'carried', cell: 0 },
    ]),
    competency('kafka', 'hard', 'Kafka', [cell('senior', 'Учёт сообщений', 'Accounts for messages')], [
      { level: 'senior', state: 'new', cell: 0 },
      { level: 'lead', state: 'carried', cell: 0, inheritedFrom: 'senior' },
    ]),
    competency('python', 'hard', 'Python', [cell('junior', 'Синтаксис', 'Syntax'), cell('senior', 'Сложные функции', 'Complex functions')], [
      { level: 'junior', state: 'new', cell: 0 },
      { level: 'senior', state: 'raised', cell: 1 },
      { level: 'lead', state: 'carried', cell: 1, inheritedFrom: 'senior' },
    ]),
  ],
  terms: [{ word: 'Feedback', definition: { en: 'What others say' }, measure: [] }],
};
