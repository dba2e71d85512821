import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Contact } from './contact.ts';
import { contactColumns, contactInputs, hashContactPassword } from './contact-inputs.ts';
import { endSignIn, saveSignIn } from './contact-sign-in.ts';
import { requireDomainEmails } from './domain-emails.ts';
import { contactFor, lockClient } from '#modules/clients/visible.ts';

command('updateContact', {
  description: 'Change a contact. Omitted fields stay unchanged.',
  permission: 'clients:contacts',
  input: (t) => ({
    contactId: t.globalID({
      for: Contact,
      required: true,
      description: 'ID of the contact to change.',
    }),
    ...contactInputs(t),
    endSubAccount: t.boolean({
      defaultValue: false,
      description:
        'True removes the password and permissions of the contact, ending its sub-account.',
    }),
  }),
  errors: [
    'CONTACT_NOT_FOUND',
    'CONTACT_EMAIL_TAKEN',
    'PHONE_INVALID',
    'DOMAIN_EMAILS_NEEDED',
    'PERMISSION_BEYOND_YOURS',
    'FORBIDDEN',
  ],
  nulls: {
    address1: '',
    address2: '',
    city: '',
    companyName: '',
    firstName: '',
    lastName: '',
    phoneNumber: '',
    postcode: '',
    state: '',
    taxId: '',
  },
  prepare: hashContactPassword,
  run: async (work, { contactId, endSubAccount, ...input }, passwordHash) => {
    const { id, clientId } = await contactFor(work, keyOf(contactId));
    await lockClient(work, clientId);
    const before = await work.tx.contact.findUniqueOrThrow({
      where: { id },
      select: { countryCode: true },
    });
    const contact = await work.tx.contact.update({
      where: { id },
      data: {
        ...contactColumns(input, before.countryCode),
        ...(endSubAccount && { permissions: [] }),
      },
    });
    const { permissions } = input;
    if (endSubAccount) await endSignIn(work, contact);
    const userId = endSubAccount
      ? null
      : await saveSignIn(work, contact, { passwordHash, permissions });
    await work.tx.contact.update({ where: { id }, data: { userId } });
    if (input.emailPreferences || input.email === '') await requireDomainEmails(work, clientId);
    work.announce('contact.changed', { contactId: id, clientId });
    return { contactId: id };
  },
  payload: (t) => ({
    contact: t.prismaField({
      type: Contact,
      description: 'The contact after the change.',
      resolve: (query, { contactId }, _args, { db }) =>
        db.contact.findUniqueOrThrow({ ...query, where: { id: contactId } }),
    }),
  }),
});
