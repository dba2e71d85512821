import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { Server } from '#modules/services/servers/server.ts';
import { serverFor } from '#modules/services/visible.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields } from '#schema/defined-fields.ts';
import { bodyRule } from './add-announcement.ts';
import { safeHtml } from '#platform/safe-html.ts';
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
    'Create a network issue that informs clients of trouble or maintenance, or change the issue given by `networkIssueId`. Omitted fields stay unchanged. A new issue requires a title.',
  permission: 'support:publish',
  input: (t) => ({
    networkIssueId: t.globalID({
      for: NetworkIssue,
      description: 'ID of the network issue to change. Omit to create a network issue.',
    }),
    title: t.string({ description: 'Title of the network issue.', validate: subjectRule }),
    html: t.string({
      description: 'Description of the network issue as HTML.',
      validate: bodyRule,
    }),
    type: t.field({
      type: NetworkIssueType,
      description: 'Kind of system that the issue affects.',
    }),
    affecting: t.string({
      description: 'Name of the affected system, as free text.',
      validate: z.string().trim().max(255),
    }),
    serverId: t.globalID({ for: Server, description: 'ID of the affected server. Null for none.' }),
    priority: t.field({
      type: NetworkIssuePriority,
      description: 'Severity of the network issue.',
    }),
    status: t.field({ type: NetworkIssueStatus, description: 'Status of the network issue.' }),
    startAt: t.field({
      type: 'DateTime',
      description:
        'Time at which the network issue starts or started. Default for a new issue: now.',
    }),
    endAt: t.field({
      type: 'DateTime',
      description: 'Time at which the network issue ended or is expected to end. Null if unknown.',
    }),
  }),
  errors: ['NETWORK_ISSUE_NOT_FOUND', 'SERVER_NOT_FOUND'],
  nulls: { affecting: '', endAt: null, networkIssueId: null, serverId: null },
  run: async (work, { networkIssueId, html, serverId, endAt, ...fields }) => {
    const { networkIssue } = work.tx;
    const before = networkIssueId ? await networkIssueFor(work, keyOf(networkIssueId)) : null;
    const server = serverId ? (await serverFor(work, keyOf(serverId))).id : serverId;
    const startAt = fields.startAt ?? before?.startAt ?? now();
    const end = endAt === undefined ? before?.endAt : endAt;
    if (end && end < startAt)
      work.fail('BAD_INPUT', 'endAt: must not be before the start.', { field: 'endAt' });
    const data = {
      ...definedFields({ ...fields, startAt, description: html && safeHtml(html) }),
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
      description: 'The network issue after the change.',
      resolve: (query, { networkIssueId }, _args, { db }) =>
        db.networkIssue.findUniqueOrThrow({ ...query, where: { id: networkIssueId } }),
    }),
  }),
});
