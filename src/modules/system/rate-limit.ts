import { builder } from '#schema/builder.ts';
import type { CostCharge } from '#schema/context.ts';

const RateLimit = builder.objectRef<CostCharge>('RateLimit').implement({
  description:
    'Cost of the operation it stands in, and what is left of the budget of the credential, session or address. A page counts its `first`, 25 without it; a list without pages counts its `@listSize`; a field with `@cost` adds its weight. The HTTP fields `RateLimit` and `RateLimit-Policy` say the same for requests and costs.',
  read: null,
  fields: (t) => ({
    cost: t.exposeInt('cost', {
      description: 'Objects the answer may hold, and the weights of its fields. At most 100,000.',
    }),
    limit: t.exposeInt('limit', {
      nullable: true,
      description: 'Cost that may be spent each minute. Null for no limit.',
    }),
    remaining: t.exposeInt('remaining', {
      nullable: true,
      description: 'Cost that may still be spent before `resetAt`. Null for no limit.',
    }),
    resetAt: t.expose('resetAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the budget is whole again. Null for no limit.',
    }),
  }),
});

builder.queryField('rateLimit', (t) =>
  t.field({
    type: RateLimit,
    nullable: true,
    description:
      'Cost of this operation and what is left of the budget. Needs no permission. The extension `{"cost": true}` of a request gives the same as `extensions.cost` of its answer.',
    resolve: (_root, _args, { charge }) => charge ?? null,
  }),
);
