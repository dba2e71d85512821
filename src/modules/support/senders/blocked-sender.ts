import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { isStaff } from '#core/actor.ts';
import { matchNone } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { command } from '#schema/command.ts';
import { z } from 'zod';

const BlockedSenderKind = builder.enumType('BlockedSenderKind', {
  description: 'Part of a message that a block is compared with.',
  values: {
    SENDER: { description: 'Email address of the sender, or the whole domain of the address.' },
    SUBJECT: { description: 'Part of the subject.' },
    PHRASE: { description: 'Part of the text.' },
  },
});

const BlockedSender = builder.prismaNode('BlockedSender', {
  read: 'support:write',
  description:
    'A block that prevents matching senders or messages from opening or answering tickets.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the block, used by the legacy APIs.',
    }),
    kind: t.expose('kind', {
      type: BlockedSenderKind,
      description: 'Part of the message that is compared with the block.',
    }),
    value: t.exposeString('value', { description: 'Value the block compares with.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the block was added.',
    }),
  }),
});

builder.queryField('blockedSenders', (t) =>
  t.prismaConnection({
    type: BlockedSender,
    cursor: place,
    description:
      'Blocks that prevent opening or answering tickets, latest first. For staff of the company.',
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
  description:
    'Block messages from an email address, with a subject or with a phrase. For staff of the company.',
  permission: 'support:write',
  input: (t) => ({
    kind: t.field({
      type: BlockedSenderKind,
      required: true,
      description: 'Part of the message to compare.',
    }),
    value: t.string({
      required: true,
      description:
        'Value to block. For a sender: an email address, or a domain such as `example.com` for all addresses of the domain.',
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
      description: 'The new block.',
      resolve: (query, { blockId }, _args, { db }) =>
        db.blockedSender.findUniqueOrThrow({ ...query, where: { id: blockId } }),
    }),
  }),
});

command('deleteBlockedSender', {
  description: 'Remove a block. For staff of the company.',
  permission: 'support:write',
  input: (t) => ({
    blockedSenderId: t.globalID({
      for: BlockedSender,
      required: true,
      description: 'ID of the block to remove.',
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
