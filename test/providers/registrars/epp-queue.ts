/*
 * The queue of a registry's messages: RFC 5730, 2.9.2.3, https://www.rfc-editor.org/rfc/rfc5730
 * (1300 none, 1301 one that is to be acknowledged; `ack` names it), with the objects of RFC 5731,
 * 3.1.3 and 3.3. Codes are those of RFC 5730, section 3.
 */

/** A message in the order in which it was queued. */
export interface QueuedMessage {
  id: string;
  qDate: string;
  msg: string;
  /** The object it is about, as XML. */
  data?: string;
}

const D = 'xmlns:domain="urn:ietf:params:xml:ns:domain-1.0"';

/** RFC 5731, 3.1.3: how a transfer stands. */
export const transferData = (name: string, trStatus: string, reID: string, acID: string) =>
  `<domain:trnData ${D}><domain:name>${name}</domain:name><domain:trStatus>${trStatus}</domain:trStatus>` +
  `<domain:reID>${reID}</domain:reID><domain:reDate>2026-11-28T08:00:00.0Z</domain:reDate>` +
  `<domain:acID>${acID}</domain:acID><domain:acDate>2026-12-03T08:00:00.0Z</domain:acDate></domain:trnData>`;

/** RFC 5731, 3.3: what became of a request that was pending. */
export const pendingData = (name: string, isDone: boolean) =>
  `<domain:panData ${D}><domain:name paResult="${isDone ? 1 : 0}">${name}</domain:name><domain:paTRID>` +
  '<clTRID>ABC-12345</clTRID><svTRID>54321-XYZ</svTRID></domain:paTRID>' +
  '<domain:paDate>2026-11-29T08:00:00.0Z</domain:paDate></domain:panData>';

/** RFC 5731, 3.2.3: until when a domain runs that the registry has renewed. */
export const renewData = (name: string, exDate: string) =>
  `<domain:renData ${D}><domain:name>${name}</domain:name><domain:exDate>${exDate}</domain:exDate></domain:renData>`;

/** Carries out a poll: the parts of the answer between its code and its data. */
export function pollCommand(
  queue: QueuedMessage[],
  poll: any,
): { code: number; msgQ?: string; data?: string } {
  const [oldest] = queue;
  if (poll['@op'] === 'req') {
    if (!oldest) return { code: 1300 };
    const { id, qDate, msg, data } = oldest;
    const msgQ = `<msgQ count="${queue.length}" id="${id}"><qDate>${qDate}</qDate><msg lang="en">${msg}</msg></msgQ>`;
    return { code: 1301, msgQ, ...(data && { data }) };
  }
  if (poll['@op'] !== 'ack' || !poll['@msgID']) return { code: 2003 };
  const place = queue.findIndex(({ id }) => id === poll['@msgID']);
  if (place < 0) return { code: 2303 };
  queue.splice(place, 1);
  const [next] = queue;
  return { code: 1000, ...(next && { msgQ: `<msgQ count="${queue.length}" id="${next.id}"/>` }) };
}
