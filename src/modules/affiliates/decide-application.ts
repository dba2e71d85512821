import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { activate } from './activate.ts';
import { AffiliateApplication } from './application.ts';
import { visibleApplications } from './visible.ts';

command('decideAffiliateApplication', {
  description:
    'Approve an application to become an affiliate, or reject the application with a reason.',
  permission: 'affiliates:write',
  input: (t) => ({
    applicationId: t.globalID({
      for: AffiliateApplication,
      required: true,
      description: 'ID of the affiliate application to decide.',
    }),
    approve: t.boolean({ required: true, description: 'Whether the application is approved.' }),
    reason: t.string({
      defaultValue: '',
      description: 'Reason for the rejection.',
      validate: z.string().max(2_000),
    }),
  }),
  errors: ['AFFILIATE_APPLICATION_NOT_FOUND'],
  run: async (work, { applicationId, approve, reason }) => {
    const { tx, actor, fail, announce } = work;
    const [decided] = await tx.affiliateApplication.updateManyAndReturn({
      where: { AND: [{ id: keyOf(applicationId), status: 'PENDING' }, visibleApplications(actor)] },
      data: {
        status: approve ? 'APPROVED' : 'REJECTED',
        reason: reason ?? '',
        adminId: actor.adminId,
        settledAt: now(),
      },
    });
    if (!decided) return fail('AFFILIATE_APPLICATION_NOT_FOUND');
    const { id, clientId } = decided;
    if (approve) {
      const client = await tx.client.findUniqueOrThrow({ where: { id: clientId } });
      await activate(work, client);
    } else announce('affiliate.rejected', { applicationId: id, clientId });
    return { applicationId: id };
  },
  payload: (t) => ({
    application: t.prismaField({
      type: AffiliateApplication,
      description: 'The application after the decision.',
      resolve: (query, { applicationId }, _args, { db }) =>
        db.affiliateApplication.findUniqueOrThrow({ ...query, where: { id: applicationId } }),
    }),
  }),
});
