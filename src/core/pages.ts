/** The most rows that a stored operation of an old transport reads at once: a whole list. */
export const wholeList = 1_000_000;
