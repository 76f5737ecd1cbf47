// What a page says beside the texts of the matrix, in the language that comes first on it; in English for languages that it does not speak.
import type { VersionStatus } from '../../versions/version.js';

interface Words extends Readonly<Record<VersionStatus, string>> {
  readonly version: string;
  readonly competency: string;
  readonly sameAs: string;
  readonly evidence: string;
  readonly mustHave: string;
  readonly terms: string;
  readonly groups: Readonly<Record<string, string>>;
}

const english: Words = {
  version: 'Version', draft: 'draft', published: 'published', retired: 'retired', discarded: 'discarded', competency: 'Competency', sameAs: 'the same as', evidence: 'demands evidence',
  mustHave: 'must-have', terms: 'Terms', groups: { soft: 'Soft skills', hard: 'Hard skills' },
};
const russian: Words = {
  version: 'Версия', draft: 'черновик', published: 'опубликована', retired: 'выведена из употребления', discarded: 'отменена', competency: 'Компетенция', sameAs: 'как на уровне', evidence: 'требует подтверждения',
  mustHave: 'обязательно', terms: 'Термины', groups: { soft: 'Софты', hard: 'Харды' },
};

export function wordsIn(language: string): Words {
  return /^ru\b/.test(language) ? russian : english;
}
