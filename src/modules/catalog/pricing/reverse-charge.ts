import { isMemberState, isVatNumber } from '#core/vat-number.ts';
import { settingIsOn, settingText } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';

/** What an invoice without tax says (directive 2006/112/EC, article 226, point 11a). */
export const REVERSE_CHARGE = 'Reverse charge: VAT is to be accounted for by the recipient.';

/**
 * Whether a business of another member state of the EU accounts for the tax itself (directive
 * 2006/112/EC, articles 44 and 196): the setting `EuReverseCharge` is on, the company (`Country`)
 * and the buyer are in different member states, and the buyer's tax id has its state's format.
 */
export async function isReverseCharged(
  db: Db | Tx,
  { countryCode, taxId }: { countryCode: string; taxId: string },
): Promise<boolean> {
  if (!(await settingIsOn(db, 'EuReverseCharge'))) return false;
  const own = await settingText(db, 'Country');
  return own !== countryCode && isMemberState(own) && isVatNumber(countryCode, taxId);
}
