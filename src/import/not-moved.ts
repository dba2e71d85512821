import { defined } from '#core/defined.ts';
import type { Noun } from './noun.ts';
import type { SourceDatabase } from './source/source.ts';

/** Tables whose rows stay behind as a whole, and what is to be done instead. */
const NOT_MOVED: Readonly<Record<string, string>> = {
  tblpaymethods: 'cards and accounts: --api tells the tokens of those that a gateway keeps',
  tblcancelrequests: 'requests to cancel that wait: enter them on their services',
  tblaffiliatespending: 'commissions that are not cleared yet: let them clear before the move',
  tblbillableitems: 'work that waits to be billed: bill it before the move',
  tblupgrades: 'upgrades under way: finish them before the move',
  tblmodulequeue: 'calls of modules that wait: finish them before the move',
  tblticketpredefinedreplies: 'prepared answers: enter them anew',
  tbldownloads: 'downloads: files are not moved',
  tblsslorders: 'orders of certificates at a module of the source',
  tblbundles: 'bundles: make them promotions',
  tblnetworkissues: 'network issues: enter those that are open',
};

/** Rows that stay behind. */
export interface LeftBehind {
  table: string;
  rows: number;
  reason: string;
}

/** What of it a source has, beside the nouns that come. */
export async function leftBehind(
  source: SourceDatabase,
  there: readonly Noun[],
): Promise<LeftBehind[]> {
  const found: LeftBehind[] = [];
  for (const [table, reason] of Object.entries(NOT_MOVED)) {
    if (!source.columnsOf(table).length || there.some((noun) => noun.table === table)) continue;
    const [row] = await source.rows(`select count(*) as n from ${table}`);
    const rows = Number(defined(row, 'count of rows').n);
    if (rows > 0) found.push({ table, rows, reason });
  }
  return found;
}
