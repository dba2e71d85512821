import { encodeId, keyOf } from '#core/ids.ts';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { FormField } from '#schema/form.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { edgeToNode } from '#schema/node.ts';
import { applicationFields } from './application-form.ts';

interface AffiliateFormValue {
  clientId: number;
  days: number;
  visitors: number;
  referrals: number;
}

const AffiliateForm = builder.objectRef<AffiliateFormValue>('AffiliateForm').implement({
  read: 'affiliates:read',
  description:
    "Form a client fills in to become an affiliate, with figures on the client's links so far.",
  fields: (t) => ({
    client: t.field(
      edgeToNode<AffiliateFormValue>({
        type: 'Client',
        description: 'Client the form is for.',
        idOf: ({ clientId }) => encodeId('Client', clientId),
      }),
    ),
    fields: t.field({
      type: [FormField],
      description: 'Fields of the form to fill in, for `requestAffiliate`.',
      resolve: () => [...applicationFields],
    }),
    days: t.exposeInt('days', {
      description: 'Number of past days covered by the counts `visitors` and `referrals`.',
    }),
    visitors: t.exposeInt('visitors', {
      description: "Number of visits through the client's links in those days.",
    }),
    referrals: t.exposeInt('referrals', {
      description: 'Number of purchases the client brought in those days.',
    }),
  }),
});

const USUAL_DAYS = 30;
const MOST_DAYS = 3_650;

builder.queryField('affiliateForm', (t) =>
  t.field({
    type: AffiliateForm,
    nullable: true,
    description: 'Form for becoming an affiliate; null for a client the actor may not see.',
    authScopes: { permission: 'affiliates:read' },
    extensions: legacyExtensions('GetAffiliateFormFields', 'affiliates:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the client the form is for.',
      }),
      days: t.arg.int({ description: `How far the counts look back (default ${USUAL_DAYS}).` }),
    },
    resolve: async (_root, { clientId, days }, context) => {
      const span = days ?? USUAL_DAYS;
      if (span < 1 || span > MOST_DAYS)
        throw new DomainError('BAD_INPUT', `days: from 1 to ${MOST_DAYS}.`, { field: 'days' });
      return countsOf(context, keyOf(clientId), span);
    },
  }),
);

async function countsOf({ db, actor }: Context, id: number, days: number) {
  const client = await db.client.findFirst({
    where: { AND: [{ id }, visibleClients(actor)] },
    select: { id: true },
  });
  if (!client) return null;
  const gte = new Date(now().getTime() - days * 24 * 3_600_000);
  const affiliate = { clientId: id };
  const [visitors, referrals] = await Promise.all([
    db.affiliateVisit.count({ where: { affiliate, visitedAt: { gte } } }),
    db.affiliateReferral.count({ where: { affiliate, isSignup: false, signedUpAt: { gte } } }),
  ]);
  return { clientId: id, days, visitors, referrals };
}
