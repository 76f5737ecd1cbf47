// The grade, its explanation, and the checking of answers: what the service and the command-line tool share.
export { decideGrade, graderOf, type Decision, type ReviewLevels } from './decide-grade.js';
export { cellFinderByName, type FindCell } from '../cells/find-cell.js';
export { gridOf, type Cell, type Grid } from '../cells/grid.js';
export { needsEvidence, type Answer } from './answers.js';
export { targetOf } from './levels.js';
export { mustHaveRoom, mustHaveRoomBetween } from './room.js';
