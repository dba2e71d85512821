import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Client } from '#modules/clients/client.ts';
import { Contact } from './contact.ts';
import { requireDomainEmails } from './domain-emails.ts';
import { contactFor, lockClient } from '#modules/clients/visible.ts';

command('deleteContact', {
  legacy: 'DeleteContact',
  description: 'Delete a contact. What it wrote or was billed stays with its client.',
  permission: 'clients:contacts',
  input: (t) => ({
    contactId: t.globalID({ for: Contact, required: true, description: 'Which one.' }),
    clientId: t.globalID({
      for: Client,
      description: 'Whose contact it must be; another client’s is as absent as none.',
    }),
  }),
  errors: ['CONTACT_NOT_FOUND', 'DOMAIN_EMAILS_NEEDED'],
  run: async (work, { contactId, clientId: whose }) => {
    const { id, clientId } = await contactFor(work, keyOf(contactId), whose && keyOf(whose));
    await lockClient(work, clientId);
    await work.tx.contact.deleteMany({ where: { id } });
    await requireDomainEmails(work, clientId);
    work.announce('contact.deleted', { contactId: id, clientId });
    return { contactId: id };
  },
  payload: (t) => ({
    contactId: t.exposeInt('contactId', { description: 'The number it had.' }),
  }),
});
