import type { InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import type { NetworkIssue as Row } from '#generated/prisma/client.ts';
import { Server } from '#modules/services/servers/server.ts';
import { serverFor } from '#modules/services/visible.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields, unlessGiven } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
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

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;
type Fields = InputShapeFromFields<ReturnType<typeof issueFields>>;

const issueFields = (t: Inputs, isNew: boolean) => ({
  title: t.string({
    required: isNew,
    description: 'Title of the network issue.',
    validate: subjectRule,
  }),
  html: t.string({
    description: 'Description of the network issue as HTML.',
    validate: bodyRule,
  }),
  type: t.field({
    type: NetworkIssueType,
    description: `Kind of system that the issue affects.${unlessGiven(isNew, 'OTHER')}`,
  }),
  affecting: t.string({
    description: 'Name of the affected system, as free text.',
    validate: z.string().trim().max(255),
  }),
  serverId: t.globalID({ for: Server, description: 'ID of the affected server. Null for none.' }),
  priority: t.field({
    type: NetworkIssuePriority,
    description: `Severity of the network issue.${unlessGiven(isNew, 'MEDIUM')}`,
  }),
  status: t.field({
    type: NetworkIssueStatus,
    description: `Status of the network issue.${unlessGiven(isNew, 'REPORTED')}`,
  }),
  startAt: t.field({
    type: 'DateTime',
    description: `Time at which the network issue starts or started.${isNew ? ' Default: now.' : ''}`,
  }),
  endAt: t.field({
    type: 'DateTime',
    description: 'Time at which the network issue ended or is expected to end. Null if unknown.',
  }),
});

const issuePayload = (
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, { networkIssueId: number }>,
) => ({
  networkIssue: t.prismaField({
    type: NetworkIssue,
    description: 'The network issue after the change.',
    resolve: (query, { networkIssueId }, _args, { db }) =>
      db.networkIssue.findUniqueOrThrow({ ...query, where: { id: networkIssueId } }),
  }),
});

command('createNetworkIssue', {
  description: 'Create a network issue that informs clients of trouble or maintenance.',
  permission: 'support:publish',
  input: (t) => issueFields(t, true),
  errors: ['SERVER_NOT_FOUND'],
  run: async (work, fields) => {
    const data = complete(await columnsOf(work, null, fields), 'title');
    const { id: networkIssueId } = await work.tx.networkIssue.create({
      data,
      select: { id: true },
    });
    work.announce('networkIssue.added', { networkIssueId });
    return { networkIssueId };
  },
  payload: issuePayload,
});

command('updateNetworkIssue', {
  description: 'Change a network issue. Omitted fields stay unchanged.',
  permission: 'support:publish',
  input: (t) => ({
    networkIssueId: t.globalID({
      for: NetworkIssue,
      required: true,
      description: 'ID of the network issue to change.',
    }),
    ...issueFields(t, false),
  }),
  errors: ['NETWORK_ISSUE_NOT_FOUND', 'SERVER_NOT_FOUND'],
  nulls: { affecting: '', endAt: null, serverId: null },
  run: async (work, { networkIssueId: asked, ...fields }) => {
    const before = await networkIssueFor(work, keyOf(asked));
    const data = await columnsOf(work, before, fields);
    await work.tx.networkIssue.update({ where: { id: before.id }, data });
    work.announce('networkIssue.changed', { networkIssueId: before.id });
    return { networkIssueId: before.id };
  },
  payload: issuePayload,
});

async function columnsOf(work: Work, before: Row | null, input: Fields) {
  const { html, serverId, endAt, ...fields } = input;
  const server = serverId ? (await serverFor(work, keyOf(serverId))).id : serverId;
  const startAt = fields.startAt ?? before?.startAt ?? now();
  const end = endAt === undefined ? before?.endAt : endAt;
  if (end && end < startAt)
    work.fail('BAD_INPUT', 'endAt: must not be before the start.', { field: 'endAt' });
  return {
    ...definedFields({ ...fields, description: html && safeHtml(html) }),
    startAt,
    ...(server !== undefined && { serverId: server }),
    ...(endAt !== undefined && { endAt }),
  };
}
