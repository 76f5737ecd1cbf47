// In which region's way dates and numbers are written: the language that was chosen does not say.

/** @param tags the browser's own list. @returns those of the language, as they stand there, then the language itself. */
export function formatLocales(language: string, tags: readonly string[]): string[] {
  return [...tags.filter((tag) => languageOf(tag) === language), language];
}

function languageOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    // some systems hand their own names through, as en-US@posix, with which Intl would throw
    return undefined;
  }
}
