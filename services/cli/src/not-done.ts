/** What was asked for did not come about; the answer, which says so, is written already. */
export class NotDone extends Error {}
