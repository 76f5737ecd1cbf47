// What is expected of a person's ways of working: each is said once, and repeated at every level above.
import type { Competency } from '@rung/matrix-model';

import { cell, said } from '../entry.js';
import { levelsFrom } from './levels.js';

/** A soft's title is its statement: the text says no more. */
const soft = (id: string, from: string, ru: string, en: string): Competency => ({
  id,
  group: 'soft',
  title: said(ru, en),
  cells: [cell(levelsFrom(from), said(ru, en))],
});

const learning = said('Желание учиться, которое подтверждается делом', 'A wish to learn that is proven by deeds');

export const softs: readonly Competency[] = [
  {
    id: 'learning',
    group: 'soft',
    title: learning,
    cells: [
      {
        ...cell(levelsFrom('junior'), learning),
        questions: [
          said('Что изучено за последний год?', 'What has been learned in the last year?'),
          said('Как это применяется?', 'How is it being applied?'),
        ],
        evidenceRequired: true,
        mustHave: true,
      },
    ],
  },
  soft('client-initiative', 'junior', 'Проактивная работа с заказчиком', 'Works proactively with the client'),
  soft('receiving-feedback', 'junior', 'Умение принимать ОС', 'Is able to accept feedback'),
  soft('multitasking', 'junior', 'Многозадачность', 'Multitasking'),
  soft('conveying-thoughts', 'middle-plus', 'Умение доносить свои мысли до коллег', 'Is able to get their thoughts across to colleagues'),
  soft(
    'explaining-options',
    'middle-plus',
    'Умение объяснить заказчику возможные варианты реализации',
    'Is able to explain the possible ways of implementation to the client',
  ),
  soft(
    'closing-knowledge-gaps',
    'middle-plus',
    'Умение выявить у себя недостаток знаний в определенном домене и закрыть его при необходимости',
    'Is able to notice a lack of own knowledge in a given domain, and to close the gap when necessary',
  ),
  soft(
    'priorities',
    'senior',
    'Понимание, как работа влияет на проект в целом: что нужно сделать в первом приоритете, что можно поставить на паузу, чего можно не делать вообще',
    'Understands how the work affects the project as a whole: what has to be done first, what can be put on hold, what need not be done at all',
  ),
  soft(
    'easing-tension',
    'senior',
    'Умение сглаживать напряжение внутри команды, умение объяснить команде, что могут быть задачи интересные, но не полезные для проекта',
    'Is able to ease tension within the team, and to explain to the team that tasks may be interesting and yet of no use to the project',
  ),
  soft(
    'mentoring',
    'lead',
    'Наставничество над коллегами из своей компетенции с понятным результатом — приобретением ими желаемых скиллов',
    'Mentors colleagues of their own field of competence with a clear result: they acquire the skills that were wished for',
  ),
  soft('giving-feedback', 'lead', 'Умение давать ученикам нетравматичную ОС', 'Is able to give mentees feedback that does not hurt'),
  soft('one-on-ones', 'lead', 'Умение проведения встреч one-2-one', 'Is able to hold one-to-one meetings'),
];
