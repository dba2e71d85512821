/** Why system says no. */
export const systemRefusals = {} as const;
