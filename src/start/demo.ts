import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import { newToken } from '#core/secret.ts';
import type { App } from '#schema/app.ts';
import { systemRequest } from '#schema/context.ts';
import { openWork } from '#schema/work.ts';
import { demoAccess } from '#start/demo/access.ts';
import { demoAffiliates } from '#start/demo/affiliates.ts';
import { demoBilling } from '#start/demo/billing.ts';
import { demoCatalog } from '#start/demo/catalog.ts';
import { demoClients } from '#start/demo/clients.ts';
import { demoDomains } from '#start/demo/domains.ts';
import { demoMail } from '#start/demo/mail.ts';
import { demoOrders } from '#start/demo/orders.ts';
import { demoQuotes } from '#start/demo/quotes.ts';
import { demoResellers } from '#start/demo/resellers.ts';
import { demoSupport } from '#start/demo/support.ts';
import { demoSystem } from '#start/demo/system.ts';

/** The people of the demo and their tokens, printed at every start. */
export interface DemoTokens {
  staff: string;
  reseller: string;
  customer: string;
}

const SETTING = 'demo.tokens';

/**
 * Fills an empty database with a small store to look around in, once; gives the tokens of its
 * people, or null where the company is a real one.
 */
export async function ensureDemo(app: App): Promise<DemoTokens | null> {
  const stored = await app.db.setting.findUnique({ where: { name: SETTING } });
  const box = app.keyring.box('setting');
  if (stored?.valueEncrypted) return JSON.parse(box.decrypt(stored.valueEncrypted, SETTING));
  if (await app.db.client.count()) return null;

  const tokens = { staff: newToken('hg_'), reseller: newToken('hg_'), customer: newToken('hg_') };
  await app.db.$transaction(async (tx) => {
    const people = await demoAccess(tx, tokens);
    await demoClients(tx, people);
    await demoCatalog(tx, people);
    await demoDomains(tx, people);
    const worker = {
      app,
      actor: systemActor(new Set(permissions)),
      requestInfo: systemRequest('demo'),
    };
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
