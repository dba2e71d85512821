import type { Change } from '#start/api.ts';

/** A department, a conversation, news, an article, planned maintenance and prepared answers. */
export async function makeDesk(change: Change, customer: Change, adminId: string): Promise<void> {
  const { department } = await change(
    'createDepartment',
    {
      name: 'Support',
      email: 'support@hostgraph.example',
      members: [{ adminId, isNotified: true }],
    },
    'department { id }',
  );
  const { ticket } = await customer(
    'openTicket',
    {
      departmentId: department.id,
      subject: 'Where do I find my invoices?',
      message: 'I cannot find them. Can you help?',
      sendEmail: false,
    },
    'ticket { id }',
  );
  await change(
    'addTicketReply',
    { ticketId: ticket.id, message: 'They are under *Billing*.', sendEmail: false },
    'ticketReply { id }',
  );
  await change(
    'addAnnouncement',
    {
      title: 'Welcome to Hostgraph',
      html: '<p>This store is a demo. Everything in it is made up.</p>',
      isPublished: true,
    },
    'announcement { id }',
  );
  const { category } = await change(
    'createKnowledgeBaseCategory',
    { name: 'First steps' },
    'category { id }',
  );
  await change(
    'createKnowledgeBaseArticle',
    {
      categoryId: category.id,
      title: 'How to open a ticket',
      html: '<p>Use <code>openTicket</code>.</p>',
    },
    'article { id }',
  );
  await change(
    'createNetworkIssue',
    {
      title: 'New switch in rack 4',
      html: '<p>Short interruptions are possible.</p>',
      type: 'SYSTEM',
      status: 'SCHEDULED',
      priority: 'LOW',
      startAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
    },
    'networkIssue { id }',
  );
  const { category: folder } = await change(
    'createPredefinedReplyCategory',
    { name: 'General' },
    'category { id }',
  );
  await change(
    'createPredefinedReply',
    { categoryId: folder.id, name: 'Thanks', message: 'Thank you for your message.' },
    'predefinedReply { id }',
  );
}
