import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Client } from '#modules/clients/client.ts';
import { Contact } from './contact.ts';
import { endSignIn } from './contact-sign-in.ts';
import { requireDomainEmails } from './domain-emails.ts';
import { contactFor, lockClient } from '#modules/clients/visible.ts';

command('deleteContact', {
  legacy: 'DeleteContact',
  description:
    'Delete a contact. What it wrote or was billed stays with its client; it signs in no more; a contact that signs in is deleted by those who may invite users.',
  permission: 'clients:contacts',
  input: (t) => ({
    contactId: t.globalID({
      for: Contact,
      required: true,
      description: 'ID of the contact to delete.',
    }),
    clientId: t.globalID({
      for: Client,
      description:
        'ID of the client the contact must belong to. A contact of another client is treated as not found.',
    }),
  }),
  errors: ['CONTACT_NOT_FOUND', 'DOMAIN_EMAILS_NEEDED', 'FORBIDDEN'],
  run: async (work, { contactId, clientId: whose }) => {
    const { id, clientId } = await contactFor(work, keyOf(contactId), whose && keyOf(whose));
    await lockClient(work, clientId);
    const [contact] = await work.tx.contact.findMany({
      where: { id },
      select: { userId: true, clientId: true },
    });
    await work.tx.contact.deleteMany({ where: { id } });
    if (contact) await endSignIn(work, contact);
    await requireDomainEmails(work, clientId);
    work.announce('contact.deleted', { contactId: id, clientId });
    return { contactId: id, clientId };
  },
  deletes: { type: 'Contact', key: 'contactId' },
  payload: (t) => ({
    client: rowField(t, Client, 'clientId', 'The client, without the contact.'),
  }),
});
