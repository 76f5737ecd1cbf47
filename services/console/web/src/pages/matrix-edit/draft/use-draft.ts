import { useQuery } from '@tanstack/react-query';

import { matrixAddress } from '../../../matrices/matrix-address.js';
import { gridQuery, type Grid } from '../../../matrices/matrix-queries.js';
import { useSession } from '../../../session/use-session.js';

interface OpenDraft {
  /** Undefined until it is there, and for who may not edit it. */
  readonly grid: Grid | undefined;
  readonly close: () => void;
}

/** The draft that a dialog lies over, and the way back to its grid. */
export function useDraft(): OpenDraft {
  const { matrix, version } = matrixAddress.useParams();
  const search = matrixAddress.useSearch();
  const navigate = matrixAddress.useNavigate();
  const { has } = useSession();
  const { data } = useQuery(gridQuery(matrix, Number(version)));
  const isEditable = data?.status === 'draft' && has('matrix-editor');
  return {
    grid: isEditable ? data : undefined,
    close: () => void navigate({ to: '/matrix/$matrix/v/$version', params: { matrix, version }, search, resetScroll: false }),
  };
}
