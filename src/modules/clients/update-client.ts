import { isBackOffice, isStaff } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { keyOf, keyOfThe } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { cancelAll } from './cancel-all.ts';
import { Client } from './client.ts';
import { ClientBy, isThatClient } from './client-by.ts';
import { detailColumns } from './details.ts';
import { preferenceColumns } from './email-preferences.ts';
import { currencyCodeOf, gatewayIdOf, type ClientReference, groupIdOf } from './foreign.ts';
import { isTaken } from '#platform/database/taken.ts';
import { setDefaultPayMethod } from './default-pay-method.ts';
import { saveCustomFields } from '#modules/clients/custom-fields/save-custom-fields.ts';
import { requireDomainEmails } from '#modules/clients/contacts/domain-emails.ts';
import {
  type ClientChanges,
  changeInputs,
  backOfficeFields,
  staffOnlyFields,
} from './client-changes.ts';
import { clientFor, lockClient } from './visible.ts';

command('updateClient', {
  legacy: 'UpdateClient',
  description:
    'Change a client. Omitted fields stay unchanged. Customers may change their name, address and email preferences; staff may change everything.',
  permission: 'clients:write',
  input: (t) => ({
    client: t.field({ type: ClientBy, required: true, description: 'The client to change.' }),
    ...changeInputs(t),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'CLIENT_EMAIL_TAKEN',
    'PHONE_INVALID',
    'DOMAIN_EMAILS_NEEDED',
    'CLIENT_GROUP_NOT_FOUND',
    'CLIENT_CURRENCY_IN_USE',
    'CONTACT_NOT_FOUND',
    'CUSTOM_FIELD_NOT_FOUND',
    'CUSTOM_FIELD_REQUIRED',
    'CUSTOM_FIELD_INVALID',
    'RESELLER_NOT_FOUND',
    'RESELLER_ABOVE_ITSELF',
  ],
  nulls: {
    address1: '',
    address2: '',
    billingContactId: null,
    city: '',
    companyName: '',
    creditLimit: new Prisma.Decimal(0),
    defaultGatewayId: null,
    defaultPayMethodId: null,
    groupId: null,
    ipAddress: null,
    notes: '',
    phoneNumber: '',
    postcode: '',
    resellerId: null,
    state: '',
    taxId: '',
  },
  run: async (work, { client: by, ...changes }) => {
    const { id } = await clientFor(work, isThatClient(by), { id: true });
    const changed = Object.keys(changes).filter((name) => changes[name as never] !== undefined);
    ensureOwnFields(work, changed);
    await lockClient(work, id);
    const client = await clientFor(work, id, {
      countryCode: true,
      currencyCode: true,
      status: true,
    });
    const columns = await columnsOf(work, id, client.countryCode, changes);
    if (columns.currencyCode && columns.currencyCode !== client.currencyCode)
      await ensureUnbilled(work, id);
    await update(work, id, columns);
    await requireDomainEmails(work, id);
    if (changes.customFields)
      await saveCustomFields(work, {
        fields: { owner: 'CLIENT' },
        owner: { clientId: id },
        filled: changes.customFields,
        isNew: false,
      });
    work.announce('client.changed', { clientId: id, changed });
    if (columns.status === 'CLOSED' && client.status !== 'CLOSED') {
      await cancelAll(work, id);
      work.announce('client.closed', { clientId: id });
    }
    return { clientId: id };
  },
  payload: (t) => ({
    client: t.prismaField({
      type: Client,
      description: 'The client after the change.',
      resolve: (query, { clientId }, _args, { db }) =>
        db.client.findUniqueOrThrow({ ...query, where: { id: clientId } }),
    }),
  }),
});

function ensureOwnFields({ actor }: Work, changed: readonly string[]): void {
  const forbidden = isStaff(actor)
    ? []
    : isBackOffice(actor)
      ? staffOnlyFields
      : [...staffOnlyFields, ...backOfficeFields];
  const field = changed.find((name) => (forbidden as readonly string[]).includes(name));
  if (field) throw new DomainError('FORBIDDEN', `${field}: you may not change that.`, { field });
}

async function columnsOf(
  work: Work,
  clientId: number,
  country: string,
  changes: ClientChanges,
): Promise<Prisma.ClientUncheckedUpdateInput> {
  const { tx } = work;
  const { status, marketingOptIn, groupId, currencyId, defaultGatewayId, hasOverdueNotices } =
    changes;
  return {
    ...detailColumns(changes, country),
    ...preferenceColumns(changes.emailPreferences),
    language: changes.language ?? undefined,
    notes: changes.notes ?? undefined,
    signupIp: changes.ipAddress,
    taxExempt: changes.isTaxExempt ?? undefined,
    lateFeeExempt: changes.isLateFeeExempt ?? undefined,
    overdueNoticesDisabled: hasOverdueNotices == null ? undefined : !hasOverdueNotices,
    separateInvoices: changes.hasSeparateInvoices ?? undefined,
    overrideAutoClose: changes.isNeverClosedWhenIdle ?? undefined,
    allowSingleSignOn: changes.allowsSingleSignOn ?? undefined,
    autoCardDisabled:
      changes.isCardChargedUnasked == null ? undefined : !changes.isCardChargedUnasked,
    creditLimit: changes.creditLimit ?? undefined,
    ...(marketingOptIn != null && {
      marketingOptIn,
      emailOptOut: !marketingOptIn,
      marketingOptInAt: marketingOptIn ? now() : null,
    }),
    ...(status && { status, closedAt: status === 'CLOSED' ? now() : null }),
    ...(groupId && { groupId: await groupIdOf(tx, groupId) }),
    ...((changes.leaveGroup || groupId === null) && { groupId: null }),
    ...(changes.resellerId && {
      resellerId: await newReseller(work, clientId, changes.resellerId),
    }),
    ...((changes.leaveReseller || changes.resellerId === null) && { resellerId: null }),
    ...(currencyId && { currencyCode: await currencyCodeOf(tx, currencyId) }),
    ...(defaultGatewayId && { defaultGatewayId: await gatewayIdOf(tx, defaultGatewayId) }),
    ...(defaultGatewayId === null && { defaultGatewayId: null }),
    ...(await ownRows(work, clientId, changes)),
  };
}

/** The reseller a client moves to: one that sells, not itself, and none below itself. */
async function newReseller({ tx, fail }: Work, clientId: number, provided: ClientReference) {
  const field = 'resellerId';
  const id = keyOfThe('Reseller', provided, field);
  const above = await tx.$queryRaw<{ client_id: number; status: string }[]>`
    with recursive above as (
      select id, parent_id, client_id, status from resellers where id = ${id}
      union
      select r.id, r.parent_id, r.client_id, r.status
      from resellers r join above on r.id = above.parent_id
    ) select client_id, status::text from above`;
  if (!above[0] || above[0].status === 'CLOSED') fail('RESELLER_NOT_FOUND', undefined, { field });
  if (above.some((seller) => seller.client_id === clientId))
    fail('RESELLER_ABOVE_ITSELF', undefined, { field });
  return id;
}

/** What points to rows of the client itself. */
async function ownRows({ tx }: Work, clientId: number, changes: ClientChanges) {
  const columns: { billingContactId?: number | null } = {};
  if (changes.billingContactId === null) columns.billingContactId = null;
  if (changes.defaultPayMethodId === null) await setDefaultPayMethod(tx, clientId, null);
  if (changes.billingContactId) {
    const id = keyOf(changes.billingContactId);
    const contact = await tx.contact.findFirst({ where: { id, clientId }, select: { id: true } });
    if (!contact)
      throw new DomainError('CONTACT_NOT_FOUND', undefined, { field: 'billingContactId' });
    columns.billingContactId = id;
  }
  if (changes.defaultPayMethodId) {
    const field = 'defaultPayMethodId';
    const id = keyOfThe('PayMethod', changes.defaultPayMethodId, field);
    const where = { id, clientId, removedAt: null };
    if (!(await tx.payMethod.findFirst({ where, select: { id: true } })))
      throw new DomainError('BAD_INPUT', `${field}: there is no such pay method.`, { field });
    await setDefaultPayMethod(tx, clientId, id);
  }
  return columns;
}

/** Money cannot change its currency: nothing may hang on the old one. */
async function ensureUnbilled({ tx, fail }: Work, clientId: number): Promise<void> {
  const where = { clientId };
  const found =
    (await tx.invoice.count({ where })) +
    (await tx.creditEntry.count({ where })) +
    (await tx.service.count({ where })) +
    (await tx.domain.count({ where }));
  if (found) fail('CLIENT_CURRENCY_IN_USE', undefined, { field: 'currencyId' });
}

async function update({ tx, fail }: Work, id: number, data: Prisma.ClientUncheckedUpdateInput) {
  try {
    await tx.client.update({ where: { id }, data, select: { id: true } });
  } catch (error) {
    if (isTaken(error)) fail('CLIENT_EMAIL_TAKEN', undefined, { field: 'email' });
    throw error;
  }
}
