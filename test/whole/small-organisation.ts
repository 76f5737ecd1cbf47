// A few people, a matrix and a cycle for one of them, told to services over HTTP, wherever they are.
import { eventually, type Answer, type ServiceUnderTest } from '@rung/testing';

export type Callable = Pick<ServiceUnderTest, 'as'>;

/** Olga leads Anna and Pat; Anna leads Bob, or whoever is named, who alone are assessed. Sam leads nobody, elsewhere. */
const filesOf = (carpenters: readonly string[]) => ({
  units: 'unit,name,parent\nshop,Shop,\noffice,Office,\n',
  positions: 'position,title,matrix\ncarpenter,Carpenter,carpenters\n',
  people: [
    'person,name,email,unit,manager,position',
    'olga,Olga,,shop,,',
    'anna,Anna,,shop,olga,',
    ...carpenters.map((key) => `${key},${key.replace(/^./, (initial) => initial.toUpperCase())},,shop,anna,carpenter`),
    'pat,Pat,,shop,olga,',
    'sam,Sam,,office,,',
  ].join('\n'),
});
const text = 'Level One\nHard: 1. Saws straight.\nLevel Two\nHard: 1. Builds a staircase.';

export function previewed(service: Callable): Promise<Answer> {
  return service.as('editor', 'matrix-editor')('POST', '/matrices/imports', { body: text, type: 'text/plain' });
}

/** Publishes the matrix, fills the directory, creates a cycle and opens it. @param carpenters who are assessed. @returns the cycle's id. */
export async function openACycle(service: Callable, carpenters: readonly string[] = ['bob']): Promise<string> {
  const hr = service.as('hr', 'hr');
  const editor = service.as('editor', 'matrix-editor');
  const first = done(await previewed(service)).body;
  done(await editor('POST', `/matrices/imports/${first.id}/accept`, { body: { name: 'Carpenters' } }));
  done(await editor('POST', '/matrices/carpenters/versions/1/publication'));
  for (const [file, body] of Object.entries(filesOf(carpenters))) done(await hr('POST', `/directory/imports/${file}`, { body, type: 'text/csv' }));
  return anotherCycle(service);
}

/** One more over the same people. */
export async function anotherCycle(service: Callable): Promise<string> {
  const hr = service.as('hr', 'hr');
  const created = { name: 'Autumn', matrix: { id: 'carpenters', version: 1 } };
  const cycle: string = (await eventually(async () => done(await hr('POST', '/cycles', { body: created })))).body.id;
  done(await hr('POST', `/cycles/${cycle}/opening`));
  return cycle;
}

/** @throws Error when it was refused. */
export function done(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}
