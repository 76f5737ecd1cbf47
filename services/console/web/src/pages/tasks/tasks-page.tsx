import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { useText } from '../../i18n/use-text.js';
import { PageHeader } from '../../shared/page-header.js';
import { Empty, Failure, Loading } from '../../shared/states.js';
import table from '../../shared/table.module.css';
import { tasksQuery } from './tasks-query.js';

export function TasksPage() {
  const { t, date } = useText();
  const { data, error, refetch } = useQuery(tasksQuery);
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <Stack>
      <PageHeader title={t('shell.nav.tasks')} />
      {data === undefined && <Loading />}
      {data?.tasks.length === 0 && <Empty title={t('tasks.none')} />}
      {data !== undefined && data.tasks.length > 0 && (
        <table className={table['table']}>
          <tbody>
            {data.tasks.map((task) => (
              <tr key={task.assessment}>
                <td>{task.participant.name}</td>
                <td>{task.deadline === null ? '' : date(task.deadline)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Stack>
  );
}
