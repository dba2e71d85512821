import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

type Form = Record<string, string | number>;

const rapi = async (command: string, form: Form) => {
  const reply = await gateway.rapi(command, form);
  expect(reply.result, JSON.stringify([command, reply])).toBe('success');
  return reply;
};

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

describe('a number means one thing', () => {
  it('does not give an application’s number for an affiliate’s (R21)', async () => {
    const FormData = base64({
      clientid: gateway.carol,
      website: 'https://carol.example',
      promotion: 'links',
      terms: true,
    });
    const reply = await rapi('DoAffiliateRequest', { FormData });
    const { id } = await gateway.app.db.affiliateApplication.findFirstOrThrow();
    expect(reply).toMatchObject({
      affiliateid: '0',
      affiliate_id: '0',
      application_id: String(id),
      status: 'Pending',
    });
  });
});

describe('success means done', () => {
  it('takes thirteen permissions and both names of an announcement’s text (R53, R58)', async () => {
    const permissions =
      'profile,contacts,products,manageproducts,productsso,domains,managedomains,invoices,quotes,tickets,affiliates,emails,orders';
    const { contactid } = await rapi('AddContact', {
      user_id: gateway.carol,
      first_name: 'Sub',
      email: 'sub@example.test',
      password: 'kontakt-123-lang',
      permissions,
    });
    const contact = await gateway.app.db.contact.findUniqueOrThrow({
      where: { id: Number(contactid) },
    });
    expect(contact.permissions.join(',')).toBe(permissions);
    const { announcement_id } = await rapi('AddAnnouncement', {
      entry_date: '2026-11-21',
      title: 'News',
      announcement: 'First',
      published: 'YES',
    });
    const text = async () =>
      (
        await gateway.app.db.announcement.findUniqueOrThrow({
          where: { id: Number(announcement_id) },
        })
      ).body;
    expect(await text()).toBe('First');
    await rapi('UpdateAnnouncement', { announcement_id, announcement_text: 'Second' });
    expect(await text()).toBe('Second');
  });

  it('refuses a quote below zero and one in another currency than its client’s (R38, M59)', async () => {
    const quote = (more: Form) =>
      gateway.rapi('CreateQuote', {
        subject: 'x',
        date_expiry: '2030-01-01',
        client_id: gateway.carol,
        line_items: JSON.stringify([{ name: 'x', qty: 1, rate: 1 }]),
        ...more,
      });
    const currency = await gateway.app.db.currency.create({
      data: { code: 'CHF', prefix: '', suffix: ' CHF', rate: '0.9' } as never,
    });
    const foreign = await quote({ currency: currency.id });
    expect([foreign.result, foreign.message]).toEqual([
      'error',
      expect.stringMatching(/^currency: /),
    ]);
    const negative = await quote({
      line_items: JSON.stringify([{ name: 'x', qty: 1, rate: -1 }]),
    });
    expect(negative.result).toBe('error');
    expect((await quote({})).result).toBe('success');
  });

  it('reads an invoice’s status as CreateInvoice does, and spends credit when a draft is published (R38)', async () => {
    await rapi('AddCredit', { user_id: gateway.carol, amount: '10.00', description: 'x' });
    const { invoice_id } = await rapi('CreateInvoice', {
      user_id: gateway.carol,
      auto_apply_credit: 'YES',
      line_items: JSON.stringify([{ name: 'x', qty: 1, rate: 4 }]),
    });
    expect((await rapi('GetInvoice', { invoice_id })).status).toBe('Draft');
    await rapi('UpdateInvoice', { invoice_id, status: 2 });
    expect((await rapi('GetInvoice', { invoice_id })).status).toBe('Paid');
  });

  it('clears what is sent empty (R46, M43)', async () => {
    const { gid } = await rapi('AddProductGroup', {
      title: 'G',
      headline: 'h',
      tagline: 't',
      link: '/x',
    });
    await rapi('UpdateProductGroup', { gid, title: 'G', headline: 'h', tagline: 't', link: '' });
    const group = await gateway.app.db.productGroup.findUniqueOrThrow({
      where: { id: Number(gid) },
    });
    expect(group.link).toBe('');
  });

  it('sends a browser’s long name on, cut (D80)', async () => {
    const reply = await gateway.rapi('AddOrder', {
      user_id: gateway.carol,
      payment_method: 'none',
      user_ip: '203.0.113.9',
      userAgent: 'x'.repeat(5_000),
      acceptLanguage: 'en,'.repeat(1_000),
    });
    expect(reply.message).not.toMatch(/userAgent|acceptLanguage/);
  });

  it('refuses a field of WHOIS it does not know, and a role with none (D44)', async () => {
    const update = async (whois_info: object) =>
      (
        await gateway.rapi('DomainUpdateWhoisInfo', {
          domain_id: 1,
          whois_info: base64(whois_info),
        })
      ).message as string;
    expect(await update({ Registrant: { Shoe_Size: '9' } })).toMatch(
      /^whois_info\[Registrant\]\[Shoe_Size\] must be one of/,
    );
    expect(await update({ Registrant: {} })).toMatch(/^whois_info\[Registrant\] must hold/);
    expect(
      await update({
        Registrant: { 'First Name': 'X', Company_Name: 'Y', Email_Address: 'q@q.test' },
      }),
    ).toBe('Domain ID Not Found');
  });
});

describe('equal mutations in a fragment', () => {
  it('are made as often as they stand there, and replayed alike (G19)', async () => {
    const document = `mutation($i: AddCreditInput!) { ...F }
      fragment F on Mutation { a: addCredit(input: $i) { credit { id } } b: addCredit(input: $i) { credit { id } } }`;
    const variables = {
      i: { clientId: `Client:${gateway.stranger}`, amount: '1.00', description: 'x' },
    };
    const credit = async () =>
      (
        await gateway.data(
          `{ client(by: {id: "Client:${gateway.stranger}"}) { credit { amount } } }`,
        )
      ).client.credit.amount;
    const key = { 'idempotency-key': 'k-fragment' };
    const first = await gateway.ask(document, variables, 'staff', key);
    expect(first.errors).toBeUndefined();
    expect(first.data.a.credit.id).not.toBe(first.data.b.credit.id);
    expect(Number(await credit())).toBe(2);
    const again = await gateway.ask(document, variables, 'staff', key);
    expect(again.data).toEqual(first.data);
    expect(Number(await credit())).toBe(2);
  });
});

describe('impossible moments', () => {
  it('are refused and never rewritten (G29, M34)', async () => {
    const ask = (happenedAt: string) =>
      gateway.ask(
        'mutation($i: AddInvoicePaymentInput!) { addInvoicePayment(input: $i) { __typename } }',
        { i: { invoiceId: 'Invoice:999999', amount: '1.00', happenedAt } },
      );
    for (const moment of [
      '2020-02-30T10:00:00Z',
      '2021-02-29T10:00:00Z',
      '2020-01-01T24:00:00Z',
      '2020-01-01T23:59:60Z',
      '0000-01-01T00:00:00Z',
    ]) {
      const { errors } = await ask(moment);
      expect(errors?.[0]?.extensions.code, moment).toBe('BAD_INPUT');
    }
    expect((await ask('2024-02-29T10:00:00Z')).errors?.[0]?.extensions.code).toBe(
      'INVOICE_NOT_FOUND',
    );
    const { errors } = await gateway.ask(
      'mutation($i: AddCreditInput!) { addCredit(input: $i) { __typename } }',
      {
        i: {
          clientId: `Client:${gateway.carol}`,
          amount: '1',
          description: 'x',
          enteredOn: '0000-01-01',
        },
      },
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });
});
