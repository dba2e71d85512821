import type { TellableEvent } from '#platform/outbox/subscriber.ts';
import { announced, type Announced } from './announced.ts';
import { staffReaders } from './recipients.ts';
import type { Payload, Reading } from './topic.ts';
import { writeLetter } from './write-letter.ts';

/** Writes the letters an event asks for, in the transaction that marks the event as handled. */
export async function writeLetters(reading: Reading, event: TellableEvent): Promise<void> {
  const payload = (event.payload ?? {}) as Payload;
  const wanted = announced[event.type];
  if (!wanted) return;
  for (const [index, letter] of [wanted].flat().entries())
    await writeOne(reading, letter, payload, `${event.id}:${index}`);
}

async function writeOne(
  reading: Reading,
  announcement: Announced,
  payload: Payload,
  dedupeKey: string,
): Promise<void> {
  const { about, when, staff, extra, isSensitive } = announcement;
  const id = payload[announcement.idFrom ?? `${about}Id`];
  const isWanted = when ? when(payload) : payload.sendEmail !== false;
  if (!isWanted || typeof id !== 'number') return;
  const name =
    typeof announcement.letter === 'string'
      ? announcement.letter
      : await announcement.letter(reading, id, payload);
  const words = await reading.tx.emailTemplate.findMany({
    where: { name: name ?? '', isDisabled: false },
    orderBy: { language: 'asc' },
  });
  // Staff switched the original off: then no translation of it goes either.
  const original = words.find(({ language }) => language === '');
  if (!original) return;
  const further = extra ? await extra(reading, payload) : null;
  if (extra && !further) return;
  await writeLetter(reading, {
    about,
    id,
    payload,
    type: original.type,
    words,
    dedupeKey,
    ...(staff && { staff: await staffReaders(reading.tx, await staff(reading, payload)) }),
    ...(further && { extra: further }),
    ...(isSensitive && { isSensitive }),
  });
}
