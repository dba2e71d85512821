import { z } from 'zod';
import { now } from '#core/clock.ts';
import { isRecurring } from '#core/cycles.ts';
import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { command } from '#schema/command.ts';
import { ServiceAddon } from './service-parts.ts';
import { ServiceStatus } from './service-status.ts';
import { refuseCompanyTerms, soldTerms } from './company-terms.ts';
import { serviceFor } from './visible.ts';

const amount = z
  .custom<Prisma.Decimal>()
  .refine((value) => !value.isNegative(), 'must not be negative')
  .nullish();

command('updateServiceAddon', {
  description:
    "Correct what is recorded of an addon on a service. Omitted fields stay unchanged. Nothing is sent to the addon's panel. What is paid for it, and when, is only for staff.",
  permission: 'services:write',
  input: (t) => ({
    serviceAddonId: t.globalID({
      for: ServiceAddon,
      required: true,
      description: 'ID of the addon on the service, `ServiceAddon:7`.',
    }),
    name: t.string({
      description: 'Name of the addon.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    quantity: t.int({
      description: 'Number of units, 1 to 10,000.',
      validate: z.number().int().min(1).max(10_000),
    }),
    setupFee: t.field({
      type: 'Decimal',
      description: "Setup fee, in the service's currency.",
      validate: amount,
    }),
    recurring: t.field({
      type: 'Decimal',
      description: "Amount charged for all units each cycle, in the service's currency.",
      validate: amount,
    }),
    billingCycle: t.field({
      type: BillingCycle,
      description: 'Interval at which the addon is billed.',
    }),
    isTaxed: t.boolean({ description: 'Whether the addon is taxed.' }),
    status: t.field({ type: ServiceStatus, description: 'Status of the addon.' }),
    registeredOn: t.field({ type: 'Date', description: 'When it was bought.' }),
    nextDueOn: t.field({
      type: 'Date',
      description: 'When it is to be paid again. Null for never.',
    }),
    subscriptionId: t.string({
      description:
        'ID of the agreement at the payment gateway that pays for the addon; empty for none.',
      validate: z.string().trim().max(255),
    }),
    notes: t.string({
      description: 'Internal notes on the addon, for staff.',
      validate: z.string().max(20_000),
    }),
  }),
  errors: ['SERVICE_ADDON_NOT_FOUND', 'FORBIDDEN'],
  nulls: { nextDueOn: null, notes: '', subscriptionId: '' },
  run: async (work, { serviceAddonId, ...input }) => {
    const { tx, actor, fail, announce } = work;
    const { setupFee, recurring, nextDueOn, status, ...fields } = input;
    const id = keyOf(serviceAddonId);
    const found = await tx.serviceAddon.findFirst({
      where: { AND: [{ id }, ofVisibleClient(actor)] },
      select: { serviceId: true, clientId: true },
    });
    if (!found) return fail('SERVICE_ADDON_NOT_FOUND');
    await serviceFor(work, found.serviceId, { id: true });
    refuseCompanyTerms(work, input, soldTerms(input));
    const ends = status === 'TERMINATED' || status === 'CANCELLED';
    const isOnce = fields.billingCycle && !isRecurring(fields.billingCycle);
    await tx.serviceAddon.update({
      where: { id },
      data: {
        ...(Object.fromEntries(
          Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
        ) as Prisma.ServiceAddonUpdateInput),
        ...(setupFee && { setupFee: setupFee.toFixed() }),
        ...(recurring && { recurringAmount: recurring.toFixed() }),
        ...(nextDueOn !== undefined && { nextDueOn, nextInvoiceOn: nextDueOn }),
        ...(isOnce && { nextDueOn: null, nextInvoiceOn: null }),
        ...(status && { status, terminatedAt: ends ? now() : null }),
      },
    });
    announce('service.changed', { ...found, changed: ['addons'] });
    return { serviceAddonId: id };
  },
  payload: (t) => ({
    serviceAddon: t.prismaField({
      type: ServiceAddon,
      description: 'The addon after the change.',
      resolve: (query, { serviceAddonId: id }, _args, { db }) =>
        db.serviceAddon.findUniqueOrThrow({ ...query, where: { id } }),
    }),
  }),
});
