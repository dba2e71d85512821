import { amounts, anyOf, numbers, rows, timeSpans, withinDays } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes, somebodyCalled } from '#schema/text-filter.ts';
import { Affiliate, AffiliateStatus } from './affiliate.ts';
import { visibleAffiliates } from './visible.ts';

/** Lists of affiliates. */
const affiliateList = declareList({
  type: Affiliate,
  noun: 'Affiliate',
  model: 'Affiliate',
  visible: visibleAffiliates,
  filter: {
    client: rows('Client', 'clientId', 'The affiliates that are these clients.'),
    status: anyOf(AffiliateStatus, 'status', 'Affiliates in these statuses.'),
    visitors: numbers('visitors', 'Number of visitors.'),
    country: anyOf(
      'CountryCode',
      (codes: string[]) => ({ client: { countryCode: { in: codes.filter(Boolean) } } }),
      'Affiliates in these countries.',
    ),
    activatedOn: withinDays('activatedOn', 'Day of activation.'),
    balance: amounts('balance', 'Commission that can be withdrawn.'),
    withdrawn: amounts('withdrawn', 'Amount withdrawn.'),
    createdAt: timeSpans('createdAt', 'Time of adding.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    FIRST_NAME: ['client.firstName', "By the client's first name."],
    LAST_NAME: ['client.lastName', "By the client's last name."],
    COMPANY_NAME: ['client.companyName', "By the client's company name."],
    EMAIL: ['client.email', "By the client's email address."],
    GROUP: ['client.groupId', "By the client's group."],
    CREATED_AT: ['client.createdAt', 'By the time the client was added.'],
    STATUS: ['client.status', "By the client's status."],
    VISITORS: ['visitors', 'By the number of visitors.'],
    BALANCE: ['balance', 'By the balance.'],
  },
  search: (word) => ({ OR: [{ code: includes(word) }, { client: somebodyCalled(word) }] }),
  totals: {
    balance: ['balance', 'Sum of the balances.'],
    withdrawn: ['withdrawn', 'Sum of what was withdrawn.'],
  },
});

affiliateList.root('affiliates', {
  description: 'Affiliates the actor may see, in the order of adding.',
  permission: 'affiliates:read',
  legacy: 'GetAffiliates',
});
