/** The states every ticket moves between. Closing and answering look for them, so they stay. */
export const builtInStatuses = [
  { key: 'open', title: 'Open', color: '#779500', isActive: true, isAwaitingReply: true },
  {
    key: 'answered',
    title: 'Answered',
    color: '#000000',
    isActive: true,
    isAwaitingReply: false,
    isAutoClosed: true,
  },
  {
    key: 'customerreply',
    title: 'Customer-Reply',
    color: '#ff6600',
    isActive: true,
    isAwaitingReply: true,
  },
  { key: 'onhold', title: 'On Hold', color: '#224488', isActive: true, isAwaitingReply: false },
  {
    key: 'inprogress',
    title: 'In Progress',
    color: '#cc0000',
    isActive: true,
    isAwaitingReply: false,
  },
  { key: 'closed', title: 'Closed', color: '#888888', isActive: false, isAwaitingReply: false },
];

/** Whether a state is one of those. */
export const isBuiltIn = (key: string): boolean =>
  builtInStatuses.some((status) => status.key === key);
