// The first real matrix (docs/examples/python-developer-matrix.ru.txt), curated: its hard statements are linked by topic, slips are mended, and all of
// it is said in English as well. A level's list adds to the one below, so who can cache at Middle+ still can at Senior.
import { said, type CatalogueEntry } from '../entry.js';
import { architecture } from './architecture.js';
import { coding } from './coding.js';
import { dataAndExchange } from './data-and-exchange.js';
import { delivery } from './delivery.js';
import { levels } from './levels.js';
import { softs } from './softs.js';

export const pythonDeveloper: CatalogueEntry = {
  entry: 'python-developer',
  name: said('Python-разработчик', 'Python developer'),
  summary: said(
    'Пять уровней от Junior до Lead: 12 софтов и 42 требования по хардам, собранные в компетенции по темам',
    'Five levels from Junior to Lead: 12 softs, and 42 statements of hards linked into competencies by topic',
  ),
  content: {
    name: 'Python developer',
    reading: 'additive',
    groups: ['soft', 'hard'],
    levels: [...levels],
    terms: [
      {
        word: 'Многозадачность',
        words: said('Многозадачность', 'Multitasking'),
        definition: said(
          'Многозадачность — в термин вкладывается НЕ возможность в каждый момент времени думать сразу о нескольких задачах, а возможность переключаться между задачами/проектами (от 2х — оптимально, до 5ти — максимально) без сильной потери эффективности.',
          'Multitasking means NOT that one is able to think about several tasks at every moment, but that one is able to switch between tasks or projects (from 2, the optimum, to 5, the maximum) without losing much efficiency.',
        ),
        measure: [
          { label: 'оптимально', labels: said('оптимально', 'optimum'), value: 2 },
          { label: 'максимально', labels: said('максимально', 'maximum'), value: 5 },
        ],
      },
    ],
    competencies: [...softs, ...coding, ...dataAndExchange, ...architecture, ...delivery],
  },
};
