import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { edgeToNode } from '#schema/node.ts';
import { AffiliatePayout, UsageUnit } from '#modules/catalog/enums.ts';

const authScopes = { staff: true } as const;

/** What only staff see of a product. */
builder.prismaObjectFields('Product', (t) => {
  const template = (what: string, column: 'welcome' | 'terminate' | 'upgrade') =>
    t.id({
      nullable: true,
      authScopes,
      description: `E-mail template for ${what}, as \`EmailTemplate:5\`. For staff.`,
      select: { [`${column}EmailTemplateId`]: true },
      resolve: (row) => {
        const key = (row as Record<string, unknown>)[`${column}EmailTemplateId`];
        return typeof key === 'number' ? encodeId('EmailTemplate', key) : null;
      },
    });
  const money = (column: 'cost' | 'diskOverageCost' | 'bandwidthOverageCost', words: string) =>
    t.field({
      type: Money,
      nullable: true,
      authScopes,
      description: `${words} For staff.`,
      select: { [column]: true, currencyCode: true },
      resolve: (row) => {
        const { currencyCode, [column]: amount } = row as never as Record<string, never>;
        return { amount: amount!, currency: currencyCode! };
      },
    });
  const limit = (column: 'diskSoftLimit' | 'bandwidthSoftLimit', words: string) =>
    t.expose(column, { type: 'Decimal', description: words });
  return {
    notes: t.exposeString('notes', {
      nullable: true,
      authScopes,
      description: 'Internal notes on the product as HTML, for staff only.',
    }),
    cost: money('cost', 'What the default cycle costs the company.'),
    serverGroupId: t.id({
      nullable: true,
      authScopes,
      description:
        'Server group the product is set up on, as `ServerGroup:2`. Visible to staff only.',
      select: { serverGroupId: true },
      resolve: ({ serverGroupId: key }) => (key === null ? null : encodeId('ServerGroup', key)),
    }),
    welcomeEmailTemplateId: template('welcoming', 'welcome'),
    terminateEmailTemplateId: template('termination', 'terminate'),
    upgradeEmailTemplateId: template('upgrades', 'upgrade'),
    affiliatePayout: t.expose('affiliatePayout', {
      type: AffiliatePayout,
      description: 'How the affiliate commission for a sale of the product is determined.',
    }),
    affiliateRecurring: t.exposeBoolean('affiliateRecurring', {
      description: 'Whether the affiliate is paid for every renewal instead of once.',
    }),
    affiliateAmount: t.expose('affiliateAmount', {
      type: 'Decimal',
      description:
        'Affiliate commission as a percentage or an amount, depending on `affiliatePayout`.',
    }),
    overagesEnabled: t.exposeBoolean('overagesEnabled', {
      description: 'Whether usage above the limits is billed.',
    }),
    diskSoftLimit: limit('diskSoftLimit', 'Disk space that is paid for with it.'),
    diskSoftLimitUnit: t.expose('diskSoftLimitUnit', {
      type: UsageUnit,
      description: 'Unit in which the disk limit is measured.',
    }),
    diskOverageCost: money('diskOverageCost', 'Each unit of disk space above the limit.'),
    bandwidthSoftLimit: limit('bandwidthSoftLimit', 'Traffic that is paid for with it.'),
    bandwidthSoftLimitUnit: t.expose('bandwidthSoftLimitUnit', {
      type: UsageUnit,
      description: 'Unit in which the traffic limit is measured.',
    }),
    bandwidthOverageCost: money('bandwidthOverageCost', 'Each unit of traffic above the limit.'),
    configurations: t.expose('configurations', {
      type: 'JSON',
      nullable: true,
      authScopes,
      description: 'Free-form settings passed to the server module. Visible to staff only.',
    }),
    prices: t.relation('prices', {
      nullable: true,
      authScopes,
      description: 'Stored prices of the product, without converted prices. Visible to staff only.',
      query: { orderBy: [{ currencyCode: 'asc' }, { cycle: 'asc' }, { id: 'asc' }] },
    }),
  };
});

// Where a product leads staff to.
builder.prismaObjectFields('Product', (t) => {
  /** The staff's way to a row that a column of the product names. */
  const edge = (type: string, column: string, description: string) =>
    t.field(
      edgeToNode<Record<string, number | null>>({
        type,
        authScopes,
        description: `${description} For staff.`,
        select: { [column]: true },
        idOf: (row) => (row[column] ? encodeId(type, row[column]) : null),
      }),
    );
  return {
    serverGroup: edge(
      'ServerGroup',
      'serverGroupId',
      'Server group the product is set up on; null for none.',
    ),
    welcomeEmailTemplate: edge(
      'EmailTemplate',
      'welcomeEmailTemplateId',
      'Email template of the welcome message; null for none.',
    ),
    terminateEmailTemplate: edge(
      'EmailTemplate',
      'terminateEmailTemplateId',
      'Email template of the message about a termination; null for none.',
    ),
    upgradeEmailTemplate: edge(
      'EmailTemplate',
      'upgradeEmailTemplateId',
      'Email template of the message about an upgrade; null for none.',
    ),
  };
});
