import { concernedField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Client } from '#modules/clients/client.ts';
import { Contact } from './contact.ts';
import { contactColumns, contactInputs, hashContactPassword } from './contact-inputs.ts';
import { saveSignIn } from './contact-sign-in.ts';
import { clientFor } from '#modules/clients/visible.ts';

command('addContact', {
  legacy: 'AddContact',
  description: 'Add a contact, a further person or address, to a client.',
  permission: 'clients:contacts',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client to whom the contact is added.',
    }),
    ...contactInputs(t),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'CONTACT_EMAIL_TAKEN',
    'PHONE_INVALID',
    'PERMISSION_BEYOND_YOURS',
    'FORBIDDEN',
  ],
  prepare: hashContactPassword,
  run: async (work, { clientId, ...input }, passwordHash) => {
    const client = await clientFor(work, keyOf(clientId), { id: true, countryCode: true });
    const contact = await work.tx.contact.create({
      data: { clientId: client.id, ...contactColumns(input, client.countryCode) },
    });
    const { permissions } = input;
    const userId = await saveSignIn(work, contact, { passwordHash, permissions });
    if (userId !== null)
      await work.tx.contact.update({ where: { id: contact.id }, data: { userId } });
    work.announce('contact.added', { contactId: contact.id, clientId: client.id });
    return { contactId: contact.id };
  },
  payload: (t) => ({
    contact: t.prismaField({
      type: Contact,
      description: 'The new contact.',
      resolve: (query, { contactId }, _args, { db }) =>
        db.contact.findUniqueOrThrow({ ...query, where: { id: contactId } }),
    }),
    client: concernedField(t, Client, 'The client with the contact.'),
  }),
});
