import './access/index.ts';
import './affiliates/index.ts';
import './billing/index.ts';
import './cart/index.ts';
import './catalog/index.ts';
import './clients/index.ts';
import './domains/index.ts';
import './mail/index.ts';
import './orders/index.ts';
import './quotes/index.ts';
import './resellers/index.ts';
import './services/index.ts';
import './support/index.ts';
import './system/index.ts';
import { specifiedDirectives } from 'graphql';
import { builder } from '#schema/builder.ts';
import '#schema/money.ts';
import { legacyDirective } from '#schema/print.ts';
import '#schema/scalars.ts';

/** The one schema behind every door: all modules, joined. */
export const schema = builder.toSchema({ directives: [...specifiedDirectives, legacyDirective] });
