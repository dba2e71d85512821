import type { Gateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';

/** A department that anybody may write to. */
export async function openDesk({ app, adminId }: Gateway): Promise<number> {
  const { id } = await app.db.department.create({
    data: {
      name: 'Support',
      email: 'support@house.test',
      adminLinks: { create: { adminId, receivesTicketNotifications: true } },
    },
  });
  return id;
}

export const OPEN = `mutation ($input: OpenTicketInput!) {
  openTicket(input: $input) {
    ticket { id databaseId number subject status { title } priority requestorName requestorEmail
      requestorType client { databaseId } attachments { id fileName contentType sizeBytes path } }
  }
}`;

export const REPLY = `mutation ($input: AddTicketReplyInput!) {
  addTicketReply(input: $input) {
    ticketReply { id databaseId message messageHtml isByStaff staffName requestorType
      requestorName requestorEmail client { databaseId } attachments { id fileName } }
  }
}`;

/** Opens a ticket as somebody; the ticket. */
export async function open(
  gateway: Gateway,
  as: Who,
  input: Record<string, unknown> = {},
): Promise<{ id: string; databaseId: number; number: string }> {
  const department = await gateway.app.db.department.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const usual = {
    departmentId: `Department:${department.id}`,
    subject: 'Mail does not arrive',
    message: 'Since this morning.',
  };
  const data = await gateway.data(OPEN, { input: { ...usual, ...input } }, as);
  return data.openTicket.ticket;
}

/** Sends files to `POST /files`; the status and what it answered. */
export async function upload(
  { url }: Gateway,
  as: Who | null,
  files: Record<string, Uint8Array | string>,
) {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append('files[]', new Blob([Buffer.from(content as string)]), name);
  const headers = as ? { authorization: `Bearer ${tokenOf(as)}` } : undefined;
  const response = await fetch(`${url}/files`, {
    method: 'POST',
    body: form,
    ...(headers && { headers }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  return { status: response.status, body: (await response.json()) as any };
}

/** The smallest PNG there is. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
