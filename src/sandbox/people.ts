import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import type { App } from '#schema/app.ts';
import type { SandboxToken } from '#schema/sandboxes.ts';
import { apiAs, changes } from '#start/api.ts';

/** Given name, company, country, state, city and postcode of a client. */
type Person = readonly [string, string, string, string, string, string];

const people: readonly Person[] = [
  ['Ada', '', 'GB', 'London', 'London', 'N1 1AA'],
  ['Ben', 'Example Bakery', 'US', 'NY', 'New York', '10001'],
  ['Clara', '', 'DE', 'Berlin', 'Berlin', '10115'],
  ['David', 'Example Films', 'FR', 'Paris', 'Paris', '75001'],
  ['Eva', '', 'AU', 'NSW', 'Sydney', '2000'],
];

/** Whose card is stored, and which. */
const cards = { Clara: 'card_good', David: 'card_declined' } as Record<string, string>;

/** Makes the clients of a sandbox, the same in each, and what they can pay by. */
export async function makePeople(app: App): Promise<void> {
  const change = changes(apiAs(app, systemActor(new Set(permissions))));
  const settings = [
    { name: 'instructions', secretValue: 'Say by addInvoicePayment what was paid.' },
  ];
  await change('configureGateway', { name: 'mailin', isActive: true, settings }, 'gateway { id }');
  const cardGateway = { name: 'sandbox', isActive: true, storesCards: true };
  const { gateway } = await change('configureGateway', cardGateway, 'gateway { id }');
  for (const [firstName, companyName, country, state, city, postcode] of people) {
    const address = { address1: '1 High Street', country, state, city, postcode };
    // The domain and the number are reserved for examples.
    const reached = {
      email: `${firstName.toLowerCase()}@example.com`,
      phoneNumber: '+44 20 7946 0000',
      sendWelcomeEmail: false,
    };
    const client = { firstName, lastName: 'Example', companyName, ...address, ...reached };
    const { client: added } = await change('addClient', client, 'client { id }');
    const methodReference = cards[firstName];
    const method = { clientId: added.id, gatewayId: gateway.id, methodReference };
    if (methodReference) await change('createPayMethod', method, 'payMethod { id }');
  }
}

/** Makes the first key of a sandbox, which may do what staff may do there. */
export async function makeKey({ db }: App, token: SandboxToken): Promise<void> {
  await db.apiCredential.create({
    data: {
      ...token,
      kind: 'STAFF',
      identifier: 'sandbox',
      name: 'Sandbox',
      permissions: ['*'],
    },
  });
}
