/*
 * A registry after RFC 5730 (commands, codes), RFC 5731 (domains), RFC 5732 (hosts), RFC 5733
 * (contacts), RFC 5734 (TLS, frames), RFC 3915 (grace periods), RFC 5910 (DNSSEC) and the queue of
 * messages (RFC 5730, 2.9.2.3): https://www.rfc-editor.org/rfc/.
 * Codes and words are those of RFC 5730, section 3.
 */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { XMLParser } from 'fast-xml-parser';
import type { Mood } from '#providers/contract/loopback.ts';
import { testCa, tls } from '#test/providers/loopback.ts';
import { feeFault, feesOf, restoreCommand } from './epp-extensions.ts';
import { pollCommand, type QueuedMessage } from './epp-queue.ts';
import { createSecDns, infoSecDns, type SecDns, updateSecDns } from './epp-secdns.ts';

interface RegistryRow {
  clID: string;
  exDate: string;
  ns: string[];
  statuses: string[];
  rgp?: string;
  pw?: string;
  registrant: string;
  contacts: [string, string][];
  secDNS?: SecDns;
  /** Of a transfer that was asked for. */
  transfer?: { reID: string; trStatus: string };
}

/** A registry on 127.0.0.1. */
export interface EppProgram {
  port: number;
  domains: Map<string, RegistryRow>;
  hosts: Map<string, string[]>;
  contacts: Map<string, any>;
  /** Messages that are not acknowledged, the oldest first. */
  queue: QueuedMessage[];
  /** Namespaces of the extensions in its greeting. */
  offers: string[];
  /** A code that every command on an object is answered with, whatever it is. */
  answerWith: string | null;
  /** Every command as it came, and how many sessions were opened. */
  seen: string[];
  sessions: number;
  misbehave(mood: Mood): void;
  count(operation: string): number;
  close(): Promise<void>;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
});
const list = (value: any): any[] => (value === undefined ? [] : [value].flat());
const text = (value: any): string => (typeof value === 'string' ? value : (value?.['#text'] ?? ''));
const D = 'xmlns:domain="urn:ietf:params:xml:ns:domain-1.0"';
const H = 'xmlns:host="urn:ietf:params:xml:ns:host-1.0"';
const C = 'xmlns:contact="urn:ietf:params:xml:ns:contact-1.0"';

const words: Record<string, string> = {
  1000: 'Command completed successfully',
  1001: 'Command completed successfully; action pending',
  1300: 'Command completed successfully; no messages',
  1301: 'Command completed successfully; ack to dequeue',
  1500: 'Command completed successfully; ending session',
  2001: 'Command syntax error',
  2003: 'Required parameter missing',
  2004: 'Parameter value range error',
  2005: 'Parameter value syntax error',
  2105: 'Object is not eligible for renewal',
  2201: 'Authorization error',
  2200: 'Authentication error',
  2202: 'Invalid authorization information',
  2302: 'Object exists',
  2303: 'Object does not exist',
  2304: 'Object status prohibits operation',
  2306: 'Parameter value policy error',
};

