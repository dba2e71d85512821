import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);

const formData = (answers: object) => Buffer.from(JSON.stringify(answers)).toString('base64');
const answers = { website: 'https://blog.example', promotion: 'I write.', terms: 'true' };

const APPLY = `mutation ($input: RequestAffiliateInput!) {
  requestAffiliate(input: $input) { application { id status } }
}`;
const DECIDE = `mutation ($input: DecideAffiliateApplicationInput!) {
  decideAffiliateApplication(input: $input) { application { status reason } }
}`;

it('lets a client apply once, and staff let it in', async () => {
  const clientId = `Client:${gateway.stranger}`;
  const input = { clientId, ...answers, terms: true };
  const tries = await Promise.all(
    Array.from({ length: 10 }, () => gateway.ask(APPLY, { input }, 'stranger')),
  );
  const sent = tries.filter(({ errors }) => !errors);
  expect(sent).toHaveLength(1);
  expect(tries.map(codeOf).filter(Boolean)).toEqual(Array(9).fill('AFFILIATE_APPLICATION_OPEN'));
  const applicationId = sent[0]?.data.requestAffiliate.application.id;
  const decision = { input: { applicationId, approve: true } };
  expect(codeOf(await gateway.ask(DECIDE, decision, 'stranger'))).toBe('FORBIDDEN');
  await gateway.data(DECIDE, decision);
  const { client } = await gateway.data(
    '{ client(by: { email: "stefan@example.test" }) { affiliate { status balance { amount } } } }',
  );
  expect(client.affiliate).toEqual({ status: 'ACTIVE', balance: { amount: '0.00' } });
  expect(codeOf(await gateway.ask(APPLY, { input }, 'stranger'))).toBe('AFFILIATE_EXISTS');
  expect(codeOf(await gateway.ask(DECIDE, decision))).toBe('AFFILIATE_APPLICATION_NOT_FOUND');
});

it('turns an application down with a reason, and shows another client’s to nobody', async () => {
  const input = { clientId: `Client:${gateway.rob}`, ...answers, terms: true };
  expect(codeOf(await gateway.ask(APPLY, { input }, 'carol'))).toBe('CLIENT_NOT_FOUND');
  const { requestAffiliate } = await gateway.data(APPLY, { input }, 'rob');
  const applicationId = requestAffiliate.application.id;
  const decision = { input: { applicationId, approve: false, reason: 'No website there.' } };
  const { decideAffiliateApplication } = await gateway.data(DECIDE, decision, 'reseller');
  expect(decideAffiliateApplication.application).toEqual({
    status: 'REJECTED',
    reason: 'No website there.',
  });
  const list = '{ affiliateApplications { totalCount edges { node { id } } } }';
  const { affiliateApplications } = await gateway.data(list, {}, 'carol');
  expect(affiliateApplications).toEqual({ totalCount: 0, edges: [] });
});

it('finds applications by who applied, and referrals by whom they brought for staff alone', async () => {
  const LIST = `query ($query: String) { affiliateApplications(query: $query) { nodes {
    client { id } } } }`;
  const found = async (query: string) =>
    (await gateway.data(LIST, { query })).affiliateApplications.nodes.map(
      ({ client }: { client: { id: string } }) => client.id,
    );
  expect(await found('stefan@example')).toEqual([`Client:${gateway.stranger}`]);
  expect(await found('website there')).toEqual([`Client:${gateway.rob}`]);
  expect(await found('nobody')).toEqual([]);
  const { id: affiliateId } = await gateway.app.db.affiliate.findFirstOrThrow({
    where: { clientId: gateway.stranger },
  });
  await gateway.app.db.affiliateReferral.create({
    data: { affiliateId, clientId: gateway.carol, isSignup: true },
  });
  const REFERRALS = `query ($id: ID!, $query: String) { node(id: $id) { ... on Affiliate {
    referrals(query: $query) { totalCount } } } }`;
  const brought = async (query: string | null, as: 'staff' | 'stranger') =>
    (await gateway.data(REFERRALS, { id: `Affiliate:${affiliateId}`, query }, as)).node.referrals
      .totalCount;
  expect(await brought('carol@example', 'staff')).toBe(1);
  expect(await brought('stefan', 'staff')).toBe(0);
  // Who asks by name must not learn by the count whether it was that client.
  expect(await brought(null, 'stranger')).toBe(1);
  expect(await brought('carol@example', 'stranger')).toBe(0);
});

it('speaks AffiliateActivate as it always did', async () => {
  await transcript(gateway, 'AffiliateActivate', [
    { title: 'a client becomes an affiliate', form: { user_id: gateway.carol } },
    { title: 'again, by another spelling', form: { clientid: gateway.carol } },
    { title: 'no such client', form: { user_id: 9999 } },
    { title: 'a reseller and a client that is not its own', form: { user_id: 1 }, as: 'reseller' },
    { title: 'a customer', form: { user_id: gateway.carol }, as: 'carol' },
  ]);
});

it('speaks GetAffiliateFormFields as it always did', async () => {
  await transcript(gateway, 'GetAffiliateFormFields', [
    { title: 'the form', form: { user_id: gateway.rita } },
    { title: 'over ninety days', form: { user_id: gateway.carol, days: 90 }, as: 'carol' },
    { title: 'too many days', form: { user_id: gateway.carol, days: 99999 } },
    { title: 'another client', form: { user_id: gateway.carol }, as: 'rob' },
  ]);
});

it('speaks DoAffiliateRequest as it always did', async () => {
  const rita = { user_id: gateway.rita };
  await transcript(gateway, 'DoAffiliateRequest', [
    { title: 'an application', form: { FormData: formData({ ...rita, ...answers }) } },
    { title: 'a second one', form: { FormData: formData({ ...rita, ...answers }) } },
    {
      title: 'terms not accepted',
      form: { FormData: formData({ ...rita, ...answers, terms: 'false' }) },
    },
    {
      title: 'no web address',
      form: { FormData: formData({ ...rita, ...answers, website: 'x' }) },
    },
    { title: 'no such client', form: { FormData: formData({ user_id: 9999, ...answers }) } },
    { title: 'no base64', form: { FormData: '{"user_id":1}' } },
  ]);
});

it('speaks GetAffiliates as it always did, with every filter', async () => {
  const { db } = gateway.app;
  await db.affiliate.updateMany({
    where: { clientId: gateway.carol },
    data: { visitors: 12, balance: '10.5', withdrawn: '3', payType: 'PERCENTAGE', payAmount: 15 },
  });
  const varying = ['created_at', 'updated_at'];
  await transcript(
    gateway,
    'GetAffiliates',
    [
      { title: 'all', form: {} },
      { title: 'by client', form: { user_id: gateway.carol } },
      {
        title: 'by everything else',
        form: {
          reffers: 12,
          country: 'GB',
          entry_date: '2026-11-21',
          balance: '10.50',
          withdrawn: '3.00',
        },
      },
      { title: 'none like that', form: { country: 'FR' } },
      {
        title: 'sorted by name, one a page',
        form: { limit_num: 1, page_num: 2, sort_order_field: 'DESC', sort_order: 'first_name' },
      },
      { title: 'a reseller sees its own', form: {}, as: 'reseller' },
    ],
    varying,
  );
});
