/** Why support says no. */
export const supportRefusals = {
  TICKET_NOT_FOUND: 'There is no such ticket.',
} as const;
