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
  const faults = faultsOf(error);
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={name === undefined ? t('import.text.refused') : t('import.file.refused', { name })}>
      <Text size="sm">{error.status === 413 ? t('import.file.too-large') : <SaidByServer error={error} />}</Text>
      {faults.map((fault) => (
        <Text key={`${fault.line} ${fault.detail}`} size="sm">
          {isPlaced(fault) && `${placeOf(fault)}: `}
          <SaidReason fault={fault} />
        </Text>
      ))}
      {faults.some(isPlaced) && <Text size="sm">{t('import.refused.mend')}</Text>}
    </Alert>
  );
}

type Fault = NonNullable<ApiError['problem']['errors']>[number];

const isPlaced = (fault: Fault): fault is Fault & Place => fault.line !== undefined;

/** Each that is told; of a matrix that cannot be read, with none, what the server says of the whole. */
function faultsOf({ problem: { errors, code }, message }: ApiError): readonly Fault[] {
  return errors !== undefined && errors.length > 0 ? errors : code === 'import-unreadable' ? [{ detail: message }] : [];
}
