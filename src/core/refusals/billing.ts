/** Why billing says no. */
export const billingRefusals = {} as const;
