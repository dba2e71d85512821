import { isIP } from 'node:net';
import type { InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { asciiDomain } from '#core/text.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import type { builder } from '#schema/builder.ts';
import { Server } from '#modules/services/servers/server.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { Promotion } from '#modules/catalog/promotions/promotion.ts';
import { ServiceStatus } from './service-status.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

const amount = z
  .custom<Prisma.Decimal>()
  .refine((value) => !value.isNegative(), 'must not be negative')
  .nullish();
const megabytes = z.number().int().min(0, 'must not be negative').nullish();
const line = (max = 255) =>
  z
    .string()
    .trim()
    .max(max, `must be at most ${max} characters`)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line')
    .nullish();
const domain = z
  .string()
  .trim()
  .transform((text) => (text === '' ? '' : asciiDomain(text)))
  .refine((text) => text !== undefined, 'must be a domain name such as example.com')
  .nullish();
const addresses = z
  .array(z.string().refine((text) => isIP(text) > 0, 'must hold IP addresses'))
  .max(256)
  .nullish();

const on = (t: InputBuilder, description: string) => t.field({ type: 'Date', description });

/** What may be corrected on a service; all of it optional. */
export const serviceSettings = (t: InputBuilder) => ({
  productId: t.globalID({ for: Product, description: "ID of the service's product." }),
  serverId: t.globalID({
    for: Server,
    description: 'ID of the server the service is on. Null for none.',
  }),
  registeredOn: on(t, 'When it was bought.'),
  nextDueOn: on(t, 'When it is to be paid again; null for never.'),
  terminateOn: on(t, 'The day it ends automatically; null for never.'),
  domainName: t.string({
    description: 'Domain or host name of the service. May be empty.',
    validate: domain,
  }),
  firstPayment: t.field({
    type: 'Decimal',
    description: "Amount of the first payment, in the service's currency.",
    validate: amount,
  }),
  recurring: t.field({
    type: 'Decimal',
    description: "Amount charged for each further cycle, in the service's currency.",
    validate: amount,
  }),
  paymentMethod: t.string({
    description: 'System name of an active payment gateway, such as `paypal`.',
  }),
  billingCycle: t.field({
    type: BillingCycle,
    description: 'Interval at which the service is billed.',
  }),
  status: t.field({ type: ServiceStatus, description: 'Status of the service.' }),
  notes: t.string({
    description: 'Internal notes on the service, for staff.',
    validate: z.string().max(20_000).nullish(),
  }),
  username: t.string({ description: "Username of the service's account.", validate: line(64) }),
  password: t.field({
    type: 'Secret',
    description:
      "Password of the service's account, as set on the server. Empty to delete the stored password.",
    validate: z.string().max(1_000).nullish(),
  }),
  overrideAutoTerminate: t.boolean({
    description: 'Whether the service is exempt from automatic termination.',
  }),
  overrideAutoSuspend: t.boolean({
    description: 'Whether the service is exempt from automatic suspension.',
  }),
  overrideSuspendUntilOn: on(
    t,
    'Do not suspend it automatically before this day; null for no day.',
  ),
  nameserver1: t.string({ description: 'First nameserver of the service.', validate: line() }),
  nameserver2: t.string({ description: 'Second nameserver of the service.', validate: line() }),
  dedicatedIp: t.string({
    description: 'Dedicated IP address of the service. May be empty.',
    validate: z
      .string()
      .refine((text) => text === '' || isIP(text) > 0, 'must be an IP address')
      .nullish(),
  }),
  assignedIps: t.stringList({
    description: 'Further IP addresses of the service.',
    validate: addresses,
  }),
  diskUsageMb: t.int({ description: 'Disk space in use, in megabytes.', validate: megabytes }),
  diskLimitMb: t.int({
    description: 'Limit of disk space in megabytes. 0 for no limit.',
    validate: megabytes,
  }),
  bandwidthUsageMb: t.int({
    description: 'Traffic of the month, in megabytes.',
    validate: megabytes,
  }),
  bandwidthLimitMb: t.int({
    description: 'Limit of monthly traffic in megabytes. 0 for no limit.',
    validate: megabytes,
  }),
  suspendReason: t.string({
    description: 'Reason for the suspension of the service.',
    validate: line(),
  }),
  subscriptionId: t.string({
    description:
      'ID of the agreement at the payment gateway by which the service is paid. Empty for none.',
    validate: line(),
  }),
  promotionId: t.globalID({
    for: Promotion,
    description: 'ID of the promotion that applies to the service.',
  }),
  recalculateRecurring: t.boolean({
    description:
      'Whether to recalculate the amount of each cycle from the price list and the changed terms.',
  }),
});

export type ServiceSettings = InputShapeFromFields<ReturnType<typeof serviceSettings>>;
