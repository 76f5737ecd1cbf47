// Ladders as somebody brings them who has read nothing of ours, in the shapes that public ones have.
import { describe, expect, it } from '@jest/globals';
import { inForceAt } from '@rung/matrix-model';
import { strToU8, zipSync } from 'fflate';

import { readMatrixFile, toPreviewJson } from './index.js';

const read = (name: string, ...lines: string[]) => {
  const { levels, competencies, anomalies } = toPreviewJson(readMatrixFile({ bytes: Buffer.from(lines.join('\n')), name }));
  return { levels: levels.map(({ names }) => names[0]), rows: competencies.map(({ group, title, cells }) => `${group}: ${title}: ${cells.map((cell) => `${cell.levels.join()} ${cell.statement}`).join('; ')}`), anomalies: anomalies.map(({ message }) => message) };
};

describe('a wide table with a blank corner', () => {
  it('has a level in every column beside the names of its rows, also where few are called as levels', () => {
    const { levels, rows } = read('bees.md', '# Bees', '', '| | Helper | Keeper | Senior Keeper | Master |', '|---|---|---|---|---|', '| **Harvest** | Carries frames | Runs a day | Plans the season | Finds products |', '| **Safety** | Wears the suit | Uses smoke | Leads in a swarm | — |');
    expect(levels).toEqual(['Helper', 'Keeper', 'Senior Keeper', 'Master']);
    expect(rows).toEqual(['hard: Harvest: Helper Carries frames; Keeper Runs a day; Senior Keeper Plans the season; Master Finds products', 'hard: Safety: Helper Wears the suit; Keeper Uses smoke; Senior Keeper Leads in a swarm']);
  });
});

describe('bullets under areas, a level each, below a sentence about the level', () => {
  const text = ['SHIP’S COOKS', '', 'COOK 1', 'You are learning the galley.', '', 'Cooking', '• Follows a recipe', '• Keeps stores', 'Crew', '• Takes advice', '', 'COOK 2', 'You run a watch.', '', 'Cooking', '• Plans a week', 'Crew', '• Trains others', '', 'CHIEF COOK', 'You own the galley.', '', 'Cooking', '• Provisions a voyage', 'Crew', '• Hires cooks'];

  it('is read level by level, and loses no statement', () => {
    const { levels, rows, anomalies } = read('cooks.txt', ...text);
    expect(levels).toEqual(['COOK 1', 'COOK 2', 'CHIEF COOK']);
    expect(rows.map((row) => row.replace(/: .*?: /u, ': '))).toEqual(['cooking: COOK 1 Follows a recipe', 'cooking: COOK 1 Keeps stores', 'crew: COOK 1 Takes advice', 'cooking: COOK 2 Plans a week', 'crew: COOK 2 Trains others', 'cooking: CHIEF COOK Provisions a voyage', 'crew: CHIEF COOK Hires cooks']);
    expect(anomalies.filter((one) => one.includes('You '))).toHaveLength(3);
  });
});

describe('a long table', () => {
  it('is grouped by the area where all rows are of one track', () => {
    const { rows } = read('glass.csv', 'Track;Area;Skill;Grade;What we look for', 'Glass;Craft;Blowing;G1;Gathers evenly', 'Glass;Craft;Blowing;G2;Blows thin walls', 'Glass;Together;Furnace watch;G1;Never leaves it alone');
    expect(rows).toEqual(['craft: Blowing: G1 Gathers evenly; G2 Blows thin walls', 'together: Furnace watch: G1 Never leaves it alone']);
  });
});

