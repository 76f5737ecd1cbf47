import type { LocalizedText, MatrixContent } from '../matrix.js';
import { ownValue } from '../own-value.js';
import type { IntentOf } from './intent.js';
import { mustBeGroup, mustBeSameMembers, refuse } from './refuse.js';

export function addGroup(matrix: MatrixContent, { group }: IntentOf<'add-group'>): MatrixContent {
  mustBeNewGroup(matrix, group, 'group');
  return { ...matrix, groups: [...matrix.groups, group] };
}

export function renameGroup(matrix: MatrixContent, { group, to }: IntentOf<'rename-group'>): MatrixContent {
  mustBeGroup(matrix, group);
  if (group === to) return matrix;
  mustBeNewGroup(matrix, to, 'to');
  const renamed = (one: string): string => (one === group ? to : one);
  return {
    ...withNames(matrix, Object.entries(matrix.groupNames ?? {}).map(([one, name]) => [renamed(one), name])),
    groups: matrix.groups.map(renamed),
    levels: matrix.levels.map((level) => ({
      ...level,
      sameAs: Object.fromEntries(Object.entries(level.sameAs).map(([one, target]) => [renamed(one), target])),
    })),
    competencies: matrix.competencies.map((one) => (one.group === group ? { ...one, group: to } : one)),
  };
}

export function nameGroup(matrix: MatrixContent, { group, name }: IntentOf<'name-group'>): MatrixContent {
  mustBeGroup(matrix, group);
  const others = Object.entries(matrix.groupNames ?? {}).filter(([one]) => one !== group);
  const named = Object.entries({ ...ownValue(matrix.groupNames, group), ...name }).filter((entry): entry is [string, string] => entry[1] !== null);
  return withNames(matrix, named.length === 0 ? others : [...others, [group, Object.fromEntries(named)]]);
}

export function orderGroups(matrix: MatrixContent, { groups }: IntentOf<'order-groups'>): MatrixContent {
  mustBeSameMembers(groups, matrix.groups, 'groups');
  return { ...matrix, groups };
}

export function removeGroup(matrix: MatrixContent, { group }: IntentOf<'remove-group'>): MatrixContent {
  mustBeGroup(matrix, group);
  const members = matrix.competencies.filter((one) => one.group === group);
  if (members.length > 0) refuse('group', `${members.length} competencies are in "${group}" ("${members[0]?.id}" first); move them to another group first.`);
  if (matrix.groups.length === 1) refuse('group', 'A matrix needs a group; add another one first.');
  return {
    ...withNames(matrix, Object.entries(matrix.groupNames ?? {}).filter(([one]) => one !== group)),
    groups: matrix.groups.filter((one) => one !== group),
    levels: matrix.levels.map((level) => ({
      ...level,
      sameAs: Object.fromEntries(Object.entries(level.sameAs).filter(([one]) => one !== group)),
    })),
  };
}

export function setTerm(matrix: MatrixContent, { word, words, definition, measure }: IntentOf<'set-term'>): MatrixContent {
  const known = matrix.terms.find((one) => one.word === word);
  const names = words ?? known?.words;
  const term = { word, ...(names && { words: names }), definition, measure };
  return { ...matrix, terms: known ? matrix.terms.map((one) => (one.word === word ? term : one)) : [...matrix.terms, term] };
}

export function removeTerm(matrix: MatrixContent, { word }: IntentOf<'remove-term'>): MatrixContent {
  if (!matrix.terms.some((one) => one.word === word)) refuse('word', `There is no term "${word}".`);
  return { ...matrix, terms: matrix.terms.filter((one) => one.word !== word) };
}

function withNames({ groupNames: _former, ...matrix }: MatrixContent, names: readonly (readonly [group: string, name: LocalizedText])[]): MatrixContent {
  return names.length === 0 ? matrix : { ...matrix, groupNames: Object.fromEntries(names) };
}

function mustBeNewGroup(matrix: MatrixContent, group: string, field: string): void {
  if (matrix.groups.includes(group)) refuse(field, `There is a group "${group}" already.`);
}
