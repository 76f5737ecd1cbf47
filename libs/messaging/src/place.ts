/** Where a lane's cursor is: the same place only while no voiding came between, as one may go back to the same position. */
export interface Place {
  readonly position: bigint;
  readonly generation: number;
}
