import type { App } from '#schema/app.ts';

const statuses = [
  { key: 'open', title: 'Open', color: '#779500', isActive: true, isAwaitingReply: true },
  { key: 'answered', title: 'Answered', color: '#000000', isActive: true, isAwaitingReply: false },
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

/** The ticket statuses every ticket moves between, where there are none yet. */
export async function supportEssentials({ db }: App): Promise<void> {
  if (await db.ticketStatus.count()) return;
  await db.ticketStatus.createMany({
    data: statuses.map((status, sortOrder) => ({ ...status, sortOrder })),
  });
}
