import { expect } from 'vitest';
import { settleCommissions } from '#modules/affiliates/automation.ts';
import { codeOf } from '#test/gateway.ts';
import type { World } from '#test/settings/world.ts';

const AFFILIATE = `query ($id: ID!) { client(by: { id: $id }) { affiliate {
  id code balance { amount } referrals { totalCount }
  commissions(first: 1) { nodes { amount { amount } status } } } } }`;

/**
 * What somebody earns who brings a client that pays 10.00, and what comes of asking for it to be
 * paid out.
 */
export async function commission({ gateway, client, shop, product }: World): Promise<unknown> {
  const { app } = gateway;
  const id = `Client:${await client()}`;
  await gateway.data(
    `mutation ($input: AffiliateActivateInput!) {
      affiliateActivate(input: $input) { affiliate { id } } }`,
    { input: { clientId: id } },
  );
  const affiliate = async () => (await gateway.data(AFFILIATE, { id })).client.affiliate;
  const before = await affiliate();
  const brought = await client({ affiliateCode: before.code });
  await expect
    .poll(async () => (await affiliate()).referrals.totalCount, { timeout: 20_000 })
    .toBe(1);
  const { invoiceId } = await shop.order(brought, product);
  await gateway.rapi('AddInvoicePayment', { invoice_id: invoiceId });
  await settleCommissions(app, invoiceId);
  const { id: affiliateId, balance, commissions } = await affiliate();
  const paid = await gateway.ask(
    `mutation ($input: RequestAffiliateWithdrawalInput!) {
      requestAffiliateWithdrawal(input: $input) { withdrawal { status } } }`,
    { input: { affiliateId } },
    'staff',
    { 'dry-run': '1' },
  );
  return { balance, commissions, paid: codeOf(paid) ?? 'PAID' };
}
