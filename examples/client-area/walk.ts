import type { Page } from 'playwright-core';

/** What the walk is given: see scripts/examples/browser.ts. */
interface Visit {
  page: Page;
  shoot: (name: string) => Promise<void>;
  note: (sentence: string) => void;
  codeFor: (secret: string) => string;
  // oxlint-disable-next-line typescript/no-explicit-any -- whoever asks knows what was asked for
  ask: (query: string, variables?: object) => Promise<any>;
  people: { customer: { email: string; password: string } };
}

/** Goes through the client area as a customer does, by the names that people read. */
export async function walk(visit: Visit): Promise<void> {
  await signIn(visit);
  await filterInvoices(visit);
  await payInvoice(visit);
  await talk(visit);
  await cancelService(visit);
  await setDomains(visit);
  await order(visit);
  await switchSecondFactorOn(visit);
  await byPhone(visit);
}

const go = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name }).click();

const title = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { name, level: 1 }).waitFor();

async function enter({ page, people }: Visit, password = people.customer.password): Promise<void> {
  await page.getByLabel('Email').fill(people.customer.email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
}

async function signIn(visit: Visit): Promise<void> {
  const { page, shoot, note } = visit;
  await enter(visit, 'not the password');
  await page.getByRole('alert').waitFor();
  await enter(visit);
  await title(page, 'Overview');
  await page.getByRole('heading', { name: /^To pay: \d+$/ }).waitFor();
  await page.reload();
  await title(page, 'Overview');
  await page.getByRole('heading', { name: /^To pay: \d+$/ }).waitFor();
  await shoot('overview');
  note('a wrong password is refused, the right one opens the area, also after a reload');
}

async function filterInvoices({ page, shoot, note }: Visit): Promise<void> {
  await go(page, 'Invoices');
  const rows = page.getByRole('region', { name: 'Invoices' }).locator('tbody tr');
  await page.getByLabel('Status').selectOption('UNPAID');
  await page.getByText(/^\d+ invoices$/).waitFor();
  await rows.filter({ hasText: 'refunded' }).first().waitFor({ state: 'detached' });
  await shoot('invoices');
  await page.getByLabel('Only overdue ones').check();
  await page.getByText('1 invoice', { exact: true }).waitFor();
  await rows.getByText('overdue').waitFor();
  note('invoices by status, and the one that is overdue');
}

/** Declines at the bank first; then pays, with credit for a part. */
async function payInvoice({ page, ask, shoot, note }: Visit): Promise<void> {
  await page.getByRole('link', { name: /^Invoice \d+$/ }).click();
  await title(page, /^Invoice \d+/);
  const id = decodeURIComponent(page.url().split('/invoices/')[1]!);
  const read = async () =>
    (
      await ask(
        'query ($id: ID!) { invoice(id: $id) { status credit { amount } balance { amount } } }',
        { id },
      )
    ).invoice;
  const before = await read();
  await page.getByLabel(/of my credit first/).check();
  await page.getByRole('radio', { name: 'Test bank' }).check();
  await shoot('pay');
  await page.getByRole('button', { name: 'Pay now' }).click();
  await page.getByRole('heading', { name: 'Test bank' }).waitFor();
  await page.getByRole('button', { name: 'Do not pay' }).click();
  await page.getByText('It was not paid.').waitFor();
  note('an invoice that is not paid at the bank stays unpaid, and says so');

  await page.getByRole('radio', { name: 'Test bank' }).check();
  await page.getByRole('button', { name: 'Pay now' }).click();
  await page.getByRole('heading', { name: 'Test bank' }).waitFor();
  await shoot('bank');
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.getByText('your payment has arrived').waitFor();
  await page.getByRole('heading', { name: /paid/ }).waitFor();
  await shoot('paid');
  const after = await read();
  const isPaid = after.status === 'PAID' && Number(after.balance.amount) === 0;
  const isCredited = Number(after.credit.amount) > Number(before.credit.amount);
  if (!isPaid || !isCredited) throw new Error(`It came to ${JSON.stringify({ before, after })}.`);
  note('an invoice paid from credit and, for the rest, at the test bank');
}

async function talk({ page, ask, shoot, note }: Visit): Promise<void> {
  await go(page, 'Tickets');
  await page.getByLabel('Department').selectOption('Support');
  await page.getByLabel('Subject').fill('My mail does not arrive');
  await page.getByLabel('Message').fill('Since this **morning**.');
  await page.getByRole('button', { name: 'Open ticket' }).click();
  await page.getByRole('heading', { name: /My mail does not arrive/ }).waitFor();
  await page.getByText('morning').waitFor();
  await page.getByLabel('Reply').fill('It is the account info@example.com.');
  const attach = (name: string, content: string) =>
    page
      .getByLabel('Attachment')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await attach('program.exe', 'MZ\0\x03');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByRole('alert').waitFor();
  note('a file that must not be attached is refused, and what was written stays');
  await attach('log.txt', '550 no such user');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByRole('link', { name: 'log.txt' }).waitFor();
  const ticketId = decodeURIComponent(page.url().split('/tickets/')[1]!);
  const { admins } = await ask('{ admins { id } }');
  await ask(
    'mutation ($input: AddTicketReplyInput!) { addTicketReply(input: $input) { __typename } }',
    { input: { ticketId, message: 'It is on its way again.', adminId: admins[0].id } },
  );
  await page.getByText('It is on its way again.').waitFor();
  await shoot('ticket');
  note('a ticket with an attachment, and the answer as soon as staff gave it');
}

async function cancelService({ page, ask, shoot, note }: Visit): Promise<void> {
  await go(page, 'Services');
  await page.getByRole('link', { name: 'Business carols-bakery.com' }).click();
  await title(page, /^Business carols-bakery.com/);
  await shoot('service');
  await page.getByLabel('Why').fill('We close the bakery.');
  await page.getByRole('button', { name: 'Cancel this service' }).click();
  await page.getByText(/^It ends on/).waitFor();
  const requests = async () =>
    (await ask('{ cancellationRequests { nodes { reason status } } }')).cancellationRequests.nodes;
  const [asked] = await requests();
  if (asked?.reason !== 'We close the bakery.' || asked.status !== 'OPEN')
    throw new Error(`The cancellation is ${JSON.stringify(asked)}.`);
  await page.getByRole('button', { name: 'Keep it after all' }).click();
  await page.getByRole('button', { name: 'Cancel this service' }).waitFor();
  note('a service cancelled, and kept after all');
}

async function setDomains({ page, ask, shoot, note }: Visit): Promise<void> {
  await go(page, 'Domains');
  const box = page.getByRole('checkbox', { name: 'Renew carols-bakery.com automatically' });
  const was = await box.isChecked();
  await box.click();
  await page.getByText('Saved.').waitFor();
  const servers = ['ns1.carols-bakery.com', 'ns2.carols-bakery.com'];
  await page.getByLabel('Name servers of carols-bakery.com').fill(servers.join('\n'));
  const card = page.locator('section').filter({ hasText: 'Renew carols-bakery.com' });
  await card.getByRole('button', { name: 'Save name servers' }).click();
  await card.getByText('Saved.').waitFor();
  await shoot('domains');
  const { domains } = await ask(
    '{ domains(query: "carols-bakery.com") { nodes { autoRenew nameservers } } }',
  );
  const { autoRenew, nameservers } = domains.nodes[0];
  if (autoRenew === was || nameservers.join() !== servers.join())
    throw new Error(`The domain has ${JSON.stringify(domains.nodes[0])}.`);
  note('automatic renewal switched and name servers set');
}

/** What the cart says is to be paid is what the invoice asks for. */
async function order({ page, shoot, note }: Visit): Promise<void> {
  await go(page, 'Order');
  await page.getByLabel('How often Website Care is paid').selectOption('MONTHLY');
  await page.getByRole('button', { name: 'Add Website Care' }).click();
  const cart = page.getByRole('region', { name: 'Cart' });
  await cart.getByText(/Website Care/).waitFor();
  await page.getByLabel(/^Name, such as/).fill('carols-cookies.com');
  await page.getByRole('button', { name: 'Add domain' }).click();
  await cart.getByText('carols-cookies.com').first().waitFor();
  await page.getByRole('button', { name: 'Add VPS' }).click();
  await cart.getByRole('button', { name: /Remove VPS/ }).click();
  await cart.getByRole('button', { name: /Remove VPS/ }).waitFor({ state: 'detached' });
  await page.getByLabel('Pay by').selectOption({ label: 'Test bank' });
  await shoot('cart');
  const due = await cart.locator('dd').last().textContent();
  await cart.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('heading', { name: `Pay ${due}` }).waitFor();
  await page.getByRole('button', { name: 'Pay now' }).click();
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.getByText('your payment has arrived').waitFor();
  note(`a product and a domain ordered; the invoice asked for what the cart said, ${due}`);
}

async function switchSecondFactorOn(visit: Visit): Promise<void> {
  const { page, codeFor, note } = visit;
  await page.getByRole('link', { name: 'Wanda Walker' }).click();
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const secret = (await page.getByRole('code').textContent()) ?? '';
  await page.getByLabel('First code of the app').fill(codeFor(secret));
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('heading', { name: 'Your backup codes' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await enter(visit);
  await page.getByLabel('Code of your second factor').fill(codeFor(secret));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  note('a second factor set up, and asked for at the next sign-in');
}

async function byPhone({ page, shoot, note }: Visit): Promise<void> {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const name of ['Overview', 'Services', 'Invoices', 'Domains', 'Tickets', 'Order']) {
    await go(page, name);
    await title(page, name);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 390) throw new Error(`${name} is ${width} px wide on a phone of 390.`);
  }
  await go(page, 'Overview');
  await page.getByRole('heading', { name: /^To pay: \d+$/ }).waitFor();
  await shoot('phone');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Password').waitFor();
  note('every page fits a phone, in the dark; signed out');
}
