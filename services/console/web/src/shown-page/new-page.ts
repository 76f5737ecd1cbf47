// A new page is told to who does not see it: its heading gets the focus, as soon as it has one. Not at the first, which the browser reads anyway.
import { useMatches } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** The page whose heading had the focus; null while that of a new one is still to come. */
let told: string | null | undefined;

const usePage = (): string =>
  useMatches({ select: (matches) => matches.find(({ staticData }) => staticData.isOnePage)?.routeId ?? matches.at(-1)?.pathname ?? '' });

/** Of what is around all pages. */
export function useNewPage(arrived: () => void): void {
  const page = usePage();
  const before = useRef(page);
  useEffect(() => {
    if (told === undefined) told = page;
    if (before.current === page) return;
    before.current = page;
    arrived();
    if (told !== page) told = null;
  }, [page, arrived]);
}

/** Of the heading of a page. */
export function useFocusOnArrival(): RefObject<HTMLHeadingElement | null> {
  const page = usePage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (told !== undefined && told !== page) heading.current?.focus();
    told = page;
  }, [page]);
  // what takes its place, as where it turns out that there is nothing to show, is told too
  useLayoutEffect(
    () => () => {
      if (document.activeElement === heading.current) told = null;
    },
    [],
  );
  return heading;
}
