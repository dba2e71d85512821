import { now } from '#core/clock.ts';
import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

/** A department, a conversation, news, an article, planned maintenance and prepared answers. */
export async function demoSupport(tx: Tx, people: DemoPeople): Promise<void> {
  const department = await tx.department.create({
    data: {
      name: 'Support',
      email: 'support@hostgraph.example',
      adminLinks: {
        create: { adminId: people.adminId, receivesTicketNotifications: true },
      },
    },
  });
  await demoTicket(tx, department.id, people);
  await tx.announcement.create({
    data: {
      title: 'Welcome to Hostgraph',
      body: '<p>This shop is a demo. Everything in it is made up.</p>',
      isPublished: true,
      announcedAt: now(),
    },
  });
  await tx.knowledgeBaseCategory.create({
    data: {
      name: 'First steps',
      articles: {
        create: { title: 'How to open a ticket', body: '<p>Use <code>openTicket</code>.</p>' },
      },
    },
  });
  await tx.networkIssue.create({
    data: {
      title: 'New switch in rack 4',
      description: '<p>Short interruptions are possible.</p>',
      type: 'SYSTEM',
      status: 'SCHEDULED',
      priority: 'LOW',
      startAt: new Date(now().getTime() + 7 * 86_400_000),
    },
  });
  await tx.predefinedReplyCategory.create({
    data: {
      name: 'General',
      replies: { create: { name: 'Thanks', reply: 'Thank you for your message.' } },
    },
  });
}

async function demoTicket(tx: Tx, departmentId: number, people: DemoPeople): Promise<void> {
  const status = await tx.ticketStatus.findUniqueOrThrow({ where: { key: 'answered' } });
  await tx.ticket.create({
    data: {
      number: '482915',
      accessKey: 'demo-only',
      departmentId,
      clientId: people.customerId,
      requestorType: 'OWNER',
      subject: 'Where do I find my invoices?',
      message: 'I cannot find them. Can you help?',
      statusId: status.id,
      isClientUnread: true,
      replies: {
        create: {
          adminId: people.adminId,
          adminName: 'Ada Admin',
          requestorType: 'OPERATOR',
          message: 'They are under *Billing*.',
        },
      },
    },
  });
}
