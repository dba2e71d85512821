import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { Server } from '#modules/services/servers/server.ts';
import { serverFor } from '#modules/services/visible.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields } from '#schema/defined-fields.ts';
import { bodyRule } from './add-announcement.ts';
import { publishedHtml } from '#modules/support/html.ts';
import {
  NetworkIssue,
  NetworkIssuePriority,
  NetworkIssueStatus,
  NetworkIssueType,
} from './network-issue.ts';
import { subjectRule } from '#modules/support/tickets/rules.ts';
import { networkIssueFor } from './published-for.ts';

command('saveNetworkIssue', {
  description:
    'Tell clients of trouble or maintenance, or change what was told; what is left out stays. A new one needs a title.',
  permission: 'support:publish',
  input: (t) => ({
    networkIssueId: t.globalID({
      for: NetworkIssue,
      description: 'The one to change; else one is added.',
    }),
    title: t.string({ description: 'What it is about.', validate: subjectRule }),
    html: t.string({ description: 'What is known, HTML.', validate: bodyRule }),
    type: t.field({ type: NetworkIssueType, description: 'What it strikes.' }),
    affecting: t.string({
      description: 'What is struck, in words.',
      validate: z.string().trim().max(255),
    }),
    serverId: t.globalID({ for: Server, description: 'The server that is struck; null for none.' }),
    priority: t.field({ type: NetworkIssuePriority, description: 'How bad it is.' }),
    status: t.field({ type: NetworkIssueStatus, description: 'How far it is.' }),
    startAt: t.field({
      type: 'DateTime',
      description: 'When it begins or began; a new one, now if left out.',
    }),
    endAt: t.field({
      type: 'DateTime',
      description: 'When it ended or is to end; null while nobody knows.',
    }),
  }),
  errors: ['NETWORK_ISSUE_NOT_FOUND', 'SERVER_NOT_FOUND'],
  run: async (work, { networkIssueId, html, serverId, endAt, ...fields }) => {
    const { networkIssue } = work.tx;
    const before = networkIssueId ? await networkIssueFor(work, keyOf(networkIssueId)) : null;
    const server = serverId ? (await serverFor(work, keyOf(serverId))).id : serverId;
    const startAt = fields.startAt ?? before?.startAt ?? now();
    const end = endAt === undefined ? before?.endAt : endAt;
    if (end && end < startAt)
      work.fail('BAD_INPUT', 'endAt: must not be before the start.', { field: 'endAt' });
    const data = {
      ...definedFields({ ...fields, startAt, description: html && publishedHtml(html) }),
      ...(server !== undefined && { serverId: server }),
      ...(endAt !== undefined && { endAt }),
    };
    const select = { id: true } as const;
    const { id } = before
      ? await networkIssue.update({ where: { id: before.id }, data, select })
      : await networkIssue.create({ data: complete(data, 'title', 'startAt'), select });
    const ids = { networkIssueId: id };
    work.announce(before ? 'networkIssue.changed' : 'networkIssue.added', ids);
    return ids;
  },
  payload: (t) => ({
    networkIssue: t.prismaField({
      type: NetworkIssue,
      description: 'What clients are told now.',
      resolve: (query, { networkIssueId }, _args, { db }) =>
        db.networkIssue.findUniqueOrThrow({ ...query, where: { id: networkIssueId } }),
    }),
  }),
});
