import { isIP } from 'node:net';
import type { InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { asciiDomain } from '#core/text.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import type { builder } from '#schema/builder.ts';
import { Server } from '#modules/services/servers/server.ts';
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
  product: t.int({ description: 'The `databaseId` of its product.' }),
  serverId: t.globalID({ for: Server, description: 'The server it is on; null for none.' }),
  registeredOn: on(t, 'When it was bought.'),
  nextDueOn: on(t, 'When it is to be paid again; null for never.'),
  terminateOn: on(t, 'The day it ends automatically; null for never.'),
  domainName: t.string({ description: 'Domain or host name; may be empty.', validate: domain }),
  firstPayment: t.field({
    type: 'Decimal',
    description: 'What was to be paid first, in its currency.',
    validate: amount,
  }),
  recurring: t.field({
    type: 'Decimal',
    description: 'What each further cycle costs, in its currency.',
    validate: amount,
  }),
  paymentMethod: t.string({ description: 'System name of an active gateway, e.g. paypal.' }),
  billingCycle: t.field({ type: BillingCycle, description: 'How often it is billed.' }),
  status: t.field({ type: ServiceStatus, description: 'Where it stands.' }),
  notes: t.string({ description: 'For staff.', validate: z.string().max(20_000).nullish() }),
  username: t.string({ description: 'User name of its account.', validate: line(64) }),
  password: t.field({
    type: 'Secret',
    description: 'Password of its account, as it is on the server; empty to forget it.',
    validate: z.string().max(1_000).nullish(),
  }),
  overrideAutoTerminate: t.boolean({ description: 'Do not terminate it automatically.' }),
  overrideAutoSuspend: t.boolean({ description: 'Do not suspend it automatically.' }),
  overrideSuspendUntilOn: on(
    t,
    'Do not suspend it automatically before this day; null for no day.',
  ),
  nameserver1: t.string({ description: 'First name server.', validate: line() }),
  nameserver2: t.string({ description: 'Second name server.', validate: line() }),
  dedicatedIp: t.string({
    description: 'Its own address; may be empty.',
    validate: z
      .string()
      .refine((text) => text === '' || isIP(text) > 0, 'must be an IP address')
      .nullish(),
  }),
  assignedIps: t.stringList({ description: 'Its further addresses.', validate: addresses }),
  diskUsageMb: t.int({ description: 'Disk in use, in megabytes.', validate: megabytes }),
  diskLimitMb: t.int({ description: 'Its limit; 0 = none.', validate: megabytes }),
  bandwidthUsageMb: t.int({ description: 'Traffic of the month.', validate: megabytes }),
  bandwidthLimitMb: t.int({ description: 'Its limit; 0 = none.', validate: megabytes }),
  suspendReason: t.string({ description: 'Why it is suspended.', validate: line() }),
  promotionId: t.int({ description: 'The `databaseId` of its promotion; 0 for none.' }),
  recalculateRecurring: t.boolean({
    description: 'Calculate anew what each cycle costs, by the price list and the changed terms.',
  }),
});

export type ServiceSettings = InputShapeFromFields<ReturnType<typeof serviceSettings>>;
