import { forgetCopies } from '../../../drafts/device/device-copies.js';
import { forgetTyped } from '../../../drafts/device/typed-evidence.js';
import { useSession } from '../../../session/use-session.js';

/** Takes away what this device keeps of an assessment. @param look again at what is left. */
export function useDiscard(assessment: string, look: () => Promise<unknown>): () => Promise<void> {
  const { person } = useSession();
  return async () => {
    await Promise.all([forgetCopies(person.id, assessment), forgetTyped(person.id, assessment)]);
    await look();
    // the button that was pressed is gone, and the focus with it
    document.querySelector('h1')?.focus();
  };
}
