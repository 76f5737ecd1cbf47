import { Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';

import { api, body } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { useCommand } from '../../../api/use-command.js';
import { useText } from '../../../i18n/use-text.js';
import { gridQuery, type Grid } from '../../../matrices/matrix-queries.js';
import { Failure } from '../../../page-parts/states.js';
import { useSession } from '../../../session/use-session.js';

type Readiness = components['schemas']['DraftReadiness'];

/** Of one revision of a draft; asked anew after each change. */
export function useReadiness({ matrix, version, revision }: Grid) {
  return useQuery({
    queryKey: ['matrices', matrix, version, 'readiness', revision],
    queryFn: () => body(api.GET('/matrices/{matrixId}/versions/{version}/readiness', { params: { path: { matrixId: matrix, version } } })),
    placeholderData: (before) => before,
  });
}

/** What stands in the way of a publication, what should be looked at, and who has to approve. */
export function DraftReadiness({ grid, readiness }: { readonly grid: Grid; readonly readiness: Readiness }) {
  const { t } = useText();
  const { must, should, approval } = readiness;
  return (
    <>
      {must.total > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('edit.must', { count: must.total })}
          </Text>
          <Findings findings={must.first} />
        </div>
      )}
      {should.total > 0 && (
        <details>
          <summary>{t('edit.should', { count: should.total })}</summary>
          <Findings findings={should.first} />
        </details>
      )}
      {approval.demanded !== 'nobody' && <Approval grid={grid} approval={approval} />}
    </>
  );
}

/** In the server's words, which name the place and the way out. */
function Findings({ findings }: { readonly findings: Readiness['must']['first'] }) {
  return (
    <ul>
      {findings.map(({ pointer, kind, detail }) => (
        <li key={`${kind} ${pointer} ${detail}`}>
          <Text size="sm">{detail}</Text>
        </li>
      ))}
    </ul>
  );
}

function Approval({ grid, approval }: { readonly grid: Grid; readonly approval: Readiness['approval'] }) {
  const { t } = useText();
  const { person, has } = useSession();
  const queryClient = useQueryClient();
  const { matrix, version, revision } = grid;
  const approving = useCommand({
    mutationFn: () => body(api.POST('/matrices/{matrixId}/versions/{version}/approval', { params: { path: { matrixId: matrix, version } }, body: { revision } })),
    onSettled: () => Promise.all([queryClient.invalidateQueries({ queryKey: ['matrices', matrix, version] }), queryClient.invalidateQueries({ queryKey: gridQuery(matrix, version).queryKey })]),
  });
  if (approval.given !== null) return <Text size="sm">{t('edit.approved')}</Text>;
  const mayApprove = !approval.authors.includes(person.id) && (approval.demanded === 'editor' || has('hr'));
  return (
    <>
      <Text size="sm">{t(`edit.approval.${approval.demanded === 'hr' ? 'hr' : 'editor'}`)}</Text>
      {approving.error !== null && <Failure error={approving.error} />}
      {mayApprove && (
        <Group>
          <Button size="xs" variant="default" loading={approving.isPending} onClick={() => approving.mutate()}>
            {t('edit.approve')}
          </Button>
        </Group>
      )}
    </>
  );
}
