import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OnProgress } from '#import/run.ts';
import { importWhmcs } from '#import/whmcs.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import type { Database } from '#platform/database/client.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { type Shop, whyNoShop } from './shop/database.ts';
import { plainImport } from './shop/options.ts';
import { uglyShop } from './shop/ugly.ts';

const reason = await whyNoShop();
if (reason) console.warn(`An import that is interrupted is not tested: ${reason}.`);

describe.skipIf(reason)('an import that was interrupted', () => {
  let shop: Shop;
  let database: Database;
  const bring = async (onProgress: OnProgress) => {
    const seen: string[] = [];
    const done = await importWhmcs(database, {
      ...plainImport(shop.address),
      accepted: ['count of *', 'service 3 *'],
      onProgress: async (step, rows, written) => {
        seen.push(step);
        await onProgress(step, rows, written);
      },
    });
    return { done, seen };
  };

  beforeAll(async () => {
    [shop, database] = [await uglyShop(), await anotherDatabase()];
  });
  afterAll(async () => {
    await database?.close();
    await shop?.drop();
  });

  it('says where the source stopped, and goes on from there', async () => {
    const cut: OnProgress = (step) => (step === 'invoices' ? shop.hangUp() : undefined);
    await expect(bring(cut)).rejects.toThrow(
      /stopped answering at invoice lines after 0 .* give the same command again/,
    );
    // Here it breaks by itself: between two parts of the books.
    const broken: OnProgress = (step) => {
      if (step === 'books of invoices') throw new Error('cut');
    };
    await expect(bring(broken)).rejects.toThrow('cut');
    const { done, seen } = await bring(() => {});
    expect(seen[0]).toBe('books of transactions');
    expect(done).toMatchObject({ pass: 1, isClean: true });
    expect(await checkBooks(database.prisma)).toEqual([]);
  });
});
