// Shows a preview the way specs compare it.
import { previewOf, type PreviewJson } from './index.js';

/** What is in force, level by level: `Junior | soft: A; B | hard: C`. */
export function grid(text: string): string[] {
  const preview = previewOf(text);
  return preview.levels.map((level) => {
    const of = (group: string) => inForce(preview, level.names[0] ?? '', group).join('; ');
    const same = (group: 'soft' | 'hard') => (level.groups[group].sameAs === null ? '' : ` =${level.groups[group].sameAs}`);
    return `${level.names.join(' + ')} | soft${same('soft')}: ${of('soft')} | hard${same('hard')}: ${of('hard')}`;
  });
}

function inForce(preview: PreviewJson, level: string, group: string): string[] {
  return preview.competencies
    .filter((one) => one.group === group)
    .flatMap((one) => one.cells.filter((cell) => cell.levels.includes(level)).map((cell) => cell.statement));
}
