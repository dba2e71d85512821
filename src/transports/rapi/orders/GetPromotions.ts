import { whole } from '#transports/rapi/params-page.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { listed } from '#transports/rapi/filter-values.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, line } from '#transports/rapi/params.ts';
import { dateText, exactly, oneOrZero, enumWords, wrapped } from '#transports/rapi/format.ts';

const types = {
  Percentage: 'PERCENTAGE',
  'Fixed Amount': 'FIXED_AMOUNT',
  'Price Override': 'PRICE_OVERRIDE',
  'Free Setup': 'FREE_SETUP',
} as const;
const typeLabels = Object.fromEntries(Object.entries(types).map(([param, type]) => [type, param]));

interface Target {
  isRequired: boolean;
  product: { databaseId: number } | null;
  addon: { databaseId: number } | null;
  tld: { extension: string } | null;
}

/** Targets as the old tables hold them: product ids, `A` and an addon's id, `D` and a TLD. */
const targets = (all: readonly Target[], required: boolean) =>
  all
    .filter(({ isRequired }) => isRequired === required)
    .map(({ product, addon, tld }) =>
      product ? String(product.databaseId) : addon ? `A${addon.databaseId}` : `D.${tld?.extension}`,
    )
    .join(',');

export const GetPromotions = legacy({
  params: fields({ code: line(255).optional(), type: choice(types).optional() }),
  operation: graphql(`
    query GetPromotions($filter: PromotionFilter, $first: Int) {
      promotions(filter: $filter, first: $first) {
        totalCount
        edges {
          node {
            databaseId
            code
            type
            isRecurring
            value
            cycles
            targets {
              isRequired
              product {
                databaseId
              }
              addon {
                databaseId
              }
              tld {
                extension
              }
            }
            requiresExisting
            startOn
            expiresOn
            maxUses
            uses
            isLifetime
            isOncePerOrder
            newSignupsOnly
            existingClientsOnly
            isOncePerClient
            recurForCycles
            upgradesAllowed
            upgradeConfig
            notes
          }
        }
      }
    }
  `),
  variables: (p) => ({ ...whole, filter: { code: p.code, type: listed(p.type) } }),
  present: ({ promotions: { totalCount, edges } }) => ({
    totalresults: totalCount,
    ...wrapped(
      'promotions',
      'promotion',
      edges.map(({ node }) => ({
        id: node.databaseId,
        code: node.code,
        type: typeLabels[node.type],
        recurring: oneOrZero(node.isRecurring),
        value: exactly(node.value, 2),
        cycles: node.cycles.map(enumWords).join(','),
        appliesto: targets(node.targets, false),
        requires: targets(node.targets, true),
        requiresexisting: oneOrZero(node.requiresExisting),
        startdate: dateText(node.startOn),
        expirationdate: dateText(node.expiresOn),
        maxuses: node.maxUses,
        uses: node.uses,
        lifetimepromo: oneOrZero(node.isLifetime),
        applyonce: oneOrZero(node.isOncePerOrder),
        newsignups: oneOrZero(node.newSignupsOnly),
        existingclient: oneOrZero(node.existingClientsOnly),
        onceperclient: oneOrZero(node.isOncePerClient),
        recurfor: node.recurForCycles,
        upgrades: oneOrZero(node.upgradesAllowed),
        upgradeconfig: node.upgradeConfig ? JSON.stringify(node.upgradeConfig) : '',
        notes: node.notes ?? '',
      })),
    ),
  }),
});
