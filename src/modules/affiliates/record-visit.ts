import { z } from 'zod';
import { now } from '#core/clock.ts';
import { ipRule } from '#modules/clients/new-client-inputs.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { Affiliate } from './affiliate.ts';
import { affiliateCode } from './affiliate-code.ts';

/** Somebody who comes again within so many hours is the same visitor. */
const SAME_VISITOR_HOURS = 24;

command('recordAffiliateVisit', {
  description:
    "Record a visit through an affiliate's link. Storefronts call this with the code of the link, and pass the same code to `clientSignup` when the visitor becomes a client.",
  permission: 'clients:signup',
  input: (t) => ({
    code: t.string({
      required: true,
      description: 'Affiliate code contained in the link.',
      validate: affiliateCode,
    }),
    ipAddress: t.string({
      required: true,
      description: 'IP address of the visitor. Only a keyed hash of the address is stored.',
      validate: ipRule,
    }),
    referrer: t.string({
      defaultValue: '',
      description: 'Page that contained the link.',
      validate: z.string().max(2_000),
    }),
    landingPath: t.string({
      defaultValue: '',
      description: 'Page to which the link led.',
      validate: z.string().max(2_000),
    }),
  }),
  errors: ['AFFILIATE_NOT_FOUND'],
  run: async ({ tx, app, fail }, { code, ipAddress, referrer, landingPath }) => {
    const [affiliate] = await tx.$queryRaw<{ id: number }[]>`
      select id from affiliates where code = ${code} and status = 'ACTIVE' for no key update`;
    if (!affiliate || !(await settingIsOn(tx, 'AffiliateEnabled')))
      return fail('AFFILIATE_NOT_FOUND', undefined, { field: 'code' });
    const affiliateId = affiliate.id;
    const ipHash = app.keyring.mac('affiliate-visit', `${affiliateId} ${ipAddress}`);
    const since = new Date(now().getTime() - SAME_VISITOR_HOURS * 3_600_000);
    const seen = await tx.affiliateVisit.findFirst({
      where: { affiliateId, ipHash, visitedAt: { gt: since } },
      select: { id: true },
    });
    if (seen) return { counted: false, affiliateId };
    await tx.affiliateVisit.create({
      data: {
        affiliateId,
        ipHash,
        referrer: referrer ?? '',
        landingPath: landingPath ?? '',
        visitedAt: now(),
      },
    });
    await tx.affiliate.update({
      where: { id: affiliateId },
      data: { visitors: { increment: 1 } },
    });
    return { counted: true, affiliateId };
  },
  payload: (t) => ({
    affiliate: rowField(t, Affiliate, 'affiliateId', 'The affiliate whose link was followed.'),
    counted: t.exposeBoolean('counted', {
      description: `Whether it is a new visitor; one who was there in the last ${SAME_VISITOR_HOURS} hours is not.`,
    }),
  }),
});
