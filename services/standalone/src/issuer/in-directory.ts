// Whether a directory of one's own has somebody who is not in the demo's list.
import { z } from 'zod';

/** A directory that hangs keeps nobody waiting at the door for longer. */
const answersWithinMs = 5_000;

const found = z.object({ people: z.array(z.object({ key: z.string() })) });

/**
 * @param assessmentUrl the service that keeps the directory.
 * @param token of somebody who may read the directory.
 * @returns true also where the directory does not answer in time: nobody is kept out of their own machine for that.
 */
export async function isInDirectory(assessmentUrl: string, token: string, personKey: string): Promise<boolean> {
  const url = `${assessmentUrl}/directory/people?${new URLSearchParams({ person: personKey })}`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(answersWithinMs) }).catch(() => undefined);
  if (answer?.ok !== true) return true;
  const { people } = found.parse(await answer.json());
  // an opaque id finds somebody as well, and is no key
  return people.some(({ key }) => key === personKey);
}
