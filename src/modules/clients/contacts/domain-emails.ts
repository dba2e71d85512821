import type { Work } from '#schema/work.ts';

/**
 * ICANN wants somebody to read the e-mails about domains: the client or one of its contacts.
 * Called after a change, which it undoes by refusing.
 * @throws DomainError DOMAIN_EMAILS_NEEDED
 */
export async function requireDomainEmails({ tx, fail }: Work, clientId: number): Promise<void> {
  const reading = await tx.client.count({
    where: {
      id: clientId,
      OR: [
        { domainEmails: true },
        { contacts: { some: { domainEmails: true, email: { not: '' } } } },
      ],
    },
  });
  if (!reading) fail('DOMAIN_EMAILS_NEEDED');
}
