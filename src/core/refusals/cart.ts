/** Why cart says no. */
export const cartRefusals = {} as const;
