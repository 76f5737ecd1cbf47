import { Button, Group } from '@mantine/core';

import { answerTo, type CellAnswer } from '../../../drafts/answers/answers.js';
import type { DraftKeeper } from '../../../drafts/draft-keeper.js';
import type { Draft } from '../../../drafts/draft.js';
import { useText } from '../../../i18n/use-text.js';
import { AnswerWords } from '../form/answer-words.js';
import classes from '../form/assess.module.css';
import type { Step } from '../form/form-steps.js';

interface ConflictBoxProps {
  readonly step: Step;
  readonly draft: Draft;
  readonly keeper: DraftKeeper;
}

/** What was typed in two places, side by side: the person chooses, for this cell or for all. */
export function ConflictBox({ step, draft, keeper }: ConflictBoxProps) {
  const { t } = useText();
  const cells = Object.entries(draft.others);
  const here = answerTo(draft.answers, step.name);
  const all = (pick: (cell: string, others: readonly CellAnswer[]) => CellAnswer) => () => cells.forEach(([cell, others]) => keeper.choose(cell, pick(cell, others)));
  return (
    <section className={classes['conflict']} aria-label={t('assess.conflict.title')}>
      <h3>{t('assess.conflict.title')}</h3>
      <p>{t('assess.conflict.text')}</p>
      <div className={classes['sides']}>
        <Side title={t('assess.conflict.here')} answer={here} onTake={() => keeper.choose(step.name, here)} />
        {(draft.others[step.name] ?? []).map((answer, at) => (
          <Side key={at} title={t('assess.conflict.there')} answer={answer} onTake={() => keeper.choose(step.name, answer)} />
        ))}
      </div>
      {cells.length > 1 && (
        <Group>
          <Button variant="subtle" onClick={all((cell) => answerTo(draft.answers, cell))}>
            {t('assess.conflict.all-here')}
          </Button>
          <Button variant="subtle" onClick={all((cell, others) => others.at(-1) ?? answerTo(draft.answers, cell))}>
            {t('assess.conflict.all-there')}
          </Button>
        </Group>
      )}
    </section>
  );
}

function Side({ title, answer, onTake }: { readonly title: string; readonly answer: CellAnswer; readonly onTake: () => void }) {
  const { t } = useText();
  return (
    <div className={classes['side']}>
      <h4>{title}</h4>
      <AnswerWords answer={answer} />
      <Button variant="default" onClick={onTake}>
        {t('assess.conflict.take')}
      </Button>
    </div>
  );
}
