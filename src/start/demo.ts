import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import { newToken } from '#core/secret.ts';
import type { App } from '#schema/app.ts';
import { ownCaller } from '#schema/context.ts';
import { openWork } from '#schema/work.ts';
import { demoAccess } from './demo/access.ts';
import { demoAffiliates } from './demo/affiliates.ts';
import { demoBilling } from './demo/billing.ts';
import { demoCatalog } from './demo/catalog.ts';
import { demoClients } from './demo/clients.ts';
import { demoDomains } from './demo/domains.ts';
import { demoMail } from './demo/mail.ts';
import { demoOrders } from './demo/orders.ts';
import { demoQuotes } from './demo/quotes.ts';
import { demoResellers } from './demo/resellers.ts';
import { demoSupport } from './demo/support.ts';
import { demoSystem } from './demo/system.ts';

/** The people of the demo and their tokens, printed at every start. */
export interface DemoTokens {
  staff: string;
  reseller: string;
  customer: string;
}

const SETTING = 'demo.tokens';

/**
 * Fills an empty database with a small shop to look around in, once; gives the tokens of its
 * people, or null where the shop is a real one.
 */
export async function ensureDemo(app: App): Promise<DemoTokens | null> {
  const kept = await app.db.setting.findUnique({ where: { name: SETTING } });
  const box = app.keyring.box('setting');
  if (kept?.valueEncrypted) return JSON.parse(box.decrypt(kept.valueEncrypted, SETTING));
  if (await app.db.client.count()) return null;

  const tokens = { staff: newToken('hg_'), reseller: newToken('hg_'), customer: newToken('hg_') };
  await app.db.$transaction(async (tx) => {
    const people = await demoAccess(tx, tokens);
    await demoClients(tx, people);
    await demoCatalog(tx, people);
    await demoDomains(tx, people);
    const worker = { app, actor: systemActor(new Set(permissions)), caller: ownCaller('demo') };
    const work = openWork(worker, tx);
    await demoBilling(work, people);
    await demoQuotes(tx, people);
    await demoOrders(tx, people);
    await demoResellers(tx, people);
    await demoAffiliates(work, people);
    await demoSupport(tx, people);
    await demoMail(tx, people);
    await demoSystem(tx, people);
    const valueEncrypted = box.encrypt(JSON.stringify(tokens), SETTING);
    await tx.setting.create({ data: { name: SETTING, isSecret: true, valueEncrypted } });
  });
  return tokens;
}
