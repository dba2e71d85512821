import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { isStaff } from '#core/actor.ts';
import { matchNone } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { command } from '#schema/command.ts';
import { z } from 'zod';

const BlockedSenderKind = builder.enumType('BlockedSenderKind', {
  description: 'What a block compares.',
  values: {
    SENDER: { description: 'The address of the sender, or its whole domain.' },
    SUBJECT: { description: 'A part of the subject.' },
    PHRASE: { description: 'A part of the text.' },
  },
});

const BlockedSender = builder.prismaNode('BlockedSender', {
  read: 'support:write',
  description: 'What must not open or answer tickets.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    kind: t.expose('kind', { type: BlockedSenderKind, description: 'What is compared.' }),
    value: t.exposeString('value', { description: 'With what.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Since when.' }),
  }),
});

builder.queryField('blockedSenders', (t) =>
  t.prismaConnection({
    type: BlockedSender,
    cursor: place,
    description: 'What must not open or answer tickets, the latest first. For the company.',
    authScopes: { permission: 'support:write' },
    totalCount: (_root, _args, { db, actor }) =>
      db.blockedSender.count({ where: isStaff(actor) ? {} : matchNone }),
    resolve: (query, _root, _args, { db, actor }) =>
      db.blockedSender.findMany({
        ...query,
        where: isStaff(actor) ? {} : matchNone,
        orderBy: [{ id: 'desc' }],
      }),
  }),
);

command('addBlockedSender', {
  description: 'Accept nothing from an address, with a subject or with a phrase. For the company.',
  permission: 'support:write',
  input: (t) => ({
    kind: t.field({ type: BlockedSenderKind, required: true, description: 'What to compare.' }),
    value: t.string({
      required: true,
      description: 'With what; an address, or `example.com` for all of a domain.',
      validate: z.string().trim().min(3).max(250),
    }),
  }),
  errors: ['FORBIDDEN'],
  run: async ({ tx, actor }, { kind, value }) => {
    if (!isStaff(actor)) throw new DomainError('FORBIDDEN');
    const text = value.toLowerCase();
    const block = await tx.blockedSender.upsert({
      where: { kind_value: { kind, value: text } },
      create: { kind, value: text, adminId: actor.adminId },
      update: {},
      select: { id: true },
    });
    return { blockId: block.id };
  },
  payload: (t) => ({
    blockedSender: t.prismaField({
      type: BlockedSender,
      description: 'The block.',
      resolve: (query, { blockId }, _args, { db }) =>
        db.blockedSender.findUniqueOrThrow({ ...query, where: { id: blockId } }),
    }),
  }),
});

command('deleteBlockedSender', {
  description: 'Take a block back. For the company.',
  permission: 'support:write',
  input: (t) => ({
    blockedSenderId: t.globalID({
      for: BlockedSender,
      required: true,
      description: 'Which block.',
    }),
  }),
  errors: ['BLOCKED_SENDER_NOT_FOUND'],
  run: async ({ tx, actor }, { blockedSenderId }) => {
    const id = isStaff(actor) ? keyOf(blockedSenderId) : -1;
    const { count } = await tx.blockedSender.deleteMany({ where: { id } });
    if (count === 0) throw new DomainError('BLOCKED_SENDER_NOT_FOUND');
    return { done: true };
  },
  payload: (t) => ({ isDone: t.exposeBoolean('done', { description: 'Always true.' }) }),
});
