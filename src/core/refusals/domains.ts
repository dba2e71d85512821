/** Why domains says no. */
export const domainsRefusals = {} as const;
