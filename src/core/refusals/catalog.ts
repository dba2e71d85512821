/** Why catalog says no. */
export const catalogRefusals = {} as const;
