import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import type { OnDevice } from '../../drafts/device/device-copies.js';
import { useText } from '../../i18n/use-text.js';
import { leadsQuery, myCyclesQuery, type MyCycle } from '../../my-cycles/my-cycles-query.js';
import { isUnderWay } from '../../my-cycles/my-cycles.js';
import { onDeviceQuery, tasksQuery, type Task } from '../../my-tasks/tasks-query.js';
import { Loaded } from '../../page-parts/loaded.js';
import { PageHeader } from '../../page-parts/page-header.js';
import { together } from '../../page-parts/read.js';
import { Empty } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { MyResult } from './my-result.js';
import { MyReview } from './my-review.js';
import { Offers } from './offers.js';
import { TakenAway } from './taken-away.js';
import { TaskList } from './task-list.js';
import { hasKeptWords, statusOf } from './task-status.js';
import { isNothingWaiting, tasksByDate, times } from './tasks-by-date.js';
import classes from './tasks.module.css';

const nothing: OnDevice = { drafted: new Set(), unsent: new Set() };

/** What I am asked, the first due first; in which phase my review is; my last result, and where else I may go. */
export function TasksPage() {
  const { t } = useText();
  const { person } = useSession();
  const tasks = useQuery(tasksQuery);
  const cycles = useQuery(myCyclesQuery);
  const { data: onDevice = nothing } = useQuery(onDeviceQuery(person.id));
  return (
    <Stack>
      <PageHeader title={t('shell.nav.tasks')} />
      <Loaded read={together({ tasks, cycles })}>
        {(mine) => <Mine tasks={mine.tasks.tasks} cycles={mine.cycles} onDevice={onDevice} />}
      </Loaded>
    </Stack>
  );
}

interface MyTasks {
  readonly tasks: readonly Task[];
  readonly onDevice: OnDevice;
}

interface MineProps extends MyTasks {
  readonly cycles: readonly MyCycle[];
}

/** Who has a role, or people below, has somewhere to go beside the tasks, and so does whom nothing waits for. */
function Mine({ tasks, cycles, onDevice }: MineProps) {
  const { person } = useSession();
  const { data: leads = false } = useQuery(leadsQuery);
  const isIdle = isNothingWaiting(tasksByDate(tasks, Date.now()));
  return (
    <>
      <Tasks tasks={tasks} onDevice={onDevice} />
      {isIdle && <Offers />}
      <Standing cycles={cycles} tasks={tasks} onDevice={onDevice} />
      {!isIdle && (person.roles.length > 0 || leads) && <Offers />}
    </>
  );
}

function Tasks({ tasks, onDevice }: MyTasks) {
  const { t } = useText();
  const byDate = tasksByDate(tasks, Date.now());
  const { waiting, tooLate, done } = byDate;
  const unsent = done.filter(({ assessment, state }) => state === 'submitted' && onDevice.unsent.has(assessment));
  const kept = done.filter((task) => hasKeptWords(task, onDevice.drafted));
  const others = done.filter((task) => !kept.includes(task));
  const takenAway = [...onDevice.drafted].filter((assessment) => tasks.every((task) => task.assessment !== assessment));
  return (
    <>
      {unsent.length > 0 && (
        <section className={classes['part']}>
          <h2>{t('tasks.unsent')}</h2>
          <TaskList tasks={unsent} onDevice={onDevice.drafted} />
        </section>
      )}
      {takenAway.length > 0 && (
        <section className={classes['part']}>
          <h2>{t('tasks.taken-away')}</h2>
          <TakenAway assessments={takenAway} />
        </section>
      )}
      {isNothingWaiting(byDate) && <Empty title={t('tasks.none')}>{t('tasks.none.text')}</Empty>}
      {times.map((time) => waiting[time].length > 0 && (
        <section key={time} className={classes['part']} data-time={time}>
          <h2>{t(`tasks.${time}`)}</h2>
          <TaskList tasks={waiting[time]} onDevice={onDevice.drafted} />
        </section>
      ))}
      {tooLate.length > 0 && (
        <section className={classes['part']}>
          <h2>{t('tasks.too-late')}</h2>
          <TaskList tasks={tooLate} onDevice={onDevice.drafted} />
        </section>
      )}
      {kept.length > 0 && (
        <section className={classes['part']}>
          <h2>{t('tasks.kept')}</h2>
          <TaskList tasks={kept} onDevice={onDevice.drafted} />
        </section>
      )}
      {others.length > 0 && (
        <details className={classes['part']}>
          <summary>{t('tasks.done', { count: others.length })}</summary>
          <TaskList tasks={others} onDevice={onDevice.drafted} />
        </details>
      )}
    </>
  );
}

/** Only where I am assessed myself: whom I assess is in the tasks. */
function Standing({ cycles, tasks, onDevice }: MineProps) {
  const underWay = cycles.filter((cycle) => cycle.review !== null && isUnderWay(cycle));
  const selfIn = (cycle: string) => tasks.find((task) => task.role === 'self' && task.cycle.id === cycle);
  return (
    <div className={classes['standing']}>
      {underWay.map((cycle) => {
        const own = selfIn(cycle.cycle);
        return <MyReview key={cycle.cycle} cycle={cycle} self={own && statusOf(own, onDevice.drafted)} />;
      })}
      <MyResult cycles={cycles} />
    </div>
  );
}
