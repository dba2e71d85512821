/*
 * What extends the commands of a registry: restores and their reports (RFC 3915, 4.2.5) and fees
 * (RFC 8748, 5): https://www.rfc-editor.org/rfc/. Codes are those of RFC 5730, section 3.
 */

/** Names that cost more than usual: for how much of USD they are made, renewed and taken over. */
export const premiumFees: Record<string, Record<string, string>> = {
  'gold.com': { create: '250.00', renew: '99.50', transfer: '99.50' },
};

/** RFC 8748, 5.1.1: the fees of the names that a check asks for, in the order of its commands. */
export function feesOf(names: string[], check: any): string {
  const commands: string[] = [check.command].flat().map((one: any) => one['@name']);
  const cds = names.map((name) => {
    const fees = premiumFees[name];
    const parts = commands.map(
      (command) =>
        `<fee:command name="${command}"${fees ? '' : ' standard="1"'}><fee:period unit="y">1</fee:period>` +
        `<fee:fee description="Fee" refundable="1">${fees?.[command] ?? '10.00'}</fee:fee></fee:command>`,
    );
    const kind = fees ? 'premium' : 'standard';
    return `<fee:cd avail="1"><fee:objID>${name}</fee:objID><fee:class>${kind}</fee:class>${parts.join('')}</fee:cd>`;
  });
  return `<fee:chkData xmlns:fee="urn:ietf:params:xml:ns:epp:fee-1.0"><fee:currency>USD</fee:currency>${cds.join('')}</fee:chkData>`;
}

/** RFC 8748, 4: no fee, or another than the server's own, is no agreement. 0 where there is one. */
export function feeFault(name: string, command: string, extension: any): 0 | 2003 | 2004 {
  const due = premiumFees[name]?.[command];
  if (!due) return 0;
  const agreed = [extension?.[command]].flat().find((one) => one?.fee);
  if (!agreed?.fee) return 2003;
  return agreed.fee === due && agreed.currency === 'USD' ? 0 : 2004;
}

/** RFC 3915, 3.1 and 4.2.5: a restore is asked for, then reported on; the code of the answer. */
export function restoreCommand(
  row: { statuses: string[]; rgp?: string },
  input: any,
  { restore }: any,
): number {
  // An update without a change is none.
  if (!('chg' in input)) return 2003;
  if (restore['@op'] === 'request') {
    if (row.rgp !== 'redemptionPeriod') return 2304;
    row.rgp = 'pendingRestore';
    return 1000;
  }
  if (row.rgp !== 'pendingRestore') return 2304;
  const order = Object.keys(restore.report);
  const schema = ['preData', 'postData', 'delTime', 'resTime', 'resReason', 'statement'];
  if (order.join() !== schema.join() || restore.report.statement.length !== 2) return 2001;
  if (![restore.report.delTime, restore.report.resTime].every((at) => /^\d{4}-.*Z$/.test(at)))
    return 2005;
  delete row.rgp;
  row.statuses = ['ok'];
  return 1000;
}
