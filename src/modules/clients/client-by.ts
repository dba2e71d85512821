import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { emailKey } from '#schema/text-filter.ts';
import { Client } from './client.ts';

/** One client, named by its id or its address. */
export const ClientBy = builder.inputType('ClientBy', {
  description: 'Selects a client by exactly one of these fields.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: Client, description: 'ID of the client, e.g. `Client:7`.' }),
    email: t.string({ description: 'Email address of the client, in any letter case.' }),
  }),
});

/** The condition of being that client; none of the actor's rights are in it. */
export const isThatClient = (by: typeof ClientBy.$inferInput): Prisma.ClientWhereInput =>
  by.id ? { id: keyOf(by.id) } : { email: emailKey(by.email) };
