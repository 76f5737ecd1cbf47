import { fold } from '../text/characters.js';
import { anyOf } from '../text/pattern.js';
import { oneLine } from '../text/source.js';

const what = anyOf('requirements', 'expectations', '(?:soft|hard|special|specific|additional)(?:\\s?skills)?', 'skills', 'требований', 'ожиданий', 'навыков', '(?:софтов|хардов)', 'софт-?скиллов', 'хард-?скиллов');
const nothing = new RegExp(
  `^(?:${anyOf(
    `(?:none|nothing|no|n\\s?[/.]\\s?a|nil)(?:\\s${what})?(?:\\s(?:at\\sthis\\slevel|here|yet|so\\sfar))?`,
    '(?:none\\s|nothing\\s)?(?:is\\s|are\\s)?not?\\s(?:yet\\s)?(?:required|applicable|expected|needed|relevant|defined|assessed)',
    '(?:none|nothing)\\s(?:is\\s)?(?:required|expected|needed)',
    `(?:нет|без)(?:\\s(?:особых|специальных|дополнительных))?(?:\\s${what})?`,
    `${what}\\sнет`,
    '(?:пока\\s)?(?:не|ничего\\sне)\\s(?:требу[ею]тся|предусмотрен[ыо]?|ожида[ею]тся|предъявля[ею]тся|оценива[ею]тся|примени(?:мо|мы)|нужн[ыо]|заполняется)',
    '(?:требования\\s)?(?:отсутству[ею]т|не\\sпредъявляются)',
    'н/[пд]',
  )})[\\s.!;]*$`,
  'u',
);

/** "Hard skills: none", "Софты: не требуются": words that stand where a list would, and say that there is none. */
export function saysNone(words: string): boolean {
  return nothing.test(fold(oneLine(words.slice(0, 200))).replace(/^[\s([«"—–-]+|[)\]»"]+$/gu, ''));
}
