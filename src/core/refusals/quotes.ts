/** Why quotes says no. */
export const quotesRefusals = {} as const;
