import { Link } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import type { MyPerson } from '../../my-people/my-people-query.js';
import { StatusBadge, type Status } from '../../page-parts/status-badge.js';
import classes from './my-people.module.css';

type Review = MyPerson['reviews'][number];

const statuses: Readonly<Record<Exclude<Review['state'], 'launched'>, Status>> = { proposed: 'in-calibration', confirmed: 'final', released: 'released' };

export function MyPersonLine({ one: { person, name, unit, reviews } }: { readonly one: MyPerson }) {
  const { t } = useText();
  return (
    <li>
      <div className={classes['who']}>
        <strong>{name}</strong>
        <span>{unit}</span>
      </div>
      <ul className={classes['reviews']} aria-label={t('my-people.reviews', { name })}>
        {reviews.map((review) => (
          <ReviewLine key={review.cycle} person={person} name={name} review={review} />
        ))}
        {reviews.length === 0 && <li>{t('my-people.no-review')}</li>}
      </ul>
    </li>
  );
}

interface ReviewLineProps {
  readonly person: string;
  readonly name: string;
  readonly review: Review;
}

function ReviewLine({ person, name, review: { cycle, name: review, state, grade } }: ReviewLineProps) {
  const { t } = useText();
  return (
    <li>
      <span>{review}</span>
      {state === 'launched' ? (
        <span>{t('my-people.answering')}</span>
      ) : (
        <>
          <Link to="/people/$person/grade" params={{ person }} search={{ cycle }} aria-label={t('my-people.grade-of', { grade: grade ?? t('my-people.no-level'), name, review })}>
            {grade ?? t('my-people.no-level')}
          </Link>
          <StatusBadge status={statuses[state]} />
        </>
      )}
    </li>
  );
}
