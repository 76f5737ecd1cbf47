// A person's place in the organisation, by opaque ids, and the entry grades that others signed for them.
import { EntryGradeSigned, PersonPlaced, type DirectoryEvent } from '@rung/contracts';
import type { Decider, EventOf } from '@rung/event-sourcing';

type Place = EventOf<typeof PersonPlaced>['data'];
type Signature = EventOf<typeof EntryGradeSigned>['data'];

export interface PersonState {
  readonly place?: Place;
  /** By matrix. */
  readonly entryGrades: Readonly<Record<string, Signature>>;
}

export type PersonCommand =
  | { readonly type: 'PlacePerson'; readonly place: Place }
  | { readonly type: 'SignEntryGrade'; readonly signature: Signature };

/** Both commands may come again: what is so already is not said twice. */
export const person: Decider<PersonState, PersonCommand, DirectoryEvent> = {
  initial: { entryGrades: {} },

  decide(command, state) {
    switch (command.type) {
      case 'PlacePerson': {
        const { place } = command;
        const same = state.place?.unit === place.unit && state.place.manager === place.manager && state.place.position === place.position;
        return same ? [] : [PersonPlaced(place)];
      }
      case 'SignEntryGrade': {
        const { signature } = command;
        const before = state.entryGrades[signature.matrix];
        const same = before?.level === signature.level && before.signedBy === signature.signedBy;
        return same ? [] : [EntryGradeSigned(signature)];
      }
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'PersonPlaced':
        return { ...state, place: event.data };
      case 'EntryGradeSigned':
        return { ...state, entryGrades: { ...state.entryGrades, [event.data.matrix]: event.data } };
      case 'UnitPlaced':
        return state;
    }
  },
};
