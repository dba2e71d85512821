import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const invoiceLines = async (form: Record<string, string | number>) => {
  const reply = await gateway.rapi('CreateInvoice', { user_id: gateway.carol, ...form });
  expect(reply.result, JSON.stringify(reply)).toBe('success');
  const { items } = await gateway.rapi('GetInvoice', { invoice_id: reply.invoiceid });
  return items.item as { description: string; amount: string }[];
};

async function post(command: string, body: string, contentType: string) {
  const response = await fetch(`${gateway.url}/rapi/${command}`, {
    method: 'POST',
    headers: { 'content-type': contentType, authorization: `Bearer ${tokenOf('staff')}` },
    body: Buffer.from(body, 'latin1'),
  });
  return { status: response.status, reply: (await response.json()) as Record<string, string> };
}

describe('what PHP sends means what it means in PHP', () => {
  it('reads floats at the digits a double keeps (R49, M46)', async () => {
    for (const rate of ['3.3000000000000003', '3.3', '33E-1', '"3.3000000000000003"']) {
      const [line] = await invoiceLines({ line_items: `[{"name":"x","qty":1,"rate":${rate}}]` });
      expect(line!.amount, rate).toBe('3.30');
    }
    const { errors } = await gateway.ask(
      `mutation($rate:Decimal!){createInvoice(input:{clientId:"Client:${gateway.carol}",lines:[{description:"x",quantity:1,unitPrice:$rate}]}){invoice{total{amount}}}}`,
      { rate: 1.1 * 3 },
    );
    expect(errors).toBeUndefined();
  });

  it('reads lists with any keys, in the order sent, and one line alone (R51, R72)', async () => {
    const line = (at: number, name: string) => ({
      [`line_items[${at}][name]`]: name,
      [`line_items[${at}][qty]`]: '1',
      [`line_items[${at}][rate]`]: '1',
    });
    const names = async (form: Record<string, string>) =>
      (await invoiceLines(form)).map(({ description }) => description);
    expect(await names({ ...line(1, 'A'), ...line(2, 'B') })).toEqual(['A', 'B']);
    expect(await names({ ...line(7, 'A'), ...line(3, 'B') })).toEqual(['A', 'B']);
    expect(
      await names({
        line_items: '{"1":{"name":"A","qty":1,"rate":1},"2":{"name":"B","qty":1,"rate":1}}',
      }),
    ).toEqual(['A', 'B']);
    expect(await names({ line_items: '{"name":"A","qty":1,"rate":1}' })).toEqual(['A']);
  });

  it('reads 0 as none where something is made, and refuses it in a filter (R50, M47)', async () => {
    const [line] = await invoiceLines({
      line_items: '[{"service_id":0,"domain_id":"0","name":"x","qty":1,"rate":"1"}]',
    });
    expect(line!.description).toBe('x');
    for (const [command, name] of [
      ['GetInvoices', 'user_id'],
      ['GetContacts', 'userid'],
      ['GetTransactions', 'invoice_id'],
    ] as const)
      expect(await gateway.rapi(command, { [name]: 0 }), command).toEqual({
        result: 'error',
        message: `${name} must be a whole number above 0.`,
      });
  });

  it('keeps a declared charset and refuses what is not UTF-8 (R19)', async () => {
    const form = 'application/x-www-form-urlencoded';
    const body = `user_id=${gateway.carol}&notes=Ren%E9%20M%FCller`;
    const guessed = await post('AddClientNote', body, form);
    expect(guessed.reply).toEqual({ result: 'error', message: 'notes must be UTF-8 text.' });
    const declared = await post('AddClientNote', body, `${form}; charset=iso-8859-1`);
    expect(declared.reply.result).toBe('success');
    const notes = await gateway.app.db.clientNote.findMany({ where: { clientId: gateway.carol } });
    expect(notes.map(({ note }) => note)).toEqual(['René Müller']);
    const json = `{"user_id":${gateway.carol},"notes":"Ren\xe9"}`;
    expect((await post('AddClientNote', json, 'application/json')).reply.message).toBe(
      'The request must be UTF-8 text.',
    );
    const parts = `--X\r\ncontent-disposition: form-data; name="notes"\r\n\r\nRen\xe9\r\n--X--\r\n`;
    expect(
      (await post('AddClientNote', parts, 'multipart/form-data; boundary=X')).reply.message,
    ).toBe('notes must be UTF-8 text.');
  });

  it('reads dates in the order of the company’s DateFormat (R32)', async () => {
    const day = async (expires: string) => {
      const address = `203.0.113.${1 + Math.floor(Math.random() * 250)}`;
      const reply = await gateway.rapi('AddBannedIp', {
        ip_address: address,
        reason: 'x',
        expires,
        days: '',
      });
      if (reply.result !== 'success') return reply.message as string;
      const ban = await gateway.app.db.bannedAddress.findFirstOrThrow({ orderBy: { id: 'desc' } });
      return ban.expiresAt?.toISOString().slice(0, 10);
    };
    const { runtime } = gateway.app;
    runtime.dateOrder = 'MDY';
    expect(await day('03/04/2031')).toBe('2031-03-04');
    expect(await day('2031-03-04')).toBe('2031-03-04');
    runtime.dateOrder = 'DMY';
    expect(await day('03/04/2031')).toBe('2031-04-03');
  });
});

