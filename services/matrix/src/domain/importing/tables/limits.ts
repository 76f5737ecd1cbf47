/** Of all tables of a file together. */
export const mostCells = 200_000;
