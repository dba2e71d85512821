import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { isStaff } from '#core/actor.ts';
import type { Actor } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { z } from 'zod';
import { blockSender } from './block-sender.ts';
import { anyOf, rows, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { rowField } from '#schema/payload-rows.ts';
import { Reseller } from '#modules/resellers/reseller.ts';

const BlockedSenderKind = builder.enumType('BlockedSenderKind', {
  description: 'Part of a message that a block is compared with.',
  values: {
    SENDER: { description: 'Email address of the sender, or the whole domain of the address.' },
    SUBJECT: { description: 'Part of the subject.' },
    PHRASE: { description: 'Part of the text.' },
  },
});

/** Which blocks an actor sees and lifts: staff all, a reseller its own. */
const visibleBlocks = (actor: Actor): Prisma.BlockedSenderWhereInput =>
  isStaff(actor) ? {} : actor.resellerId === null ? matchNone : { resellerId: actor.resellerId };

const BlockedSender = builder.prismaNode('BlockedSender', {
  read: 'support:write',
  visible: visibleBlocks,
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
    reseller: t.relation('reseller', {
      nullable: true,
      description: 'Reseller in whose customers’ tickets the block holds. Null: in every ticket.',
    }),
    blockedBy: t.relation('admin', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Staff member who added the block. Staff only. Null for a credential.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the block was added.',
    }),
  }),
});

/** Lists of blocks. */
const blockList = declareList({
  type: BlockedSender,
  noun: 'BlockedSender',
  model: 'BlockedSender',
  visible: visibleBlocks,
  filter: {
    kind: anyOf(BlockedSenderKind, 'kind', 'Blocks of these kinds.'),
    reseller: rows('Reseller', 'resellerId', 'Blocks of these resellers; null for all tickets.'),
    createdAt: timeSpans('createdAt', 'Time of adding.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    KIND: ['kind', 'By the kind.'],
    VALUE: ['value', 'By the value the block compares with.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ value: includes(word) }),
});

blockList.root('blockedSenders', {
  description:
    'Blocks that prevent opening or answering tickets, latest first: for staff all, for a reseller its own.',
  permission: 'support:write',
});

command('createBlockedSender', {
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
  run: async (work, { kind, value }) => {
    if (!isStaff(work.actor)) throw new DomainError('FORBIDDEN');
    return { blockId: await blockSender(work, { kind, value: value.toLowerCase() }) };
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
  description: 'Remove a block. A reseller removes its own.',
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
    const id = keyOf(blockedSenderId);
    const where = { AND: [{ id }, visibleBlocks(actor)] };
    const gone = await tx.blockedSender.findFirst({ where });
    const { count } = await tx.blockedSender.deleteMany({ where });
    if (!gone || count === 0) throw new DomainError('BLOCKED_SENDER_NOT_FOUND');
    return { blockedSenderId: id, resellerId: gone.resellerId };
  },
  deletes: { type: 'BlockedSender', key: 'blockedSenderId' },
  payload: (t) => ({
    reseller: rowField(
      t,
      Reseller,
      'resellerId',
      'The reseller who had blocked it; null for the company.',
    ),
  }),
});
