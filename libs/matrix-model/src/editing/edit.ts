import type { MatrixContent } from '../matrix.js';
import { addCell, cellSameAs, editCell, removeCell } from './cells.js';
import { addCompetency, continueCompetency, endCompetency, moveCompetency, removeCompetency, renameCompetency } from './competencies.js';
import { addGroup, nameGroup, orderGroups, removeGroup, removeTerm, renameGroup, setTerm } from './frame.js';
import type { Intent } from './intent.js';
import { linkCompetencies, mergeCompetencies, splitCompetency } from './joining.js';
import { addLevel, orderLevels, removeLevel, renameLevel, sameAs } from './levels.js';
import { mustNotHaveNewFaults } from './new-faults.js';

/**
 * What a draft becomes by a change. Pure; whatever it does not speak of stays as it is.
 * @throws DomainError change-not-applicable for what does not fit the draft, matrix-unsound for what would contradict itself; both say what to do instead
 */
export function edit(matrix: MatrixContent, intent: Intent): MatrixContent {
  const edited = applied(matrix, intent);
  mustNotHaveNewFaults(matrix, edited);
  return edited;
}

function applied(matrix: MatrixContent, intent: Intent): MatrixContent {
  switch (intent.kind) {
    case 'edit-cell':
      return editCell(matrix, intent);
    case 'add-cell':
      return addCell(matrix, intent);
    case 'remove-cell':
      return removeCell(matrix, intent);
    case 'cell-same-as':
      return cellSameAs(matrix, intent);
    case 'add-competency':
      return addCompetency(matrix, intent);
    case 'move-competency':
      return moveCompetency(matrix, intent);
    case 'rename-competency':
      return renameCompetency(matrix, intent);
    case 'end-competency':
      return endCompetency(matrix, intent);
    case 'continue-competency':
      return continueCompetency(matrix, intent);
    case 'remove-competency':
      return removeCompetency(matrix, intent);
    case 'link-competencies':
      return linkCompetencies(matrix, intent);
    case 'merge-competencies':
      return mergeCompetencies(matrix, intent);
    case 'split-competency':
      return splitCompetency(matrix, intent);
    case 'same-as':
      return sameAs(matrix, intent);
    case 'add-level':
      return addLevel(matrix, intent);
    case 'rename-level':
      return renameLevel(matrix, intent);
    case 'order-levels':
      return orderLevels(matrix, intent);
    case 'remove-level':
      return removeLevel(matrix, intent);
    case 'add-group':
      return addGroup(matrix, intent);
    case 'rename-group':
      return renameGroup(matrix, intent);
    case 'name-group':
      return nameGroup(matrix, intent);
    case 'order-groups':
      return orderGroups(matrix, intent);
    case 'remove-group':
      return removeGroup(matrix, intent);
    case 'set-term':
      return setTerm(matrix, intent);
    case 'remove-term':
      return removeTerm(matrix, intent);
    case 'rename-matrix':
      return { ...matrix, name: intent.name };
    case 'read-as':
      return { ...matrix, reading: intent.reading };
  }
}
