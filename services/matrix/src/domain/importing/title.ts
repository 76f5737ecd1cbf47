const longTitle = 100;

/** A competency's title: its statement, up to its colon or bracket where it is long. */
export function titleOf(statement: string): string {
  if (statement.length <= longTitle) return statement;
  return /^.{10,100}?(?=\s?[:(])/u.exec(statement)?.[0] ?? statement;
}
