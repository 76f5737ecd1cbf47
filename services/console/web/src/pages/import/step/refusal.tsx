import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { ApiError } from '../../../api/problem.js';
import { useText } from '../../../i18n/use-text.js';
import { SaidByServer } from '../../../page-parts/said-by-server.js';
import { Failure } from '../../../page-parts/states.js';
import { SaidReason } from './said-reason.js';
import { usePlace, type Place } from './use-place.js';

interface RefusalProps {
  readonly error: Error;
  /** Of the file; a text has none. */
  readonly name?: string | undefined;
  readonly retry: () => void;
}

/** What cannot be read is refused, and the server says what it misses at each place. */
export function Refusal({ error, name, retry }: RefusalProps) {
  const { t } = useText();
  const placeOf = usePlace();
  if (!(error instanceof ApiError) || error.status >= 500 || error.isUnreachable || error.isForbidden || error.isSignedOut) return <Failure error={error} retry={retry} />;
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={name === undefined ? t('import.text.refused') : t('import.file.refused', { name })}>
      <Text size="sm">{error.status === 413 ? t('import.file.too-large') : <SaidByServer error={error} />}</Text>
      {placesIn(error).map((fault) => (
        <Text key={`${placeOf(fault)} ${fault.detail}`} size="sm">
          {placeOf(fault)}: <SaidReason fault={fault} />
        </Text>
      ))}
    </Alert>
  );
}

type Fault = NonNullable<ApiError['problem']['errors']>[number];

function placesIn({ problem: { errors } }: ApiError): readonly (Fault & Place)[] {
  return (errors ?? []).flatMap((one) => (one.line === undefined ? [] : [one as Fault & Place]));
}
