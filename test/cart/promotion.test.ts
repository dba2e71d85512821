import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Store } from '#test/catalog/store.ts';
import { change, changed, emptyCarts, openDomainStore } from './fill.ts';

let gateway: Gateway;
let store: Store;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  store = await openDomainStore(gateway);
});
beforeEach(() => emptyCarts(gateway));
afterAll(thaw);

const ADD = `mutation ($input: CreatePromotionInput!) {
  createPromotion(input: $input) { promotion { id databaseId code targets { isRequired product { name } } } }
}`;
let count = 0;
const promotion = async (input: object) => {
  count += 1;
  const received = { code: `code${count}`, type: 'PERCENTAGE', value: '10', ...input };
  const { createPromotion } = await gateway.data(ADD, { input: received });
  return createPromotion.promotion;
};
const fill = () => changed(gateway, 'cartAddItem', { productId: `Product:${store.starter}` });
const apply = (code: string | null) => change(gateway, 'applyPromotion', { code });

it('takes its percentage off, whatever the case of the code', async () => {
  await fill();
  const { code } = await promotion({});
  const { data } = await apply(` ${code.toLowerCase()} `);
  expect(data.change).toMatchObject({
    discount: '1.50',
    cart: { promotionCode: code, totals: { discount: '1.50', total: '13.50' } },
  });
  const { data: without } = await apply(null);
  expect(without.change.cart).toMatchObject({ promotionCode: '', totals: { total: '15.00' } });
});

it('takes a discount of the client group off what is left', async () => {
  const group = await gateway.app.db.clientGroup.create({
    data: { name: 'Friends', discountPercent: '20' },
  });
  await gateway.app.db.client.update({ where: { id: gateway.carol }, data: { groupId: group.id } });
  await fill();
  const { code } = await promotion({});
  // 10 % of 15 = 1.50; 20 % of 13.50 = 2.70.
  const { data } = await apply(code);
  expect(data.change).toMatchObject({
    discount: '1.50',
    cart: { totals: { discount: '4.20', total: '10.80' } },
  });
  await gateway.app.db.client.update({ where: { id: gateway.carol }, data: { groupId: null } });
});

it.each([
  ['is over', { expiresOn: '2026-11-20' }, 'PROMOTION_EXPIRED'],
  ['has not begun', { startOn: '2026-11-22' }, 'PROMOTION_NOT_STARTED'],
  ['is switched off', { isActive: false }, 'PROMOTION_INACTIVE'],
  ['is for existing clients', { existingClientsOnly: true }, 'PROMOTION_EXISTING_CLIENTS_ONLY'],
  ['is for another product', { appliesToProductIds: ['Product:3'] }, 'PROMOTION_NOT_APPLICABLE'],
  ['is for another cycle', { cycles: ['ANNUALLY'] }, 'PROMOTION_NOT_APPLICABLE'],
  [
    'requires another product',
    { requiresProductIds: ['Product:3'] },
    'PROMOTION_REQUIREMENT_MISSING',
  ],
])('is refused when it %s', async (_title, input, code) => {
  await fill();
  const { code: promo } = await promotion(input);
  expect(codeOf(await apply(promo))).toBe(code);
  const { cart } = await gateway.data('{ cart { promotionCode } }', {}, 'carol');
  expect(cart.promotionCode).toBe('');
});

it('is refused when it is used up, used before, or no code at all', async () => {
  await fill();
  const spent = await promotion({ maxUses: 1 });
  await gateway.app.db.promotion.update({ where: { id: spent.databaseId }, data: { uses: 1 } });
  expect(codeOf(await apply(spent.code))).toBe('PROMOTION_EXHAUSTED');
  const once = await promotion({ isOncePerClient: true });
  await gateway.app.db.promotionUse.create({
    data: { promotionId: once.databaseId, clientId: gateway.carol, currencyCode: 'USD' },
  });
  expect(codeOf(await apply(once.code))).toBe('PROMOTION_ALREADY_USED');
  expect(codeOf(await apply('NOSUCH'))).toBe('PROMOTION_NOT_FOUND');
});

