import { rowField } from '#schema/payload-rows.ts';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { exact, round, times } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { amountRule } from '#modules/catalog/products/product-input.ts';
import { Client } from '#modules/clients/client.ts';
import type { Inputs } from '#modules/clients/details.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { BillableItem, visibleBillableItems } from './billable-item.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

const descriptionRule = z.string().trim().min(1, 'is required').max(2_000);

const itemInputs = (t: Inputs) => ({
  hours: t.field({
    type: 'Decimal',
    description: 'Hours worked. Default: 0, the unit price is the whole amount.',
    validate: amountRule,
  }),
  isTaxed: t.boolean({
    description: 'Whether tax is charged. Default: the setting TaxCustomInvoices.',
  }),
  dueOn: t.field({
    type: 'Date',
    description: 'Day it is billed for. Default, and by null: with the next invoice of the client.',
  }),
});

const payload = <Answer extends { itemId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  billableItem: t.prismaField({
    type: BillableItem,
    description: 'The billable item after the change.',
    resolve: (query, { itemId }, _args, { db }) =>
      db.billableItem.findUniqueOrThrow({ ...query, where: { id: itemId } }),
  }),
});

/** What an item comes to: hours × price, or the price alone. */
const amountOf = (hours: Prisma.Decimal | string, unitPrice: Prisma.Decimal, code: string) =>
  exact(hours).isZero() ? round(unitPrice, code) : times(unitPrice, hours, code);

command('createBillableItem', {
  description:
    'Note work done for a client; the daily run bills it. For the back office, among its own clients.',
  permission: 'billing:write',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client who is billed.',
    }),
    description: t.string({
      required: true,
      description: 'Text of the invoice line.',
      validate: descriptionRule,
    }),
    unitPrice: t.field({
      type: 'Decimal',
      required: true,
      description: 'Price of one hour, or the amount where no hours are given.',
      validate: amountRule,
    }),
    ...itemInputs(t),
  }),
  errors: ['CLIENT_NOT_FOUND'],
  run: async (work, { clientId, description, unitPrice, hours, isTaxed, dueOn }) => {
    const { tx, announce } = work;
    const client = await clientFor(work, keyOf(clientId), { id: true, currencyCode: true });
    const { id } = await tx.billableItem.create({
      data: {
        clientId: client.id,
        description,
        unitPrice,
        hours: hours ?? 0,
        currencyCode: client.currencyCode,
        amount: amountOf(hours ?? '0', unitPrice, client.currencyCode),
        isTaxed: isTaxed ?? (await settingIsOn(tx, 'TaxCustomInvoices')),
        dueOn: dueOn ?? null,
      },
      select: { id: true },
    });
    announce('billableItem.added', { itemId: id, clientId: client.id });
    return { itemId: id };
  },
  payload,
});

/** The item a change is about, locked; one that is billed cannot change any more. */
async function itemFor({ tx, actor, fail }: Work, id: number) {
  await tx.$queryRaw`select id from billable_items where id = ${id} for update`;
  const item = await tx.billableItem.findFirst({
    where: { AND: [{ id }, visibleBillableItems(actor)] },
  });
  if (!item) return fail('BILLABLE_ITEM_NOT_FOUND');
  if (item.invoicedAt) fail('BILLABLE_ITEM_INVOICED');
  return item;
}

command('updateBillableItem', {
  description: 'Change work that is not billed yet; what is left out stays.',
  permission: 'billing:write',
  input: (t) => ({
    billableItemId: t.globalID({
      for: BillableItem,
      required: true,
      description: 'ID of the billable item to change.',
    }),
    description: t.string({ description: 'Text of the line.', validate: descriptionRule }),
    unitPrice: t.field({
      type: 'Decimal',
      description: 'Price of one hour, or the amount where hours is 0.',
      validate: amountRule,
    }),
    ...itemInputs(t),
  }),
  errors: ['BILLABLE_ITEM_NOT_FOUND', 'BILLABLE_ITEM_INVOICED'],
  nulls: { dueOn: null },
  run: async (work, { billableItemId, description, dueOn, ...given }) => {
    const item = await itemFor(work, keyOf(billableItemId));
    const unitPrice = given.unitPrice ?? item.unitPrice;
    const hours = given.hours ?? item.hours;
    await work.tx.billableItem.update({
      where: { id: item.id },
      data: {
        ...(description && { description }),
        ...(dueOn !== undefined && { dueOn }),
        ...(given.isTaxed != null && { isTaxed: given.isTaxed }),
        unitPrice,
        hours,
        amount: amountOf(hours, unitPrice, item.currencyCode),
      },
      select: { id: true },
    });
    work.announce('billableItem.changed', { itemId: item.id, clientId: item.clientId });
    return { itemId: item.id };
  },
  payload,
});

command('deleteBillableItem', {
  description: 'Delete work that is not billed yet.',
  permission: 'billing:write',
  input: (t) => ({
    billableItemId: t.globalID({
      for: BillableItem,
      required: true,
      description: 'ID of the billable item to delete.',
    }),
  }),
  errors: ['BILLABLE_ITEM_NOT_FOUND', 'BILLABLE_ITEM_INVOICED'],
  run: async (work, { billableItemId }) => {
    const { id, clientId } = await itemFor(work, keyOf(billableItemId));
    await work.tx.billableItem.delete({ where: { id } });
    work.announce('billableItem.deleted', { itemId: id, clientId });
    return { rowId: id, clientId };
  },
  deletes: { type: 'BillableItem', key: 'rowId' },
  payload: (t) => ({
    client: rowField(t, Client, 'clientId', 'The client, without the item.'),
  }),
});
