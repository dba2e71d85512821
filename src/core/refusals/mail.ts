/** Why mail says no. */
export const mailRefusals = {} as const;
