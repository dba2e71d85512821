import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

/** A DNS server on loopback that answers TXT questions; silent for names that it shall not answer. */
export interface FakeDns {
  address: string;
  /** Texts by name; a name that is not there does not exist. */
  texts: Map<string, string[]>;
  /** Names it never answers for. */
  silent: Set<string>;
  requested: string[];
  close(): void;
}

const TXT = 16;

/** Opens the server. */
export async function openFakeDns(): Promise<FakeDns> {
  const socket = createSocket('udp4');
  const texts = new Map<string, string[]>();
  const silent = new Set<string>();
  const requested: string[] = [];
  socket.on('message', (question, from) => {
    const { name, end } = readName(question);
    requested.push(name);
    if (silent.has(name)) return;
    const found = texts.get(name);
    socket.send(answer(question.subarray(0, end + 4), found), from.port, from.address);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, '127.0.0.1', resolve);
  });
  const { port } = socket.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, texts, silent, requested, close: () => socket.close() };
}

function readName(message: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** Header, the question as it came, and one TXT record for each text; without texts NXDOMAIN. */
function answer(question: Buffer, found: readonly string[] | undefined): Buffer {
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(found ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(found?.length ?? 0, 6);
  header.writeUInt32BE(0, 8);
  const records = (found ?? []).map((text) => {
    const pieces = text.match(/.{1,255}/gs) ?? [''];
    const data = Buffer.concat(
      pieces.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)])),
    );
    const head = Buffer.from([0xc0, 12, 0, TXT, 0, 1, 0, 0, 0, 60, 0, 0]);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([header, question.subarray(12), ...records]);
}
