import type { Page } from 'playwright-core';

/** What the walk is given: see scripts/examples/browser.ts. */
interface Visit {
  page: Page;
  shoot: (name: string) => Promise<void>;
  note: (sentence: string) => void;
  codeFor: (secret: string) => string;
  // oxlint-disable-next-line typescript/no-explicit-any -- whoever asks knows what was asked for
  ask: (query: string, variables?: object) => Promise<any>;
  people: { staff: { username: string; password: string } };
}

/** Goes through the desk as staff do, by the names that people read. */
export async function walk(visit: Visit): Promise<void> {
  await signIn(visit);
  await answerTickets(visit);
  await decideOrders(visit);
  await finishTasks(visit);
  await findClient(visit);
  await readMoney(visit);
  await readFigures(visit);
  await switchSecondFactorOn(visit);
  await byPhone(visit);
}

const go = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name }).click();

const title = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { name, level: 1 }).waitFor();

async function enter({ page, people }: Visit, password = people.staff.password): Promise<void> {
  await page.getByLabel('Username').fill(people.staff.username);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
}

async function signIn(visit: Visit): Promise<void> {
  const { page, note } = visit;
  await enter(visit, 'not the password');
  await page.getByRole('alert').waitFor();
  await enter(visit);
  await title(page, 'Tickets');
  await page.reload();
  await title(page, 'Tickets');
  note('a wrong password is refused, the right one opens the desk, also after a reload');
}

