/** Why resellers says no. */
export const resellersRefusals = {} as const;
