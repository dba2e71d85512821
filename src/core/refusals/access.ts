/** Why access says no. */
export const accessRefusals = {} as const;