describe('a list ends at its last row', () => {
  it('serves pages as long as were asked for, and all where there are no pages (R26, R27, M44, D48)', async () => {
    await gateway.app.db.networkIssue.createMany({
      data: Array.from({ length: 151 }, (_, at) => ({
        title: `Issue ${at}`,
        startAt: new Date(),
      })),
    });
    const all = await gateway.rapi('GetNetworkIssues');
    expect([all.totalresults, all.issues.issue.length]).toEqual([151, 151]);
    const page = await gateway.rapi('GetNetworkIssues', { limit_num: 120, page_num: 2 });
    expect(page.issues.issue.length).toBe(31);
    const clamped = await gateway.rapi('GetClients', { limit_num: 2_000_000_000 });
    expect([clamped.result, clamped.numreturned]).toEqual(['success', clamped.totalresults]);
  });

  it('goes on beyond row 10,000, shifting nothing while rows come and go (R25)', async () => {
    const { db } = gateway.app;
    const before = await db.client.count();
    await db.$executeRawUnsafe(`
      insert into clients (uuid, first_name, last_name, email, address1, city, state, postcode,
        country_code, currency_code, updated_at)
      select gen_random_uuid(), 'Many', 'L' || n, 'many' || n || '@example.test', 'a', 'c', 's', 'p',
        'GB', 'USD', now() from generate_series(1, 12000) n`);
    const total = before + 12_000;
    const page = async (page_num: number, limit_num = 500) =>
      gateway.rapi('GetClients', { page_num, limit_num });
    const deep = await page(402, 25);
    expect([deep.startnumber, deep.numreturned]).toEqual([10_025, 25]);
    const seen: number[] = [];
    for (let at = 1; ; at += 1) {
      const { clients, startnumber, totalresults } = await page(at);
      expect(startnumber).toBe((at - 1) * 500);
      expect(totalresults).toBe(total);
      seen.push(...clients.client.map(({ id }: { id: number }) => id));
      if (clients.client.length < 500) break;
    }
    expect(new Set(seen).size).toBe(total);
    expect((await page(100)).numreturned).toBe(0);
  }, 240_000);
});

describe('refusals name the parameter as it was sent', () => {
  const refused = async (
    command: string,
    form: Record<string, string | number>,
    as?: 'reseller',
  ) => {
    const { result, message } = await gateway.rapi(command, form, as);
    expect(result, command).toBe('error');
    return message as string;
  };

  it('by rules of the graph, too (R56, F66, M59, D83)', async () => {
    const carol = gateway.carol;
    expect(await refused('UpdateClient', { user_id: carol, payment_method_id: 99 })).toMatch(
      /^payment_method_id/,
    );
    expect(await refused('UpdateClient', { user_id: carol, currency: 99 })).toMatch(/^currency/);
    expect(await refused('UpdateClient', { user_id: carol, 'custom_fields[abc]': 'x' })).toMatch(
      /^custom_fields\[abc\]/,
    );
    const lines = (line: object) => ({ user_id: carol, line_items: JSON.stringify([line]) });
    // F66: a line about nothing that is sold needs both.
    expect(await refused('CreateInvoice', lines({ name: 'x', qty: 1 }))).toBe(
      'line_items[0][rate] is required',
    );
    expect(await refused('CreateInvoice', lines({ rate: 1 }))).toBe(
      'line_items[0][name] is required',
    );
    expect(
      await refused('CreateInvoice', lines({ name: 'x', qty: 1, rate: 1, discount: 101 })),
    ).toMatch(/^line_items\[0\]\[discount\]/);
    expect(
      await refused('CreateInvoice', lines({ name: 'x', qty: '0.0000000001', rate: 1 })),
    ).toMatch(/^line_items\[0\]\[qty\]/);
    expect(
      await refused('CreateInvoice', {
        user_id: carol,
        line_items: JSON.stringify(Array.from({ length: 201 }, () => ({ name: 'x', rate: 1 }))),
      }),
    ).toMatch(/^line_items must be at most 200/);
  });

  it('where a right is missing for one parameter alone (R57)', async () => {
    const message = await refused(
      'UpdateClient',
      { user_id: gateway.rob, group_id: 1 },
      'reseller',
    );
    expect(message).toBe(
      'Invalid Permissions: parameter "group_id" of API action "updateclient" is not allowed',
    );
  });

  it('for what another program means and this command does not do (D46)', async () => {
    expect(await refused('UpdateInvoice', { invoice_id: 1, 'newitemdescription[0]': 'x' })).toBe(
      'Unsupported parameter: newitemdescription',
    );
  });
});
