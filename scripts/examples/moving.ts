import type { Visit } from './browser.ts';

/** The gateway that stands before the old system, and the token of staff at both. */
interface Moving {
  gateway: string;
  token: string;
}

/** Old requests with what says who sends them, and what both answers show. */
const pasted = [
  {
    text: '/rapi/GetCurrencies?token=x',
    path: '/rapi/GetCurrencies',
    whose: {},
    both: 'USD',
  },
  {
    text: "$api = ['identifier' => 'x', 'secret' => 'y', 'action' => 'GetClients', 'search' => 'carol'];",
    path: '/includes/api.php',
    whose: { 'Identifier or user name': 'bootstrap' },
    both: 'carol@example.com',
  },
];

/**
 * Goes through /migrate as somebody who moves a shop: what an old request means and both answers to
 * it, how the old system's replies compare, a command switched over and back.
 */
export async function walkMoving(visit: Visit, moving: Moving): Promise<void> {
  const { page, shoot, note } = visit;
  for (const each of pasted) await runBoth(visit, moving, each);
  await page
    .getByLabel('Old request')
    .fill(
      'https://httpapi.com/api/billing/customer-balance.json?auth-userid=1&api-key=k&customer-id=2',
    );
  await page.getByRole('button', { name: 'Explain' }).click();
  await page.getByLabel('Number of the reseller').fill('1');
  await page.locator('#key-api-key').fill(moving.token);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.two > div').nth(1).waitFor();
  note('A request of LogicBoxes is answered beside GraphQL');
  await shoot('logicboxes');

  await compareOne(visit, moving);
}

async function runBoth(
  { page, shoot, note }: Visit,
  { token }: Moving,
  { text, path, whose, both }: (typeof pasted)[number],
): Promise<void> {
  await page.getByLabel('Old request').fill(text);
  await page.getByRole('button', { name: 'Explain' }).click();
  await page.locator('#answer form input[type=password]').waitFor();
  for (const [label, value] of Object.entries(whose)) await page.getByLabel(label).fill(value);
  await page.locator('#answer form input[type=password]').fill(token);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.two > div').nth(1).waitFor();
  const answers = await page.locator('.two > div').allTextContents();
  const [old = '', graph = ''] = answers;
  if (!old.startsWith(path) || ![old, graph].every((answer) => answer.includes(both)))
    throw new Error(`Not both answers:\n${answers.join('\n')}`);
  note(`A request to ${path} is answered beside GraphQL`);
  await shoot(path.split('/').at(-1)!);
}

/** A call that the old system answers, its comparison, and the switch. */
async function compareOne({ page, shoot, note }: Visit, { gateway, token }: Moving): Promise<void> {
  const body = new URLSearchParams({ token });
  await fetch(`${gateway}/rapi/GetCurrencies`, { method: 'POST', body });
  await page.locator('#token').fill(token);
  const row = page.locator('#shadow tr', { hasText: 'GetCurrencies' });
  const compare = page.getByRole('button', { name: 'Compare' });
  // Counts are written every few seconds.
  for (let cells: string[] = []; cells.length === 0; cells = await row.allTextContents()) {
    await compare.click();
    await page.locator('#shadow table').waitFor();
  }
  note('What the old system replied is compared');
  await shoot('compared');
  await page.getByRole('button', { name: 'Switch over: GetCurrencies for Bootstrap' }).click();
  await page.getByRole('button', { name: 'Back: GetCurrencies for Bootstrap' }).click();
  await page.getByRole('button', { name: 'Switch over: GetCurrencies for Bootstrap' }).waitFor();
  note('A command is switched over, and back');
}
