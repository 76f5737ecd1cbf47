import { describe, it } from '@jest/globals';
import { EntryGradeSigned, PersonPlaced, UnitPlaced } from '@rung/contracts';
import { specificationOf } from '@rung/event-sourcing';

import { person } from './person.js';
import { unit } from './unit.js';

const id = '7c1d9a52-0b3e-4d0f-9a6b-1f2e3d4c5b6a';
const boss = '5a9e2c1b-3f70-4f0b-8a57-2f6b8f7c9d01';
const place = { person: id, unit: 'backend', manager: boss, position: 'dev' };
const signature = { person: id, matrix: 'python', level: 'junior', signedBy: boss };

describe('a person', () => {
  const given = specificationOf(person);
  it('is placed', () => given().when({ type: 'PlacePerson', place }).then(PersonPlaced(place)));
  it('is not placed twice at the same place', () => given(PersonPlaced(place)).when({ type: 'PlacePerson', place }).thenNothing());
  it('moves', () => given(PersonPlaced(place)).when({ type: 'PlacePerson', place: { ...place, manager: null } }).then(PersonPlaced({ ...place, manager: null })));
  it('has an entry grade signed per matrix, once', () => {
    given().when({ type: 'SignEntryGrade', signature }).then(EntryGradeSigned(signature));
    given(EntryGradeSigned(signature)).when({ type: 'SignEntryGrade', signature }).thenNothing();
    given(EntryGradeSigned(signature)).when({ type: 'SignEntryGrade', signature: { ...signature, matrix: 'go' } }).then(EntryGradeSigned({ ...signature, matrix: 'go' }));
  });
});

describe('a unit', () => {
  const given = specificationOf(unit);
  const placed = UnitPlaced({ unit: 'backend', parent: null });
  it('is placed at the top or below another', () => given().when({ type: 'PlaceUnit', unit: 'backend', parent: null }).then(placed));
  it('is not placed twice at the same place', () => given(placed).when({ type: 'PlaceUnit', unit: 'backend', parent: null }).thenNothing());
  it('moves', () => given(placed).when({ type: 'PlaceUnit', unit: 'backend', parent: 'it' }).then(UnitPlaced({ unit: 'backend', parent: 'it' })));
});