/** Takes a ticket, answers it and closes another; a new one appears without a click. */
async function answerTickets({ page, ask, shoot, note }: Visit): Promise<void> {
  await page.getByRole('link', { name: /My site is slow/ }).waitFor();
  const { departments, clients } = await ask(
    '{ departments { id } clients(query: "Lindqvist") { nodes { id } } }',
  );
  await ask('mutation ($input: OpenTicketInput!) { openTicket(input: $input) { __typename } }', {
    input: {
      clientId: clients.nodes[0].id,
      departmentId: departments[0].id,
      subject: 'The certificate has run out',
      message: 'Visitors see a warning.',
      sendEmail: false,
    },
  });
  await page.getByRole('link', { name: /The certificate has run out/ }).waitFor();
  await shoot('tickets');
  note('a ticket that was just opened appears by itself');

  await page.getByRole('link', { name: /My site is slow/ }).click();
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByRole('button', { name: 'Take it' }).waitFor({ state: 'detached' });
  await page.getByLabel('Message').fill('We have **restarted** it. Is it better now?');
  await page.getByLabel('Status afterwards').selectOption('On Hold');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByRole('article').getByText('restarted').waitFor();
  await page.getByRole('heading', { name: /On Hold/i }).waitFor();
  await page.getByLabel('Only a note for staff').check();
  await page.getByLabel('Message').fill('The disk was full.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.getByRole('article').getByText('The disk was full.').waitFor();
  await shoot('ticket');
  note('a ticket taken, answered, put on hold, with a note for colleagues');

  await go(page, 'Tickets');
  await page.getByRole('checkbox').nth(1).check();
  await page.getByRole('checkbox').nth(2).check();
  const status = page.getByRole('status');
  const [before] = /\d+/.exec((await status.textContent()) ?? '') ?? [];
  await page.getByRole('button', { name: 'Close 2 chosen' }).click();
  await page.getByText(`${Number(before) - 2} tickets`).waitFor();
  note('two tickets closed by one change');
}

/** Accepts one order and marks another as fraud, each after reading what that does. */
async function decideOrders({ page, shoot, note }: Visit): Promise<void> {
  await go(page, 'Orders');
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await row('Lindqvist').getByRole('link').click();
  await page.getByRole('button', { name: 'Mark as fraud …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('free-phones-for-all.shop becomes fraud').waitFor();
  await shoot('order-fraud');
  await dialog.getByRole('button', { name: 'Leave it as it is' }).click();
  await title(page, /pending/);
  note('a dry run says what marking an order as fraud does, and does nothing');
  await page.getByRole('button', { name: 'Mark as fraud …' }).click();
  await dialog.getByRole('button', { name: 'Mark this order as fraud' }).click();
  await title(page, /fraud/);

  await go(page, 'Orders');
  // The list moves up when the order leaves it: who clicks before that clicks past a link.
  await row('Lindqvist').waitFor({ state: 'detached' });
  await row('Haddad').getByRole('link').click();
  await page.getByRole('button', { name: 'Accept …' }).click();
  await dialog
    .getByText(/haddad-and-daughters.com/)
    .first()
    .waitFor();
  await shoot('order-accept');
  await dialog.getByRole('button', { name: 'Accept this order' }).click();
  await title(page, /active/);
  note('one order marked as fraud, one accepted');
}

/** What the registrar refused is tried again; what a person did is recorded as done. */
async function finishTasks({ page, ask, shoot, note }: Visit): Promise<void> {
  await go(page, 'Tasks');
  const refused = page.getByRole('region', { name: /sato-ceramics\.dev/ });
  await refused.getByText('The registrant has to be verified first.').waitFor();
  await shoot('tasks');
  await refused.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Are over' }).click();
  await page
    .getByRole('region', { name: /sato-ceramics\.dev/ })
    .getByText('succeeded')
    .waitFor();
  note('a registration that was refused succeeds when it is tried again');

  await page.getByRole('button', { name: 'Need a person' }).click();
  const manual = page.getByRole('region', { name: /atelier-dubois\.art/ });
  await manual.getByRole('button', { name: 'I have looked …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/New expiry date/).fill('2028-01-31');
  await dialog.getByLabel('How did you find out?').fill('Bought by the account “desk”.');
  await shoot('task-done');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await manual.waitFor({ state: 'detached' });
  const { domains } = await ask(
    '{ domains(query: "atelier-dubois.art") { nodes { status expiresOn } } }',
  );
  const { status, expiresOn } = domains.nodes[0];
  if (status !== 'ACTIVE' || expiresOn !== '2028-01-31')
    throw new Error(`The domain is ${status} until ${expiresOn}.`);
  note('a domain that a person registered is recorded, with its expiry date');
}

/** From the search box to the client, and through the list by filters. */
async function findClient({ page, shoot, note }: Visit): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type('dubois');
  await page.keyboard.press('Enter');
  await title(page, '“dubois”');
  await page.getByRole('button', { name: /^domain \(1\)/ }).click();
  await page.getByRole('list', { name: 'Results' }).getByText('atelier-dubois.art').waitFor();
  await page.getByRole('button', { name: 'Everything' }).click();
  await shoot('search');
  await page.getByRole('link', { name: 'Amélie Dubois' }).first().click();
  await title(page, /Amélie Dubois/);
  await page.getByText('Atelier Dubois').first().waitFor();
  await shoot('client');
  note('a client found by the search box, from the keyboard alone');

  await go(page, 'Clients');
  await page.getByLabel('Name, company or email').fill('sato');
  await page.getByText('1 client', { exact: true }).waitFor();
  await page.getByLabel('Name, company or email').fill('');
  await page.getByLabel('Group').selectOption({ label: 'Friends of the company' });
  await page.getByRole('link', { name: 'Carol Customer' }).waitFor();
  await page.getByText('1 client', { exact: true }).waitFor();
  await page.getByLabel('Group').selectOption('');
  await page.getByRole('link', { name: 'Kenji Sato' }).waitFor();
  await shoot('clients');
  note('the list of clients by words and by group');
}

/** The sums that the page shows are those of the rows that it shows. */
async function readMoney({ page, shoot, note }: Visit): Promise<void> {
  await go(page, 'Money');
  const table = page.getByRole('region', { name: 'Invoices' });
  await table.locator('tbody tr').first().waitFor();
  const cents = (text: string) => Math.round(Number(text.replace(/[^\d.-]/g, '')) * 100);
  const totals = await table.locator('tbody tr td:nth-child(6)').allTextContents();
  const sum = totals.map(cents).reduce((all, each) => all + each, 0);
  const told = await page.getByRole('status').locator('.money').first().textContent();
  if (cents(told ?? '') !== sum) throw new Error(`In all ${told}, and the rows add up to ${sum}.`);
  await page.getByRole('button', { name: 'Payments' }).click();
  await page.getByRole('region', { name: 'Payments' }).getByText('WALK-9').waitFor();
  await shoot('money');
  note('the invoices of a month, whose sum is that of the rows, and its payments');
}

async function readFigures({ page, shoot, note }: Visit): Promise<void> {
  await go(page, 'Figures');
  await page.getByRole('img', { name: /^Income/ }).waitFor();
  await page.getByText('Income as a table').click();
  await page.getByRole('columnheader', { name: 'Income' }).waitFor();
  await page.getByRole('button', { name: 'Look ahead' }).click();
  // Every day of the month is worked through.
  await page.getByRole('img', { name: /^Forecast in USD/ }).waitFor({ timeout: 45_000 });
  await page.getByText('Income as a table').click();
  await shoot('figures');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot('figures-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  note('charts of income, orders and tickets with their tables, and the forecast');
}

async function switchSecondFactorOn(visit: Visit): Promise<void> {
  const { page, codeFor, shoot, note } = visit;
  await page.getByRole('link', { name: 'Stella Staff' }).click();
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const secret = (await page.getByRole('code').textContent()) ?? '';
  await page.getByLabel('First code of the app').fill(codeFor(secret));
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('heading', { name: 'Your backup codes' }).waitFor();
  await shoot('second-factor');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await enter(visit);
  await page.getByLabel('Code of your second factor').fill(codeFor(secret));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  note('a second factor set up, and asked for at the next sign-in');
}

async function byPhone({ page, shoot, note }: Visit): Promise<void> {
  await page.setViewportSize({ width: 390, height: 800 });
  for (const name of ['Tickets', 'Orders', 'Clients', 'Tasks', 'Money', 'Figures']) {
    await go(page, name);
    await title(page, name);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 390) throw new Error(`${name} is ${width} px wide on a phone of 390.`);
  }
  await go(page, 'Tickets');
  await page.getByRole('link', { name: /^#/ }).first().waitFor();
  await shoot('phone');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Password').waitFor();
  note('every page fits a phone; signed out');
}
