import { useMutation, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';

type Command<Answer, Asked> = Omit<UseMutationResult<Answer, Error, Asked>, 'mutate' | 'mutateAsync'> & { readonly mutate: (asked: Asked) => void };

/** A mutation that is begun once at a time: of two clicks both may come before the page has shown that the first one's command is under way. */
export function useCommand<Answer, Asked = void>(options: UseMutationOptions<Answer, Error, Asked>): Command<Answer, Asked> {
  const mutation = useMutation(options);
  const isUnderWay = useRef(false);
  const mutate = (asked: Asked): void => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutation.mutate(asked, { onSettled: () => void (isUnderWay.current = false) });
  };
  return { ...mutation, mutate };
}
