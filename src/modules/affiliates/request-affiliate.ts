import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { command } from '#schema/command.ts';
import { AffiliateApplication } from './application.ts';
import { applicationAnswers } from './application-form.ts';

const { website, promotion, terms } = applicationAnswers.shape;

command('requestAffiliate', {
  legacy: 'DoAffiliateRequest',
  description: 'Apply to become an affiliate, with the completed form from `affiliateForm`.',
  permission: 'affiliates:apply',
  input: (t) => ({
    clientId: t.globalID({
      for: Client,
      required: true,
      description: 'ID of the client who applies.',
    }),
    website: t.string({ required: true, description: 'Website of the client.', validate: website }),
    promotion: t.string({
      required: true,
      description: 'How the client plans to bring customers.',
      validate: promotion,
    }),
    payout: t.string({
      defaultValue: 'credit',
      description: 'Payout method the client wants: `credit` or `bank`.',
      validate: applicationAnswers.shape.payout.unwrap(),
    }),
    terms: t.boolean({
      required: true,
      description: 'Whether the affiliate terms are accepted.',
      validate: terms,
    }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'AFFILIATE_EXISTS', 'AFFILIATE_APPLICATION_OPEN'],
  run: async (work, { clientId, ...answers }) => {
    const { tx, fail, announce } = work;
    const client = await clientFor(work, keyOf(clientId), { id: true });
    // One application at a time: those who come at once wait here for each other.
    await tx.$queryRaw`select id from clients where id = ${client.id} for update`;
    const already = await tx.affiliate.findFirst({
      where: { clientId: client.id, status: 'ACTIVE' },
      select: { id: true },
    });
    if (already) fail('AFFILIATE_EXISTS');
    const open = await tx.affiliateApplication.findFirst({
      where: { clientId: client.id, status: 'PENDING' },
      select: { id: true },
    });
    if (open) fail('AFFILIATE_APPLICATION_OPEN');
    const { id: applicationId } = await tx.affiliateApplication.create({
      data: { clientId: client.id, form: answers },
      select: { id: true },
    });
    announce('affiliate.applied', { applicationId, clientId: client.id });
    return { applicationId };
  },
  payload: (t) => ({
    application: t.prismaField({
      type: AffiliateApplication,
      description: 'The application as it was sent.',
      resolve: (query, { applicationId }, _args, { db }) =>
        db.affiliateApplication.findUniqueOrThrow({ ...query, where: { id: applicationId } }),
    }),
  }),
});
