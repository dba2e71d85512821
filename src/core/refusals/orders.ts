/** Why orders says no. */
export const ordersRefusals = {} as const;