/** Starts a registry with held.com, which CLIENT holds, and other.com of another registrar. */
export async function eppProgram(): Promise<EppProgram> {
  const row = (clID: string): RegistryRow => ({
    clID,
    exDate: '2027-06-24T22:00:00.0Z',
    ns: ['ns1.host.test', 'ns2.host.test'],
    statuses: ['ok'],
    registrant: 'OLD1',
    contacts: [
      ['admin', 'OLD1'],
      ['tech', 'OLD1'],
    ],
  });
  const sockets = new Set<TLSSocket>();
  let mood: Mood | null = null;
  const program: EppProgram = {
    port: 0,
    domains: new Map([
      ['held.com', row('CLIENT')],
      ['other.com', { ...row('OTHER'), pw: 'right-code' }],
    ]),
    hosts: new Map([['ns1.host.test', []]]),
    contacts: new Map(),
    queue: [],
    offers: [
      'urn:ietf:params:xml:ns:rgp-1.0',
      'urn:ietf:params:xml:ns:secDNS-1.1',
      'urn:ietf:params:xml:ns:epp:fee-1.0',
    ],
    answerWith: null,
    seen: [],
    sessions: 0,
    misbehave: (next) => void (mood = next),
    count: (operation) => program.seen.filter((one) => one.includes(operation)).length,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  const server = createServer({ ...tls, ca: testCa, requestCert: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    // RFC 5734, 9: the client proves itself by a certificate as well.
    if (!socket.authorized) return void socket.destroy();
    program.sessions += 1;
    let received = Buffer.alloc(0);
    const send = (body: string) => {
      const bytes = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length + 4);
      socket.write(Buffer.concat([length, bytes]));
    };
    send(greetingOf(program.offers));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 4 && received.length >= received.readUInt32BE(0)) {
        const length = received.readUInt32BE(0);
        const frame = received.subarray(4, length).toString();
        received = received.subarray(length);
        program.seen.push(frame);
        const answer = carryOut(program, frame);
        const isOrder = frame.includes('domain:create');
        if (mood === null || !isOrder) send(answer);
        else if (mood === 'twice') [answer, answer].forEach(send);
        else if (typeof mood === 'number') setTimeout(() => send(answer), mood);
        else misbehave(socket, mood);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  program.port = (server.address() as AddressInfo).port;
  return program;
}

function misbehave(socket: TLSSocket, mood: Mood): void {
  const framed = (body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length + 4);
    socket.write(Buffer.concat([length, body]));
  };
  if (mood === 'drop') socket.destroy();
  if (mood === 'html') socket.write('<html><body>Please enable JavaScript.</body></html>');
  if (mood === 'huge') framed(Buffer.alloc(10 << 20, 'x'));
  if (mood === 'empty') framed(Buffer.alloc(0));
  if (mood === 'doctype') framed(Buffer.from('<!DOCTYPE a [<!ENTITY x "y">]><epp>&x;</epp>'));
}

const EPP = 'xmlns="urn:ietf:params:xml:ns:epp-1.0"';
const greetingOf = (
  offers: string[],
) => `<epp ${EPP}><greeting><svID>Test</svID><svDate>2026-11-30T00:00:00.0Z</svDate>
  <svcMenu><version>1.0</version><lang>en</lang><objURI>urn:ietf:params:xml:ns:domain-1.0</objURI>
  <objURI>urn:ietf:params:xml:ns:contact-1.0</objURI><objURI>urn:ietf:params:xml:ns:host-1.0</objURI>
  <svcExtension>${offers.map((uri) => `<extURI>${uri}</extURI>`).join('')}</svcExtension></svcMenu>
  <dcp><access><all/></access></dcp></greeting></epp>`;

/** Carries a command out and gives the answer. */
function carryOut(program: EppProgram, frame: string): string {
  const { command } = parser.parse(frame).epp;
  const trid = `<trID><clTRID>${command.clTRID}</clTRID><svTRID>S1</svTRID></trID>`;
  const answer = (code: number, data = '', extension = '', msgQ = '') =>
    `<epp ${EPP}><response><result code="${code}"><msg>${words[code]}</msg></result>${msgQ}${
      data && `<resData>${data}</resData>`
    }${extension && `<extension>${extension}</extension>`}${trid}</response></epp>`;
  if (command.login) {
    const { clID, pw, svcs } = command.login;
    const isKnown = clID === 'CLIENT' && pw === 'secret-password' && svcs.objURI.length === 3;
    return answer(isKnown ? 1000 : 2200);
  }
  if (command.poll) {
    const { code, data, msgQ } = pollCommand(program.queue, command.poll);
    return answer(code, data, '', msgQ);
  }
  if (program.answerWith) return answer(Number(program.answerWith));
  const [verb = ''] = Object.keys(command);
  const [kind = ''] = /<(domain|contact|host):/.exec(frame)?.slice(1) ?? [];
  const input = command[verb][verb];
  if (!new RegExp(`xmlns:${kind}="urn:ietf:params:xml:ns:${kind}-1.0"`).test(frame))
    return answer(2001);
  if (kind === 'host') return hostCommand(program, verb, input, answer);
  if (kind === 'contact') return contactCommand(program, verb, input, answer);
  const more = { op: command[verb]['@op'], extension: command.extension, frame };
  return domainCommand(program, verb, input, more, answer);
}

type Answer = (code: number, data?: string, extension?: string) => string;

function hostCommand(program: EppProgram, verb: string, input: any, answer: Answer): string {
  const { hosts } = program;
  if (verb === 'check')
    return answer(
      1000,
      `<host:chkData ${H}>${list(input.name)
        .map(
          (n) => `<host:cd><host:name avail="${hosts.has(n) ? 0 : 1}">${n}</host:name></host:cd>`,
        )
        .join('')}</host:chkData>`,
    );
  const name = input.name;
  if (verb === 'create') {
    if (hosts.has(name)) return answer(2302);
    hosts.set(name, list(input.addr).map(text));
    return answer(1000, `<host:creData ${H}><host:name>${name}</host:name></host:creData>`);
  }
  const addresses = hosts.get(name);
  if (!addresses) return answer(2303);
  if (verb === 'delete') hosts.delete(name);
  if (verb === 'update') {
    const gone = list(input.rem?.addr).map(text);
    const come = list(input.add?.addr).map(text);
    hosts.set(name, [...addresses.filter((one) => !gone.includes(one)), ...come]);
  }
  if (verb !== 'info') return answer(1000);
  const addr = addresses.map((one) => `<host:addr ip="v4">${one}</host:addr>`).join('');
  return answer(1000, `<host:infData ${H}><host:name>${name}</host:name>${addr}</host:infData>`);
}

function contactCommand(program: EppProgram, verb: string, input: any, answer: Answer): string {
  const { contacts } = program;
  if (verb === 'create') {
    if (contacts.has(input.id)) return answer(2302);
    if (!/^.{3,16}$/.test(input.id) || !input.authInfo?.pw) return answer(2001);
    if (!/^\+\d{1,3}\.\d{1,14}$/.test(input.voice)) return answer(2001);
    contacts.set(input.id, input);
    return answer(1000);
  }
  const found = contacts.get(input.id);
  if (!found) return answer(2303);
  const { postalInfo: p, voice, email } = found;
  return answer(
    1000,
    `<contact:infData ${C}><contact:id>${input.id}</contact:id><contact:postalInfo type="int">
     <contact:name>${p.name}</contact:name><contact:addr>${list(p.addr.street)
       .map((s) => `<contact:street>${s}</contact:street>`)
       .join('')}<contact:city>${p.addr.city}</contact:city><contact:pc>${p.addr.pc}</contact:pc>
     <contact:cc>${p.addr.cc}</contact:cc></contact:addr></contact:postalInfo>
     <contact:voice>${voice}</contact:voice><contact:email>${email}</contact:email></contact:infData>`,
  );
}

/** The years of a period put onto a date. */
const later = (date: string, period: any) =>
  `${Number(date.slice(0, 4)) + Number(text(period) || 1)}${date.slice(4)}`;

function domainCommand(
  program: EppProgram,
  verb: string,
  input: any,
  { op, extension, frame }: { op: string; extension: any; frame: string },
  answer: Answer,
): string {
  const { domains } = program;
  if (verb === 'check')
    return answer(
      1000,
      `<domain:chkData ${D}>${list(input.name)
        .map(
          (n) =>
            `<domain:cd><domain:name avail="${domains.has(n) ? 0 : 1}">${n}</domain:name></domain:cd>`,
        )
        .join('')}</domain:chkData>`,
      extension?.check && feesOf(list(input.name), extension.check),
    );
  const name = text(input.name);
  const row = domains.get(name);
  if (verb === 'create') {
    if (row) return answer(2302);
    const fault = feeFault(name, 'create', extension);
    if (fault) return answer(fault);
    // The order of the elements is that of the schema (RFC 5731, 4).
    if (!/:name>.*:period .*:ns>.*:registrant>.*:contact .*:authInfo>/s.test(frame))
      return answer(2001);
    const unknown = [
      ...list(input.ns.hostObj).filter((one) => !program.hosts.has(one)),
      ...list(input.contact).filter((one) => !program.contacts.has(text(one))),
    ];
    if (unknown.length) return answer(2303);
    const secDNS = list(extension?.create).find((one) => one.dsData || one.keyData);
    const signed = secDNS && createSecDns(secDNS);
    if (typeof signed === 'number') return answer(signed);
    const exDate = later('2026-11-30T22:00:00.0Z', input.period);
    domains.set(name, {
      clID: 'CLIENT',
      exDate,
      ns: list(input.ns.hostObj),
      statuses: ['ok'],
      pw: input.authInfo.pw,
      registrant: input.registrant,
      contacts: list(input.contact).map((one) => [one['@type'], text(one)]),
      ...(signed && { secDNS: signed }),
    });
    const data = `<domain:name>${name}</domain:name><domain:exDate>${exDate}</domain:exDate>`;
    return answer(1000, `<domain:creData ${D}>${data}</domain:creData>`);
  }
  if (!row) return answer(2303);
  if (verb === 'info') return answer(1000, ...infoOf(name, row, program));
  if (verb === 'transfer') return transferCommand(name, row, input, op, answer);
  if (row.clID !== 'CLIENT') return answer(2201);
  if (verb === 'renew') {
    if (!row.exDate.startsWith(input.curExpDate)) return answer(2105);
    row.exDate = later(row.exDate, input.period);
    const data = `<domain:name>${name}</domain:name><domain:exDate>${row.exDate}</domain:exDate>`;
    return answer(1000, `<domain:renData ${D}>${data}</domain:renData>`);
  }
  if (extension?.update?.restore) return answer(restoreCommand(row, input, extension.update));
  const code = extension?.update ? updateSecDns(row, extension.update) : 1000;
  if (code === 1000) change(row, input);
  return answer(code);
}

function change(row: RegistryRow, { add, rem, chg }: any): void {
  const gone = { ns: list(rem?.ns?.hostObj), status: list(rem?.status).map((s) => s['@s']) };
  row.ns = [...row.ns.filter((one) => !gone.ns.includes(one)), ...list(add?.ns?.hostObj)];
  const come = list(add?.status).map((s) => s['@s']);
  row.statuses = [...row.statuses.filter((one) => !gone.status.includes(one)), ...come];
  const left = list(rem?.contact).map((one) => `${one['@type']} ${text(one)}`);
  row.contacts = [
    ...row.contacts.filter(([type, id]) => !left.includes(`${type} ${id}`)),
    ...list(add?.contact).map((one): [string, string] => [one['@type'], text(one)]),
  ];
  if (chg?.registrant) row.registrant = chg.registrant;
  if (chg?.authInfo) row.pw = chg.authInfo.pw;
}

function infoOf(name: string, row: RegistryRow, program: EppProgram): [string, string] {
  const below = [...program.hosts.keys()].filter((host) => host.endsWith(`.${name}`));
  const data = `<domain:infData ${D}><domain:name>${name}</domain:name><domain:roid>R1</domain:roid>${[
    ...row.statuses.map((s) => `<domain:status s="${s}"/>`),
    `<domain:registrant>${row.registrant}</domain:registrant>`,
    ...row.contacts.map(([type, id]) => `<domain:contact type="${type}">${id}</domain:contact>`),
    `<domain:ns>${row.ns.map((n) => `<domain:hostObj>${n}</domain:hostObj>`).join('')}</domain:ns>`,
    ...below.map((host) => `<domain:host>${host}</domain:host>`),
    `<domain:clID>${row.clID}</domain:clID><domain:exDate>${row.exDate}</domain:exDate>`,
  ].join('')}</domain:infData>`;
  const rgp = row.rgp
    ? `<rgp:infData xmlns:rgp="urn:ietf:params:xml:ns:rgp-1.0"><rgp:rgpStatus s="${row.rgp}"/></rgp:infData>`
    : '';
  return [data, rgp + infoSecDns(row)];
}

function transferCommand(
  name: string,
  row: RegistryRow,
  input: any,
  op: string,
  answer: Answer,
): string {
  if (op === 'request') {
    if (input.authInfo?.pw !== row.pw) return answer(2202);
    row.transfer = { reID: 'CLIENT', trStatus: 'pending' };
    row.statuses = ['pendingTransfer'];
  }
  if (!row.transfer) return answer(2303);
  const { reID, trStatus } = row.transfer;
  const data = `<domain:name>${name}</domain:name><domain:trStatus>${trStatus}</domain:trStatus><domain:reID>${reID}</domain:reID>`;
  return answer(op === 'request' ? 1001 : 1000, `<domain:trnData ${D}>${data}</domain:trnData>`);
}

/** Settings of an account that reach it, with the certificate of the client. */
export const eppSettings = ({ port }: EppProgram): Record<string, string> => ({
  host: '127.0.0.1',
  port: String(port),
  clientId: 'CLIENT',
  password: 'secret-password',
  certificate: readFileSync(new URL('../tls/server.pem', import.meta.url), 'utf8'),
  key: readFileSync(new URL('../tls/server.key', import.meta.url), 'utf8'),
  caPem: testCa,
});
