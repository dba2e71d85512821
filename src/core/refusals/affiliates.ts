/** Why affiliates says no. */
export const affiliatesRefusals = {} as const;
