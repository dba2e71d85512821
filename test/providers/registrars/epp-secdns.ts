/*
 * DNSSEC of a registry: RFC 5910, https://www.rfc-editor.org/rfc/rfc5910 (5.1.2 info, 5.2.1 create,
 * 5.2.5 update, section 4 for the parts). Codes are those of RFC 5730, section 3.
 */

/** What the registry has of a delegation's signatures; the parts are texts in the schema's order. */
export interface SecDns {
  maxSigLife?: string;
  dsData: string[];
  keyData: string[];
}

const parts = {
  dsData: ['keyTag', 'alg', 'digestType', 'digest'],
  keyData: ['flags', 'protocol', 'alg', 'pubKey'],
} as const;
type Part = keyof typeof parts;

const list = (value: any): any[] => (value === undefined ? [] : [value].flat());

/** One part as a text; null where the elements are not those of the schema, in its order. */
function partIn(kind: Part, value: any): string | null {
  if (Object.keys(value).join() !== parts[kind].join()) return null;
  const texts = parts[kind].map((name) => value[name]);
  const [first, , , last] = texts;
  const isLast = kind === 'dsData' ? /^([0-9A-F]{2})+$/ : /^[A-Za-z0-9+/]+=*$/;
  return /^\d{1,5}$/.test(first) && isLast.test(last) ? texts.join(' ') : null;
}

/** The parts of an element that holds one kind of them, as the schema's choice has it. */
function partsIn(element: any): { kind: Part; texts: string[] } | null {
  const kinds = (['dsData', 'keyData'] as const).filter((kind) => kind in element);
  const [kind] = kinds;
  if (kinds.length !== 1 || !kind) return null;
  const texts = list(element[kind]).map((one) => partIn(kind, one));
  return texts.includes(null) ? null : { kind, texts: texts as string[] };
}

/** 5.2.1: what a name is registered with; the code of a fault. */
export function createSecDns(create: any): SecDns | number {
  const { '@xmlns:secDNS': xmlns, maxSigLife, ...rest } = create;
  if (xmlns !== undefined && xmlns !== 'urn:ietf:params:xml:ns:secDNS-1.1') return 2001;
  const found = partsIn(rest);
  if (!found) return 2001;
  const { kind, texts } = found;
  return { dsData: [], keyData: [], [kind]: texts, ...(maxSigLife && { maxSigLife }) };
}

/** 5.2.5: `rem`, then `add`, then `chg`; the code of the answer. */
export function updateSecDns(row: { secDNS?: SecDns }, update: any): number {
  const names = Object.keys(update).filter((name) => !name.startsWith('@'));
  const inOrder = ['rem', 'add', 'chg'].filter((name) => names.includes(name));
  if (!names.length || names.join() !== inOrder.join()) return 2001;
  const held = row.secDNS ?? { dsData: [], keyData: [] };
  const next: SecDns = { ...held, dsData: [...held.dsData], keyData: [...held.keyData] };
  if (update.rem?.all) {
    if (update.rem.all !== 'true') return 2001;
    Object.assign(next, { dsData: [], keyData: [] });
  } else if (update.rem) {
    const gone = partsIn(update.rem);
    if (!gone) return 2001;
    if (gone.texts.some((one) => !next[gone.kind].includes(one))) return 2303;
    next[gone.kind] = next[gone.kind].filter((one) => !gone.texts.includes(one));
  }
  if (update.add) {
    const come = partsIn(update.add);
    if (!come) return 2001;
    if (come.texts.some((one) => next[come.kind].includes(one))) return 2302;
    next[come.kind].push(...come.texts);
    // Section 4: a server takes one of the two interfaces for a domain.
    if (next.dsData.length && next.keyData.length) return 2306;
  }
  if (update.chg) next.maxSigLife = update.chg.maxSigLife;
  row.secDNS = next;
  return 1000;
}

/** 5.1.2: nothing for a delegation that is not signed. Digests come in small letters and lines. */
export function infoSecDns({ secDNS }: { secDNS?: SecDns }): string {
  if (!secDNS || secDNS.dsData.length + secDNS.keyData.length === 0) return '';
  const element = (kind: Part) =>
    secDNS[kind]
      .map((text) => {
        const inner = text.split(' ').map((value, index) => {
          const name = parts[kind][index]!;
          const spelt = name === 'digest' ? `${value.slice(0, 32)}\n ${value.slice(32)}` : value;
          return `<secDNS:${name}>${name === 'digest' ? spelt.toLowerCase() : spelt}</secDNS:${name}>`;
        });
        return `<secDNS:${kind}>${inner.join('')}</secDNS:${kind}>`;
      })
      .join('');
  const life = secDNS.maxSigLife
    ? `<secDNS:maxSigLife>${secDNS.maxSigLife}</secDNS:maxSigLife>`
    : '';
  return `<secDNS:infData xmlns:secDNS="urn:ietf:params:xml:ns:secDNS-1.1">${life}${element('dsData')}${element('keyData')}</secDNS:infData>`;
}
