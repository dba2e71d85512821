/**
 * Rows that an import adds of its own, such as a line for what the lines do not explain, have ids
 * from here on, so that none meets a row that the source makes later. Sequences stay below.
 */
export const ADDED = 2_000_000_000;
