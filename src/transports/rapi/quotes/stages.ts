/** The old words for where a quote stands, as a choice. */
export const stages = {
  Draft: 'DRAFT',
  Delivered: 'DELIVERED',
  'On Hold': 'ON_HOLD',
  Accepted: 'ACCEPTED',
  Lost: 'LOST',
  Dead: 'DEAD',
  Cancelled: 'CANCELLED',
} as const;
