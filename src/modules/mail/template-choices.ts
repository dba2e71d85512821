import type { StaffChoice } from './recipients.ts';
import type { Payload, Reading } from './topic.ts';

/** What a product may have an email of its own for, and the usual one. */
const usual = {
  welcome: 'Service Welcome',
  terminate: 'Service Terminated',
  upgrade: 'Service Upgraded',
} as const;

/** The email staff chose for the product of a service, else the usual one. */
export const productTemplate =
  (occasion: keyof typeof usual) =>
  async ({ tx }: Reading, serviceId: number): Promise<string | null> => {
    const name = { select: { name: true } } as const;
    const service = await tx.service.findUnique({
      where: { id: serviceId },
      select: {
        product: {
          select: {
            welcomeEmailTemplate: name,
            terminateEmailTemplate: name,
            upgradeEmailTemplate: name,
          },
        },
      },
    });
    return service?.product[`${occasion}EmailTemplate`]?.name ?? usual[occasion];
  };

/**
 * The welcome email staff chose for an addon; the usual one where it has an account of its own, and
 * none where it runs with its service.
 */
export async function addonWelcome(
  { tx }: Reading,
  serviceAddonId: number,
): Promise<string | null> {
  const extra = await tx.serviceAddon.findUnique({
    where: { id: serviceAddonId },
    select: {
      hasAccount: true,
      addon: { select: { welcomeEmailTemplate: { select: { name: true } } } },
    },
  });
  const chosen = extra?.addon?.welcomeEmailTemplate?.name;
  return chosen ?? (extra?.hasAccount ? usual.welcome : null);
}

/** The staff of a ticket: those of its department who want to know, its assignee and watchers. */
export async function ticketStaff(
  { tx }: Reading,
  { ticketId, departmentId }: Payload,
): Promise<StaffChoice> {
  const ticket = await tx.ticket.findUnique({
    where: { id: Number(ticketId) },
    select: { flaggedAdminId: true, watchers: { select: { adminId: true } } },
  });
  const assignee = ticket?.flaggedAdminId;
  const adminIds = [
    ...(assignee ? [assignee] : []),
    ...(ticket?.watchers.map(({ adminId }) => adminId) ?? []),
  ];
  return { departmentId: Number(departmentId), isAboutTicket: true, adminIds };
}
