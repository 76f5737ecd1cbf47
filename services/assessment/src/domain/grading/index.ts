// The grade, its explanation, and the checking of answers: what the service and the command-line tool share.
export { decideGrade, graderOf, type Decision, type ReviewLevels } from './decide-grade.js';
export { cellFinderByName, needsEvidence, type Answer, type FindCell } from './answers.js';
export { gridOf, type Grid, type GridCell } from './grid.js';
export { targetOf } from './levels.js';
export { mustHaveRoom, mustHaveRoomBetween } from './room.js';