describe('ladders in shapes that well-known ones have', () => {
  const told = (text: string | Uint8Array, name: string) => {
    const { matrix, anomalies, language } = readMatrixFile({ bytes: Buffer.from(text), name });
    const levels = matrix.levels.map(({ code, names }) => [names.join(' / '), ...inForceAt({ name: '', ...matrix, competencies: [...matrix.competencies] }, code).map(({ competency, cell }) => `${competency.title[language] ?? ''}: ${cell.statement[language] ?? ''}`)]);
    return { levels, reading: matrix.reading, groups: matrix.groups, anomalies: anomalies.map(({ message }) => message) };
  };

  it('a page of roles that extend each other, beside headings of something else', () => {
    const page = '# Sawyers\n\n## On this page\n\n- TOC\n\n## Intermediate Forest Sawyer\n\n### Responsibilities\n\n- Saws straight\n\n### Requirements\n\n- Owns a saw\n\n## Senior Forest Sawyer\n\n### Responsibilities\n\n- Extends the Intermediate Forest Sawyer responsibilities.\n- Saws curves\n\n### Requirements\n\n- Led a crew\n\n## How we measure\n\n- Logs a day\n';
    const { levels, reading, anomalies } = told(page, 'sawyers.md');
    expect(levels).toEqual([
      ['Intermediate Forest Sawyer', 'Saws straight: Saws straight', 'Owns a saw: Owns a saw'],
      ['Senior Forest Sawyer', 'Saws straight: Saws straight', 'Owns a saw: Owns a saw', 'Saws curves: Saws curves', 'Led a crew: Led a crew'],
    ]);
    expect([reading, anomalies]).toEqual(['additive', ['On this page', 'How we measure'].map((heading) => `"${heading}" stands beside the levels and names none; what stands below it is not taken`)]);
  });

  it('a level that does not say so leaves its words, and the lists as they are', () => {
    const { levels, reading } = told('## Junior sawyer\n\n- Saws\n\n## Senior sawyer\n\n- Everything a junior sawyer does, plus:\n- Planes\n\n## Lead sawyer\n\n- Leads\n\n## Notes\n\n- None\n', 'sawyers.md');
    expect([reading, levels.map(([, ...all]) => all.length)]).toEqual(['complete', [1, 2, 1]]);
  });

  it('skills with how well each is to be known, below roles of which the middle one has no word of seniority', () => {
    const role = (name: string, ...skills: string[]) => `## ${name}\n\n### Skills needed\n\n| Skill | Level |\n|---|---|\n${skills.map((skill) => `| ${skill} |\n`).join('')}\n`;
    expect(told(`# Sawyer\n\n${role('Junior saw doctor', 'Filing | Awareness', 'Oiling | Working')}${role('Saw doctor', 'Filing | Practitioner', 'Oiling | Working')}${role('Lead saw doctor', 'Filing | Expert', 'Oiling | Expert')}`, 'saws.md')).toEqual({
      levels: [['Junior saw doctor', 'Filing: Filing: Awareness', 'Oiling: Oiling: Working'], ['Saw doctor', 'Filing: Filing: Practitioner', 'Oiling: Oiling: Working'], ['Lead saw doctor', 'Filing: Filing: Expert', 'Oiling: Oiling: Expert']],
      reading: 'complete', groups: ['skills-needed'], anomalies: [],
    });
  });

  it('skills below a role with what they mean there, and lists beside them', () => {
    const table = (head: string, row: string) => `| ${head} |\n|---|---|---|\n| ${row} |\n`;
    expect(told(`## Junior\n\n- Oils\n\n${table('Skill | Level | Description', 'Filing | Awareness | Files by hand')}\n## Senior\n\n- Trusts\n\n${table('Skill | Level | Description', 'Filing | Expert | Files by ear')}`, 'saws.md')).toMatchObject({ groups: ['hard'], levels: [['Junior', 'Filing: Files by hand', 'Oils: Oils'], ['Senior', 'Filing: Files by ear', 'Trusts: Trusts']] });
    expect(told(`## Junior\n\n${table('Level | Task | Owner', 'Junior | Files by hand | Ann')}\n## Senior\n\n${table('Level | Task | Owner', 'Senior | Files by ear | Ann')}`, 'saws.md').levels).toEqual([['Junior', 'Ann: Files by hand'], ['Senior', 'Ann: Files by ear']]);
  });

  it('lists below roles, the middle of which has no word of seniority', () =>
    expect(told('## Junior sawyer\n\n### Sawing\n\n- Saws\n\n## Sawyer\n\n### Sawing\n\n- Saws curves\n\n## Senior sawyer\n\n### Sawing\n\n- Teaches\n', 'saws.md').levels).toEqual([['Junior sawyer', 'Sawing: Saws'], ['Sawyer', 'Sawing: Saws curves'], ['Senior sawyer', 'Sawing: Teaches']]));

  it('levels below every competency, one of them by a name of its own; beside one level alone nothing is left out', () => {
    const below = (title: string) => `## ${title}\n\n### Junior\n\n- Helps\n\n### Steward\n\n- Keeps\n\n### Senior\n\n- Leads\n\n`;
    expect(told(`# Saws\n\n${below('Sawing')}${below('Oiling')}`, 'saws.md').levels.map(([level, ...all]) => [level, all.length])).toEqual([['Junior', 2], ['Steward', 2], ['Senior', 2]]);
    expect(told('## Junior\n\n### Sawing\n\n- Saws\n\n## Steward\n\n### Sawing\n\n- Keeps\n', 'saws.md').anomalies).toEqual([expect.stringContaining('map its columns')]);
  });

  it('sections of a level that head statements, behind one that heads a competency', () =>
    expect(told('## Junior\n\n### Grade\n\n- Has one\n\n### Requirements\n\n- Owns a saw\n\n## Senior\n\n### Requirements\n\n- Led a crew\n', 'saws.md').levels[0]).toEqual(['Junior', 'Grade: Has one', 'Owns a saw: Owns a saw']));

  it('a statement that only begins with bold words', () => {
    expect(told('## Junior\n\n- **Saws.** well\n\n## Senior\n\n- **Planes.** well\n\n## Notes\n\n- **x.** y\n', 'saws.md').levels).toEqual([['Junior', 'Saws. well: Saws. well'], ['Senior', 'Planes. well: Planes. well']]);
    expect(told('## Junior\n\n- **Ed. 2** of the rules\n- **Saws.** well\n\n## Senior\n\n- **Ed. 3** of them\n\n## Notes\n\n- **x.** y\n', 'saws.md').levels).toEqual([['Junior', 'Ed. 2 of the rules: Ed. 2 of the rules', 'Saws. well: Saws. well'], ['Senior', 'Ed. 3 of them: Ed. 3 of them']]);
  });

  it('lists do not add up where one level alone is told, or one language says so', () => {
    expect(told('Skill,Junior\nSawing,Saws\n', 'saws.csv').reading).toBe('complete');
    const rows = 'Level,Statement (en),Statement (ru)\nJunior,Saws,Пилит\nSenior,';
    expect(told(`${rows}"Everything a Junior does, plus: saws curves",Пилит кривые\n`, 'saws.csv')).toMatchObject({ reading: 'complete', levels: [['Junior', 'Saws: Saws'], ['Senior', expect.stringContaining('Everything a Junior does')]] });
    expect(told(`${rows}"Everything a Junior does, plus:","То же, что у младшего, и:"\nSenior,Planes,Строгает\n`, 'saws.csv')).toMatchObject({ reading: 'additive', levels: [['Junior', 'Saws: Saws'], ['Senior', 'Saws: Saws', 'Planes: Planes']] });
  });

  it('a competency whose cells go on from the level before keeps its words', () =>
    expect(told('Skill,Junior,Senior\nSawing,Saws,"Everything a Junior does, plus curves"\n', 'saws.csv')).toMatchObject({ reading: 'complete', levels: [['Junior', 'Sawing: Saws'], ['Senior', 'Sawing: Everything a Junior does, plus curves']] }));

  it('entries that begin with their competency in bold and a stop', () =>
    expect(told('## Junior\n\n- **Sawing.** Saws straight.\n- **Oiling.** Oils.\n\n## Senior\n\n- **Sawing.** Saws curves.\n', 'saws.md').levels).toEqual([['Junior', 'Sawing: Saws straight', 'Oiling: Oils'], ['Senior', 'Sawing: Saws curves']]));

  it.each([
    ['beside a table of Markdown', 'saws.md', '# Saws\n\nEach level includes the ones before it.\n\n| Skill | Junior | Senior |\n|---|---|---|\n| Sawing | Saws | Saws curves |\n| Oiling | Oils | |\n'],
    ['above the header of a spreadsheet', 'saws.csv', 'Каждый уровень включает предыдущие,,\nSkill,Junior,Senior\nSawing,Saws,Saws curves\nOiling,Oils,\n'],
    ['in the introduction to packed files', 'saws.zip', zipSync({ 'README.md': strToU8('# Saws\n\nThe levels. Each level includes everything from the levels below.\n'), 'junior.md': strToU8('## Sawing\n- Saws\n\n## Oiling\n- Oils\n'), 'senior.md': strToU8('## Sawing\n- Saws curves\n') })],
  ])('“each level includes the ones before” %s', (_, name, text) => {
    const { reading, levels } = told(text, name);
    expect([reading, levels.at(-1)]).toEqual(['additive', ['Senior', 'Sawing: Saws curves', 'Oiling: Oils']]);
  });

  it('a file for each level that numbers it, and calls it in its title', () =>
    expect(told(zipSync(Object.fromEntries(['P1 — Sawyer I', 'P2 — Senior Sawyer'].map((title, at) => [`p${at + 1}.md`, strToU8(`---\ntitle: "${title}"\nlevel: ${at + 1}\n---\n## Sawing\n- Saws ${at}\n`)]))), 'saws.zip').levels.map(([level]) => level)).toEqual(['P1 — Sawyer I', 'P2 — Senior Sawyer']));

  it.each([
    ['German', 'Kompetenz;Berufseinsteiger;Fachkraft;Experte\nFachkompetenz;;;\nSägen;Sägt gerade;Sägt Kurven;Lehrt\nSozialkompetenz;;;\nZuhören;Fragt;Versteht;Vermittelt\n', 'ladder.csv', ['Berufseinsteiger', 'Fachkraft', 'Experte']],
    ['Spanish', '# Marco\n\n## Nivel 1: Aprendiz\n\n### Habilidades blandas\n\n- Escucha\n\n### Habilidades técnicas\n\n- Sierra\n\n## Nivel 2: Experto\n\n### Habilidades blandas\n\n- Guía\n\n### Habilidades técnicas\n\n- Enseña\n', 'ladder.md', ['Nivel 1: Aprendiz', 'Nivel 2: Experto']],
  ])('one in %s, by the words that its groups and levels have there', (_, text, name, levels) => {
    const read = told(text, name);
    expect([read.levels.map(([level]) => level), read.groups]).toEqual([levels, ['soft', 'hard']]);
  });

  it('one in Russian that goes on from a level by its name', () =>
    expect(told('Младший пильщик\nГибкие навыки:\n- Слушает\n\nСтарший пильщик\nГибкие навыки:\n- То же, что у младшего, и:\n- Наставляет\n', 'пилы.txt')).toMatchObject({ reading: 'additive', levels: [['Младший пильщик', 'Слушает: Слушает'], ['Старший пильщик', 'Слушает: Слушает', 'Наставляет: Наставляет']] }));
});
