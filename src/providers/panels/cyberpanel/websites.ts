import { ProviderError } from '#core/provider-error.ts';
import type { FoundAccount } from '#providers/panels/panel.ts';
import { field, textOrNull } from '#providers/panels/talk.ts';
import { type CyberPanelClient, saysNoSuchRow } from './client.ts';

/** What a website takes up; null where there is none. */
export async function readFigures(client: CyberPanelClient, domain: string): Promise<unknown> {
  try {
    return await client.look('fetchWebsiteData', { domainName: domain });
  } catch (error) {
    if (saysNoSuchRow(error)) return null;
    throw error;
  }
}

/**
 * A website in the list, which has ten to a page in the order of their domains: it is looked for
 * by halves. @throws ProviderError UNKNOWN for one that exists and is not in the list.
 */
export async function findWebsite(
  client: CyberPanelClient,
  domain: string,
): Promise<FoundAccount | null> {
  if (!(await readFigures(client, domain))) return null;
  const first = await readPage(client, 1);
  let [low, high] = [1, first.pages];
  let page = first;
  while (low <= high) {
    const found = page.websites.find((one) => one.domain === domain);
    if (found) return found;
    const middle = page.number;
    const [least, greatest] = [page.websites[0]?.domain, page.websites.at(-1)?.domain];
    if (greatest !== undefined && domain > greatest) low = middle + 1;
    else if (least !== undefined && domain < least) high = middle - 1;
    else break;
    if (low <= high) page = await readPage(client, Math.floor((low + high) / 2));
  }
  return readAll(client, domain, first);
}

/** A server that sorts otherwise is read to the end. */
async function readAll(
  client: CyberPanelClient,
  domain: string,
  first: Page,
): Promise<FoundAccount> {
  for (let number = 1; number <= first.pages; number += 1) {
    const { websites } = number === 1 ? first : await readPage(client, number);
    const found = websites.find((one) => one.domain === domain);
    if (found) return found;
  }
  throw new ProviderError('UNKNOWN', `${domain} is not in the list of websites.`);
}

interface Page {
  number: number;
  /** How many there are. */
  pages: number;
  websites: FoundAccount[];
}

async function readPage(client: CyberPanelClient, number: number): Promise<Page> {
  const answer = await client.look('fetchWebsites', { page: String(number) }, 'listWebSiteStatus');
  const rows = listIn(field(answer, 'data'));
  const marks = field(answer, 'pagination');
  if (!rows || !Array.isArray(marks))
    throw new ProviderError('UNKNOWN', 'The list of websites cannot be read.');
  return { number, pages: marks.length, websites: rows.map(shown) };
}

/** A list inside the answer, as JSON in a text. */
function listIn(data: unknown): unknown[] | null {
  try {
    const list: unknown = typeof data === 'string' ? JSON.parse(data) : data;
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}

const shown = (row: unknown): FoundAccount => ({
  username: textOrNull(field(row, 'admin')) ?? '',
  domain: (textOrNull(field(row, 'domain')) ?? '').toLowerCase(),
  plan: textOrNull(field(row, 'package')),
  suspended: textOrNull(field(row, 'state')) === 'Suspended',
  createdAt: null,
  ip: textOrNull(field(row, 'ipAddress')),
});