it('shows its buyer the promotion, and the notes on it to staff alone', async () => {
  await fill();
  const { id, code } = await promotion({ notes: 'For the press.' });
  await apply(code);
  await gateway.data(
    `mutation{configureGateway(input:{name:"mailin",isActive:true,
      settings:[{name:"instructions",secretValue:"Bank"}]}){gateway{id}}}`,
  );
  const input = { clientId: `Client:${gateway.carol}`, paymentMethod: 'mailin' };
  const ORDER =
    'mutation($input:AddOrderInput!){addOrder(input:$input){order{id} deletedCartId client{cart{id}}}}';
  const { client } = await gateway.data(
    'query($id:ID!){client(by:{id:$id}){cart{id}}}',
    { id: input.clientId },
    'carol',
  );
  const { addOrder } = await gateway.data(ORDER, { input }, 'carol');
  expect(addOrder).toMatchObject({ deletedCartId: client.cart.id, client: { cart: null } });
  const read = async (as: 'carol' | 'stranger' | 'staff') => {
    const document = 'query($id:ID!){node(id:$id){...on Promotion{code notes}}}';
    return (await gateway.data(document, { id }, as)).node;
  };
  expect(await read('staff')).toEqual({ code, notes: 'For the press.' });
  expect(await read('carol')).toEqual({ code, notes: null });
  expect(await read('stranger')).toBeNull();
  const { orders } = await gateway.data(
    '{orders(first:1,orderBy:[{field:ID,direction:DESC}]){nodes{promotion{id code}}}}',
    {},
    'carol',
  );
  expect(orders.nodes).toEqual([{ promotion: { id, code } }]);
});

it('says why a code that was good no longer holds, and takes nothing off', async () => {
  await fill();
  const { code, databaseId } = await promotion({});
  await apply(code);
  await gateway.app.db.promotion.update({ where: { id: databaseId }, data: { isActive: false } });
  const { cart } = await gateway.data('{ cart { totals { total promotionFault } } }', {}, 'carol');
  expect(cart.totals).toEqual({ total: '15.00', promotionFault: 'PROMOTION_INACTIVE' });
});

it('is added with its targets, and refused with wrong ones', async () => {
  const added = await promotion({
    appliesToProductIds: ['Product:1'],
    requiresProductIds: ['Product:3'],
  });
  expect(added.targets).toEqual([
    { isRequired: false, product: { name: 'Starter' } },
    { isRequired: true, product: { name: 'VPS' } },
  ]);
  const base = { code: 'NEW', type: 'PERCENTAGE', value: '10' };
  const cases = [
    [{ code: added.code }, 'PROMOTION_CODE_TAKEN'],
    [{ code: 'with spaces' }, 'BAD_INPUT'],
    [{ value: '101' }, 'BAD_INPUT'],
    [{ value: '-1' }, 'BAD_INPUT'],
    [{ startOn: '2026-12-02', expiresOn: '2026-12-01' }, 'BAD_INPUT'],
    [{ appliesToProductIds: ['Product:999'] }, 'PROMOTION_TARGET_NOT_FOUND'],
    [{ appliesToTldIds: ['Product:1'] }, 'BAD_INPUT'],
    [{ currency: 'XXX' }, 'CURRENCY_NOT_FOUND'],
  ] as const;
  for (const [more, code] of cases)
    expect(codeOf(await gateway.ask(ADD, { input: { ...base, ...more } }))).toBe(code);
  expect(codeOf(await gateway.ask(ADD, { input: base }, 'carol'))).toBe('FORBIDDEN');
});

it('is shown to staff only', async () => {
  const QUERY = '{ promotions { totalCount } }';
  expect((await gateway.data(QUERY)).promotions.totalCount).toBeGreaterThan(0);
  expect((await gateway.data(QUERY, {}, 'carol')).promotions.totalCount).toBe(0);
});

it('can be deleted until somebody used it', async () => {
  const DELETE =
    'mutation ($id: ID!) { deletePromotion(input: { promotionId: $id }) { deletedId } }';
  const fresh = await promotion({});
  await gateway.data(DELETE, { id: fresh.id });
  const used = await promotion({});
  await gateway.app.db.promotionUse.create({
    data: { promotionId: used.databaseId, clientId: gateway.carol, currencyCode: 'USD' },
  });
  expect(codeOf(await gateway.ask(DELETE, { id: used.id }))).toBe('PROMOTION_IN_USE');
});
