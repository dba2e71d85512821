import { type CommandReader, numbered, readRows } from '#import/rapi/reader.ts';
import { entriesOf, entryText } from '#import/rapi/reply.ts';
import { rowOf, telling } from '#import/rapi/rows.ts';

const currency = telling('tblcurrencies', 'id code prefix suffix format rate');

export const currencyReader: CommandReader = {
  name: 'currencies',
  tables: ['tblcurrencies'],
  commands: ['GetCurrencies', 'GetParameters'],
  read: async ({ ask, stage }) => {
    const { parameters } = await ask('GetParameters');
    const named = entryText((parameters as Record<string, unknown> | undefined)?.currency);
    const found = entriesOf(await ask('GetCurrencies'), 'currencies', 'currency');
    const rows = found.map((entry) => rowOf(currency, entry));
    // The commands mark none as the base: it is the one they are run in, or that has the rate 1.
    const base =
      rows.find(({ code }) => code === named) ?? rows.find(({ rate }) => Number(rate) === 1);
    await stage.put(
      'tblcurrencies',
      rows.map((row) => ({ ...row, default: row === (base ?? rows[0]) ? '1' : '0' })),
    );
  },
};

/** Those that are switched off are not given. */
export const gatewayReader: CommandReader = {
  name: 'payment gateways',
  tables: ['tblpaymentgateways'],
  commands: ['GetPaymentMethods'],
  read: async ({ ask, stage, idsHere }) => {
    const found = entriesOf(await ask('GetPaymentMethods'), 'paymentmethods', 'paymentmethod');
    const modules = found.map((entry) => entryText(entry.get('module')));
    const ids = numbered(modules, await idsHere('gateways', 'label'));
    await stage.put(
      'tblpaymentgateways',
      found.map((entry, at) => ({
        id: ids.get(modules[at]!)!,
        gateway: modules[at]!,
        setting: 'name',
        value: entryText(entry.get('displayname')),
        order: String(at),
      })),
    );
  },
};

export const clientGroupReader: CommandReader = {
  name: 'client groups',
  tables: ['tblclientgroups'],
  commands: ['GetClientGroups'],
  read: (reading) =>
    readRows(
      reading,
      { command: 'GetClientGroups', wrapper: 'groups', item: 'group', paging: 'unpaged' },
      telling(
        'tblclientgroups',
        'id groupname=name groupcolour=color discountpercent susptermexempt separateinvoices',
      ),
      { counted: 'client groups' },
    ),
};
