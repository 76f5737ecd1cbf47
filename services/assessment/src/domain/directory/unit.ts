// A unit's place below another.
import { UnitPlaced, type DirectoryEvent } from '@rung/contracts';
import type { Decider } from '@rung/event-sourcing';

export interface UnitState {
  /** Undefined before the unit was placed, null at the top. */
  readonly parent?: string | null;
}

export interface PlaceUnit {
  readonly type: 'PlaceUnit';
  readonly unit: string;
  readonly parent: string | null;
}

export const unit: Decider<UnitState, PlaceUnit, DirectoryEvent> = {
  initial: {},

  decide: (command, state) => (state.parent === command.parent ? [] : [UnitPlaced({ unit: command.unit, parent: command.parent })]),

  evolve(state, event) {
    switch (event.type) {
      case 'UnitPlaced':
        return { parent: event.data.parent };
      case 'PersonPlaced':
      case 'EntryGradeSigned':
        return state;
    }
  },
};
