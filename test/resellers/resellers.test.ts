import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const person = (firstName: string) => ({
  firstName,
  lastName: 'New',
  email: `${firstName.toLowerCase()}@example.com`,
  address1: '1 Road',
  city: 'London',
  state: 'London',
  postcode: 'N1 1AA',
  country: 'GB',
  phoneNumber: '+442079460001',
});
const addClient = async (firstName: string, as: 'staff' | 'reseller' = 'staff') => {
  const ADD = `mutation ($input: AddClientInput!) { addClient(input: $input) { client { id databaseId } } }`;
  const { addClient: added } = await gateway.data(ADD, { input: person(firstName) }, as);
  return added.client as { id: string; databaseId: number };
};

const FIELDS = `{ id databaseId brandName status websiteUrl supportEmail discountPercent currency
  creditLimit { amount } parent { brandName } client { email } }`;
const ADD = `mutation ($input: CreateResellerInput!) { createReseller(input: $input) { reseller ${FIELDS} } }`;
const UPDATE = `mutation ($input: UpdateResellerInput!) { updateReseller(input: $input) { reseller ${FIELDS} } }`;
const DELETE = `mutation ($input: DeleteResellerInput!) { deleteReseller(input: $input) { deletedId } }`;
const MOVE = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { client { reseller { brandName } } } }`;

const rita = () => `Reseller:${gateway.resellerId}`;
const formData = (form: object) => Buffer.from(JSON.stringify(form)).toString('base64');

describe('a reseller from nothing (R39)', () => {
  let ines: { id: string; databaseId: number };
  let reseller: { id: string; databaseId: number };
  let token: string;

  it('is made of a client, with all that was said of it (R39)', async () => {
    ines = await addClient('Ines');
    const input = {
      clientId: ines.id,
      brandName: 'Ines Web',
      discountPercent: '12.5',
      websiteUrl: 'https://ines.example',
      supportEmail: 'Help@Ines.example',
      creditLimit: '50',
      parentId: rita(),
    };
    const { createReseller } = await gateway.data(ADD, { input });
    reseller = createReseller.reseller;
    expect(reseller).toMatchObject({
      brandName: 'Ines Web',
      status: 'ACTIVE',
      websiteUrl: 'https://ines.example',
      supportEmail: 'help@ines.example',
      discountPercent: '12.5',
      currency: 'USD',
      creditLimit: { amount: '50.00' },
      parent: { brandName: 'Rita Hosting' },
      client: { email: 'ines@example.com' },
    });
    expect(codeOf(await gateway.ask(ADD, { input }))).toBe('RESELLER_EXISTS');
  });

  it('gets keys by either way, and lists, which its customers pay (R39)', async () => {
    const saved = await gateway.rapi('DoResellerApiKeySave', {
      FormData: formData({ clientid: ines.databaseId, name: 'k' }),
    });
    expect(saved.result).toBe('success');
    const credential = await gateway.data(
      `mutation ($input: CreateApiCredentialInput!) { createApiCredential(input: $input) { token } }`,
      { input: { kind: 'RESELLER', name: 'k2', clientId: ines.id, permissions: ['*'] } },
    );
    token = credential.createApiCredential.token;

    await gateway.data(
      `mutation ($input: CreateProductKeyInput!) { createProductKey(input: $input) { productKey { key family category tlds } } }`,
      { input: { key: 'domcno', family: 'DOMAIN', category: 'domorder', tlds: ['.COM'] } },
    );
    const { createPriceList } = await gateway.data(
      `mutation ($input: CreatePriceListInput!) { createPriceList(input: $input) { priceList { id } } }`,
      { input: { name: 'Ines sells', audience: 'CUSTOMER', currency: 'USD' } },
    );
    const priceListId = createPriceList.priceList.id;
    const price = { productKey: 'domcno', action: 'addnewdomain', tenure: 1, price: '10' };
    await gateway.data(
      `mutation ($input: SetPriceListPriceInput!) { setPriceListPrice(input: $input) { priceList { version } } }`,
      { input: { priceListId, ...price } },
    );
    await gateway.data(
      `mutation ($input: AssignPriceListInput!) { assignPriceList(input: $input) { reseller { id } } }`,
      { input: { resellerId: reseller.id, priceListId } },
    );
    const prices = await fetch(
      `${gateway.url}/api/products/customer-price.json?auth-userid=${reseller.databaseId}&api-key=${token}`,
    );
    expect(await prices.json()).toEqual({ domcno: { addnewdomain: { 1: 10 } } });
  });

  it('is suspended, renamed and closed, and read back as it stands (R39)', async () => {
    const input = { resellerId: reseller.id, status: 'SUSPENDED', brandName: 'Ines Net' };
    const { updateReseller } = await gateway.data(UPDATE, { input });
    expect(updateReseller.reseller).toMatchObject({
      status: 'SUSPENDED',
      brandName: 'Ines Net',
      discountPercent: '12.5',
      websiteUrl: 'https://ines.example',
    });
    const cleared = { resellerId: reseller.id, status: 'CLOSED', websiteUrl: '', parentId: null };
    const { updateReseller: closed } = await gateway.data(UPDATE, { input: cleared });
    expect(closed.reseller).toMatchObject({ status: 'CLOSED', websiteUrl: '', parent: null });
  });

  it('becomes an ordinary client again once nobody depends on it (R39)', async () => {
    await gateway.data(UPDATE, { input: { resellerId: reseller.id, status: 'ACTIVE' } });
    const client = { id: `Client:${gateway.stranger}` };
    const { updateClient } = await gateway.data(MOVE, {
      input: { client, resellerId: reseller.id },
    });
    expect(updateClient.client.reseller).toEqual({ brandName: 'Ines Net' });
    const input = { resellerId: reseller.id };
    expect(codeOf(await gateway.ask(DELETE, { input }))).toBe('RESELLER_IN_USE');
    const back = await gateway.data(MOVE, { input: { client, leaveReseller: true } });
    expect(back.updateClient.client.reseller).toBeNull();
    const { deleteReseller } = await gateway.data(DELETE, { input });
    expect(deleteReseller.deletedId).toBe(reseller.id);
    const { client: left } = await gateway.data(
      `query ($id: ID!) { client(by: { id: $id }) { email resellerAccount { id } } }`,
      { id: ines.id },
    );
    expect(left).toEqual({ email: 'ines@example.com', resellerAccount: null });
  });
});

describe('what a reseller may do about resellers (R39)', () => {
  it('adds its own customers below itself, on the company’s terms only (R39)', async () => {
    const rob = { clientId: `Client:${gateway.rob}`, brandName: 'Rob Sells' };
    for (const term of [{ discountPercent: '90' }, { creditLimit: '999' }, { parentId: rita() }])
      expect(
        codeOf(await gateway.ask(ADD, { input: { ...rob, ...term } }, 'reseller')),
        JSON.stringify(term),
      ).toBe('FORBIDDEN');
    const carol = { ...rob, clientId: `Client:${gateway.carol}` };
    expect(codeOf(await gateway.ask(ADD, { input: carol }, 'reseller'))).toBe('CLIENT_NOT_FOUND');
    const { createReseller } = await gateway.data(ADD, { input: rob }, 'reseller');
    expect(createReseller.reseller).toMatchObject({
      parent: { brandName: 'Rita Hosting' },
      discountPercent: '0',
    });
    const resellerId = createReseller.reseller.id;
    const suspended = await gateway.data(
      UPDATE,
      { input: { resellerId, status: 'SUSPENDED' } },
      'reseller',
    );
    expect(suspended.updateReseller.reseller.status).toBe('SUSPENDED');
    expect(
      codeOf(
        await gateway.ask(UPDATE, { input: { resellerId, discountPercent: '90' } }, 'reseller'),
      ),
    ).toBe('FORBIDDEN');
  });

  it('brands itself, and neither suspends, deletes nor moves itself (R39)', async () => {
    const input = { resellerId: rita(), brandName: 'Rita & Friends' };
    const { updateReseller } = await gateway.data(UPDATE, { input }, 'reseller');
    expect(updateReseller.reseller.brandName).toBe('Rita & Friends');
    for (const change of [{ status: 'CLOSED' }, { parentId: null }, { currency: 'EUR' }])
      expect(
        codeOf(await gateway.ask(UPDATE, { input: { ...input, ...change } }, 'reseller')),
        JSON.stringify(change),
      ).toBe('FORBIDDEN');
    const own = { resellerId: rita() };
    expect(codeOf(await gateway.ask(DELETE, { input: own }, 'reseller'))).toBe('FORBIDDEN');
    const move = { client: { id: `Client:${gateway.rob}` }, leaveReseller: true };
    expect(codeOf(await gateway.ask(MOVE, { input: move }, 'reseller'))).toBe('FORBIDDEN');
  });

  it('never stands below itself, however far (R39)', async () => {
    const ria = await addClient('Ria');
    const { createReseller } = await gateway.data(ADD, {
      input: { clientId: ria.id, brandName: 'Ria', parentId: rita() },
    });
    const circle = { resellerId: rita(), parentId: createReseller.reseller.id };
    expect(codeOf(await gateway.ask(UPDATE, { input: circle }))).toBe('RESELLER_ABOVE_ITSELF');
    const own = {
      client: { id: `Client:${gateway.rita}` },
      resellerId: createReseller.reseller.id,
    };
    expect(codeOf(await gateway.ask(MOVE, { input: own }))).toBe('RESELLER_ABOVE_ITSELF');
  });
});

describe('product keys and price lists (R39)', () => {
  const CREATE = `mutation ($input: CreateProductKeyInput!) { createProductKey(input: $input) { productKey { key family category tlds } } }`;
  const UPDATE = `mutation ($input: UpdateProductKeyInput!) { updateProductKey(input: $input) { productKey { key family category tlds } } }`;
  const KEYS = '{ productKeys { key category tlds } }';

  it('keeps what is left out, and gives a TLD one key only (R39)', async () => {
    const net = { key: 'dotnet', family: 'DOMAIN', category: 'domorder', tlds: ['net'] };
    await gateway.data(CREATE, { input: net });
    expect(codeOf(await gateway.ask(CREATE, { input: net }))).toBe('PRODUCT_KEY_TAKEN');
    const { updateProductKey } = await gateway.data(UPDATE, {
      input: { key: 'dotnet', category: 'others' },
    });
    expect(updateProductKey.productKey).toEqual({ ...net, category: 'others' });
    const twice = { ...net, key: 'dotnet2' };
    expect(codeOf(await gateway.ask(CREATE, { input: twice }))).toBe('PRODUCT_KEY_TLD_TAKEN');
    expect(codeOf(await gateway.ask(CREATE, { input: { key: 'dotorg' } }))).toBe('BAD_INPUT');
    expect(codeOf(await gateway.ask(UPDATE, { input: { key: 'dotorg' } }))).toBe(
      'PRODUCT_KEY_NOT_FOUND',
    );
    expect(codeOf(await gateway.ask(CREATE, { input: net }, 'reseller'))).toBe('FORBIDDEN');
    await gateway.data(
      `mutation ($input: DeleteProductKeyInput!) { deleteProductKey(input: $input) { deletedId } }`,
      { input: { key: 'dotnet' } },
    );
    expect((await gateway.data(KEYS)).productKeys.map((k: { key: string }) => k.key)).not.toContain(
      'dotnet',
    );
  });

  it('renames a list, switches it off and takes it away, each seen by who pays (R39)', async () => {
    const { createPriceList } = await gateway.data(
      `mutation ($input: CreatePriceListInput!) { createPriceList(input: $input) { priceList { id } } }`,
      { input: { name: 'Rita sells', audience: 'CUSTOMER', currency: 'USD' } },
    );
    const priceListId = createPriceList.priceList.id;
    const PRICES = `mutation ($input: SetPriceListPricesInput!) { setPriceListPrices(input: $input) {
      priceList { version entries { action price traits } } } }`;
    const prices = [
      { productKey: 'domcno', action: 'addnewdomain', tenure: 1, price: '9.5' },
      { productKey: 'domcno', action: 'renewdomain', tenure: 1, price: '11', traits: { a: 1 } },
    ];
    const { setPriceListPrices } = await gateway.data(PRICES, { input: { priceListId, prices } });
    expect(setPriceListPrices.priceList).toEqual({
      version: 2,
      entries: [
        { action: 'addnewdomain', price: '9.5', traits: null },
        { action: 'renewdomain', price: '11', traits: { a: 1 } },
      ],
    });
    const changed = [
      { ...prices[0], price: null },
      { ...prices[1], price: '12', traits: undefined },
    ];
    const after = await gateway.data(PRICES, { input: { priceListId, prices: changed } });
    expect(after.setPriceListPrices.priceList.entries).toEqual([
      { action: 'renewdomain', price: '12', traits: { a: 1 } },
    ]);
    const doubled = { priceListId, prices: [prices[1], prices[1]] };
    expect(codeOf(await gateway.ask(PRICES, { input: doubled }))).toBe('BAD_INPUT');

    const assigned = { resellerId: rita(), priceListId };
    await gateway.data(
      `mutation ($input: AssignPriceListInput!) { assignPriceList(input: $input) { reseller { id } } }`,
      { input: assigned },
    );
    const CATALOGUE = '{ priceCatalogue(audience: CUSTOMER) { name } }';
    expect(await gateway.data(CATALOGUE, {}, 'reseller')).toEqual({
      priceCatalogue: { name: 'Rita sells' },
    });
    const CHANGE = `mutation ($input: UpdatePriceListInput!) { updatePriceList(input: $input) { priceList { name } } }`;
    await gateway.data(CHANGE, { input: { priceListId, name: 'Rita asks', isActive: false } });
    expect((await gateway.data(CATALOGUE, {}, 'reseller')).priceCatalogue).toBeNull();
    await gateway.data(CHANGE, { input: { priceListId, isActive: true } });
    expect((await gateway.data(CATALOGUE, {}, 'reseller')).priceCatalogue.name).toBe('Rita asks');

    const TAKE = `mutation ($input: DeletePriceListInput!) { deletePriceList(input: $input) { deletedId } }`;
    expect(codeOf(await gateway.ask(TAKE, { input: { priceListId } }))).toBe('PRICE_LIST_IN_USE');
    await gateway.data(
      `mutation ($input: UnassignPriceListInput!) { unassignPriceList(input: $input) { reseller { customerPriceList { id } } } }`,
      { input: { resellerId: rita(), audience: 'CUSTOMER' } },
    );
    expect(await gateway.data(TAKE, { input: { priceListId } })).toEqual({
      deletePriceList: { deletedId: priceListId },
    });
  });
});
