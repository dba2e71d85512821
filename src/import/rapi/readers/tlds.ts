import { amountIn, cellOf } from '#import/rapi/cells.ts';
import { type CommandReader, numbered } from '#import/rapi/reader.ts';
import { isReply, numberOf, type CommandReply, entryText, entryOf } from '#import/rapi/reply.ts';
import type { StageRow } from '#import/rapi/stage.ts';

/** Prices of TLDs, which the commands tell in one currency. */
export const tldReader: CommandReader = {
  name: 'TLDs',
  tables: ['tbldomainpricing'],
  commands: ['GetTLDPricing'],
  read: async ({ ask, stage, idsHere, onRows }) => {
    const reply = await ask('GetTLDPricing');
    const pricing = Object.entries(isReply(reply.pricing) ? reply.pricing : {}).filter(
      (entry): entry is [string, CommandReply] => isReply(entry[1]),
    );
    const names = pricing.map(([name]) => name.replace(/^\./, ''));
    const ids = numbered(names, await idsHere('tlds', 'unicode_extension'));
    const currency = numberOf(isReply(reply.currency) ? reply.currency.id : 0);
    await stage.together(async () => {
      await stage.query(`delete from tblpricing where type like 'domain%'`);
      await stage.put(
        'tbldomainpricing',
        pricing.map(([, entry], at) => tldRow(ids.get(names[at]!)!, names[at]!, entry, at)),
      );
      await stage.put(
        'tblpricing',
        pricing.flatMap(([, entry], at) => yearRows(ids.get(names[at]!)!, entry, currency)),
      );
    });
    await onRows(pricing.length);
  },
};

function tldRow(id: number, name: string, entry: CommandReply, order: number): StageRow {
  const addons = entryOf(isReply(entry.addons) ? entry.addons : {});
  const isOn = (addon: string) => cellOf('whole', addons.get(addon), `${name}: ${addon}`);
  const [grace, redemption] = [entry.grace_period, entry.redemption_period].map((period) => ({
    days: numberOf(isReply(period) ? period.days : 0),
    fee: amountIn(entryText(isReply(period) ? period.price : '')) ?? '0',
  }));
  return {
    id,
    extension: `.${name}`,
    dnsmanagement: isOn('dns'),
    emailforwarding: isOn('email'),
    idprotection: isOn('idprotect'),
    group: entryText(entry.group).toLowerCase(),
    order,
    grace_period: grace!.days,
    grace_period_fee: grace!.fee,
    redemption_grace_period: redemption!.days,
    redemption_grace_period_fee: redemption!.fee,
  };
}

/** The columns of tblpricing that hold one to ten years of a domain. */
const YEARS = ['msetupfee', 'qsetupfee', 'ssetupfee', 'asetupfee', 'bsetupfee'].concat([
  'monthly',
  'quarterly',
  'semiannually',
  'annually',
  'biennially',
]);

function yearRows(relid: number, entry: CommandReply, currency: number): StageRow[] {
  return ['register', 'transfer', 'renew'].map((action) => {
    const prices = isReply(entry[action]) ? entry[action] : {};
    const cells = YEARS.map((column, at) => [
      column,
      cellOf('decimal', prices[`${at + 1}`] ?? '-1', `${action} of TLD ${relid}`),
    ]);
    return { type: `domain${action}`, relid, currency, ...Object.fromEntries(cells) };
  });
}
