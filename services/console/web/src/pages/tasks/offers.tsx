import { Link } from '@tanstack/react-router';

import type { MessageId } from '../../i18n/message-id.js';
import { useText } from '../../i18n/use-text.js';
import { useSession } from '../../session/use-session.js';
import { useDestinations, type Destination } from '../../shell/ways/navigation.js';
import classes from './offers.module.css';

const purposes: Record<Exclude<Destination['to'], '/'>, MessageId> = {
  '/me/grade': 'tasks.offer.grade',
  '/me/people': 'tasks.offer.my-people',
  '/matrix': 'tasks.offer.matrix',
  '/reports/distribution': 'tasks.offer.distribution',
  '/reports/heatmap': 'tasks.offer.heatmap',
  '/people': 'tasks.offer.people',
  '/admin/matrix/new': 'tasks.offer.new',
  '/admin/matrix/import': 'tasks.offer.import',
};

/** Where somebody may go from here, and what for; and where the work of a role is done that has no page. */
export function Offers() {
  const { t } = useText();
  const { has } = useSession();
  return (
    <section className={classes['part']} aria-labelledby="offers">
      <h2 id="offers">{t('tasks.offers')}</h2>
      <ul className={classes['offers']}>
        {useDestinations().map(({ to, name, icon: PageIcon }) => to !== '/' && (
          <li key={to} className={classes['offer']}>
            <PageIcon size={24} stroke={1.6} aria-hidden />
            <div>
              <Link to={to}>{t(name)}</Link>
              <p>{t(purposes[to])}</p>
            </div>
          </li>
        ))}
      </ul>
      {has('hr') && <p className={classes['elsewhere']}>{t('tasks.elsewhere.hr')}</p>}
      {has('operator') && <p className={classes['elsewhere']}>{t('tasks.elsewhere.operator')}</p>}
    </section>
  );
}
