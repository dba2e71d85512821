import type { Day } from '#core/dates.ts';
import type { InvoiceItemType, InvoiceKind, TaxMode } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { sentAhead } from '#platform/database/pipelined.ts';

/** The columns of a new invoice; amounts and rates are exact text. */
interface InvoiceRow {
  id: number;
  clientId: number;
  resellerId: number | null;
  currencyCode: string;
  kind: InvoiceKind;
  billingName: string;
  billingCompanyName: string;
  billingEmail: string;
  billingAddress: string;
  billingCountryCode: string;
  billingTaxId: string;
  issuedOn: Day;
  dueOn: Day;
  subtotal: string;
  discount: string;
  tax: string;
  tax2: string;
  total: string;
  taxRate: string;
  taxRate2: string;
  taxMode: TaxMode;
  taxIsCompound: boolean;
  taxName: string;
  taxName2: string;
  taxNote: string;
  taxRuleId: number | null;
  taxRule2Id: number | null;
  gatewayId: number | null;
  payMethodId: number | null;
  notes: string;
  createdByAdminId: number | null;
  createdAt: Date;
}

/** The columns of one of its lines. */
interface InvoiceItemRow {
  type: InvoiceItemType;
  description: string;
  quantity: string;
  unitPrice: string;
  unitCost: string;
  discountPercent: string;
  amount: string;
  isTaxed: boolean;
  tax: string;
  tax2: string;
  currencyCode: string;
  serviceId: number | null;
  serviceAddonId: number | null;
  domainId: number | null;
  promotionId: number | null;
  relatedId: number | null;
  periodStartOn: Day | null;
  periodEndOn: Day | null;
  sortOrder: number;
}

/**
 * Writes a draft and its lines in one statement: runs make thousands of invoices, and Prisma would
 * compile a statement for each number of lines and send three.
 * @returns the id of the invoice
 */
export async function insertInvoice(
  tx: Tx,
  invoice: InvoiceRow,
  items: readonly InvoiceItemRow[],
): Promise<number> {
  const productKey = await productKeyOf(tx, invoice, items);
  const inserted = tx.$executeRaw`
    with made as (
      insert into invoices (
        id, client_id, reseller_id, currency_code, kind, billing_name, billing_company_name,
        billing_email, billing_address, billing_country_code, billing_tax_id, issued_on, due_on,
        subtotal, discount, tax, tax2, total, tax_rate, tax_rate2, tax_mode,
        tax_is_compound, tax_name, tax_name2, tax_note, tax_rule_id, tax_rule2_id,
        gateway_id, pay_method_id, notes, created_by_admin_id, created_at, updated_at, product_key)
      values (
        ${invoice.id}, ${invoice.clientId}, ${invoice.resellerId}::int, ${invoice.currencyCode},
        ${invoice.kind}::invoice_kind, ${invoice.billingName}, ${invoice.billingCompanyName},
        ${invoice.billingEmail}, ${invoice.billingAddress}, ${invoice.billingCountryCode},
        ${invoice.billingTaxId}, ${invoice.issuedOn}::date, ${invoice.dueOn}::date,
        ${invoice.subtotal}::numeric, ${invoice.discount}::numeric, ${invoice.tax}::numeric,
        ${invoice.tax2}::numeric, ${invoice.total}::numeric, ${invoice.taxRate}::numeric,
        ${invoice.taxRate2}::numeric, ${invoice.taxMode}::tax_mode,
        ${invoice.taxIsCompound}, ${invoice.taxName}, ${invoice.taxName2}, ${invoice.taxNote},
        ${invoice.taxRuleId}::int, ${invoice.taxRule2Id}::int, ${invoice.gatewayId}::int, ${invoice.payMethodId}::int,
        ${invoice.notes}, ${invoice.createdByAdminId}::int, ${invoice.createdAt}, now(),
        ${productKey})
      returning id
    )
      insert into invoice_items (
        invoice_id, type, description, quantity, unit_price, unit_cost, discount_percent, amount,
        is_taxed, tax, tax2, currency_code, service_id, service_addon_id, domain_id, promotion_id,
        related_id, period_start_on, period_end_on, sort_order, updated_at)
      select
        made.id, type, description, quantity, "unitPrice", "unitCost", "discountPercent", amount,
        "isTaxed", tax, tax2, "currencyCode", "serviceId", "serviceAddonId", "domainId",
        "promotionId", "relatedId", "periodStartOn", "periodEndOn", "sortOrder", now()
      from made, jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as item (
        type invoice_item_type, description text, quantity numeric, "unitPrice" numeric,
        "unitCost" numeric, "discountPercent" numeric, amount numeric, "isTaxed" boolean,
        tax numeric, tax2 numeric, "currencyCode" text, "serviceId" int, "serviceAddonId" int,
        "domainId" int, "promotionId" int, "relatedId" int, "periodStartOn" date,
        "periodEndOn" date, "sortOrder" int)
      order by "sortOrder"`;
  await sentAhead(tx, inserted);
  return invoice.id;
}

/** The key under which a reseller's price list sells what the first line is for; empty for none. */
async function productKeyOf(
  tx: Tx,
  { resellerId }: InvoiceRow,
  [first]: readonly InvoiceItemRow[],
): Promise<string> {
  if (resellerId === null || !first) return '';
  const { domainId, serviceId } = first;
  const [found] = await tx.$queryRaw<{ key: string }[]>`
    select key from product_keys k
    where exists (
      select 1 from domains d join tlds t on t.id = d.tld_id
      where d.id = ${domainId}::int and t.extension = any (k.tlds))
    or exists (
      select 1 from product_key_plans p join services s on s.product_id = p.product_id
      where p.product_key_id = k.id and s.id = ${serviceId}::int)
    order by sort_order, id limit 1`;
  return found?.key ?? '';
}
