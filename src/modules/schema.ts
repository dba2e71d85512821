import '#schema/connections.ts';
import '#modules/access/index.ts';
import '#modules/affiliates/index.ts';
import '#modules/billing/index.ts';
import '#modules/cart/index.ts';
import '#modules/catalog/index.ts';
import '#modules/clients/index.ts';
import '#modules/domains/index.ts';
import '#modules/exports/index.ts';
import '#modules/forecast/index.ts';
import '#modules/mail/index.ts';
import '#modules/orders/index.ts';
import '#modules/quotes/index.ts';
import '#modules/resellers/index.ts';
import '#modules/sandboxes/index.ts';
import '#modules/search/index.ts';
import '#modules/services/index.ts';
import '#modules/settings/index.ts';
import '#modules/support/index.ts';
import '#modules/system/index.ts';
import '#modules/tasks/index.ts';
import { specifiedDirectives } from 'graphql';
import { builder } from '#schema/builder.ts';
import { withFormerNames } from '#schema/former-names.ts';
import { dryRunDirective } from '#schema/dry-run/directive.ts';
import '#schema/money.ts';
import '#schema/node.ts';
import {
  accessDirective,
  costDirective,
  legacyDirective,
  listSizeDirective,
  semanticNonNullDirective,
} from '#schema/print.ts';
import '#schema/scalars.ts';
import { formerNames } from './former-names.ts';

const current = builder.toSchema({
  directives: [
    ...specifiedDirectives,
    accessDirective,
    costDirective,
    dryRunDirective,
    legacyDirective,
    listSizeDirective,
    semanticNonNullDirective,
  ],
});

/** The one schema behind every transport: all modules, joined. */
export const schema = withFormerNames(current, formerNames);
