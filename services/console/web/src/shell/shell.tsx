import { Burger, NavLink } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

import { useText } from '../i18n/use-text.js';
import { sessionQuery, type Session } from '../session/session.js';
import { useCommandKeys } from '../keys/command-keys.js';
import { loadWhenIdle } from './loaded-later.js';
import { useDestinations } from './ways/navigation.js';
import { useNewPage } from '../shown-page/new-page.js';
import { Keys, PagePalette, Settings } from './on-demand.js';
import { PhaseBar } from './phase-bar.js';
import { SessionEnded } from './session-ended.js';
import classes from './shell.module.css';
import { useKeys } from '../keys/single-keys.js';
import { Welcome } from './welcome.js';

/** What is around every page. */
export function Shell() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return session === null ? <Welcome /> : <SignedIn key={session.person.id} session={session} />;
}

function SignedIn({ session }: { readonly session: Session }) {
  const { t } = useText();
  const navigate = useNavigate();
  const [navigation, { toggle, close }] = useDisclosure();
  const [help, helpIs] = useDisclosure();
  const [palette, paletteIs] = useDisclosure();
  const reachable = useDestinations();
  useCommandKeys([['mod+K', paletteIs.open, { usePhysicalKeys: true }]]);
  useKeys({ '?': helpIs.open, ...Object.fromEntries(reachable.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])) });
  useNewPage(close);
  useEffect(loadWhenIdle, []);
  return (
    <div className={classes['shell']}>
      <a href="#content" className={classes['skip']}>
        {t('shell.skip')}
      </a>
      <header className={classes['header']}>
        <div className={classes['brand']}>
          <Burger opened={navigation} onClick={toggle} className={classes['toggle']} size="sm" aria-label={t(navigation ? 'shell.nav.close' : 'shell.nav.open')} aria-expanded={navigation} aria-controls="navigation" />
          <Link to="/" className={classes['brand']}>
            <img src="/assets/rung.svg" alt="" width={28} height={28} />
            {t('shell.title')}
          </Link>
        </div>
        <Settings session={session} onKeys={helpIs.open} onPalette={paletteIs.open} />
      </header>
      <nav id="navigation" className={classes['navigation']} aria-label={t('shell.nav.label')} data-closed={navigation ? undefined : true}>
        <ul>
          {reachable.map(({ to, name, icon: PageIcon }) => (
            <li key={to}>
              <NavLink component={Link} to={to} label={t(name)} leftSection={<PageIcon size={20} stroke={1.6} aria-hidden />} activeOptions={{ exact: to === '/' }} activeProps={{ 'data-active': true, 'aria-current': 'page' }} />
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" tabIndex={-1} className={classes['main']}>
        <PhaseBar />
        <div className={classes['content']}>
          <Outlet />
        </div>
      </main>
      <Keys opened={help} onClose={helpIs.close} />
      <PagePalette opened={palette} onClose={paletteIs.close} />
      <SessionEnded />
    </div>
  );
}
