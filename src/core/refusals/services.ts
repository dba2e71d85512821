/** Why services says no. */
export const servicesRefusals = {} as const;
