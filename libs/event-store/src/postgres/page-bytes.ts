// How much is read of a lane at once: a few hundred large events would not fit into a process.

/** Of data, as JSON: about so much is read at once, and always one event. */
const pageBytes = 8 * 1_024 * 1_024;

/** How much smaller compressed data are than as JSON; measuring it would unpack each event twice. */
const compression = 8;

/**
 * The rows of a query with `position` and `data`, in order of position, until they are large enough.
 * @param query limited and in order.
 */
export function untilLargeEnough(columns: string, query: string): string {
  return `select ${columns} from (
      select *, coalesce(sum(pg_column_size(data) * case when pg_column_compression(data) is null then 1 else ${compression} end)
        over (order by position rows between unbounded preceding and 1 preceding), 0) as before
      from (${query}) page
    ) read where before < ${pageBytes} order by position`;
}
