import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { announced, type Announced } from './announced.ts';
import { staffReaders } from './recipients.ts';
import type { Payload, Reading } from './topic.ts';
import { writeEmail } from './write-email.ts';

/** Writes the emails an event asks for, in the transaction that marks the event as handled. */
export async function writeEmails(reading: Reading, event: PublishedEvent): Promise<void> {
  const payload = (event.payload ?? {}) as Payload;
  const requested = announced[event.type];
  if (!requested) return;
  for (const [index, template] of [requested].flat().entries())
    await writeOne(reading, template, payload, `${event.id}:${index}`);
}

async function writeOne(
  reading: Reading,
  announcement: Announced,
  payload: Payload,
  dedupeKey: string,
): Promise<void> {
  const { about, when, staff, extra, isSensitive } = announcement;
  const id = payload[announcement.idFrom ?? `${about}Id`];
  const isRequested = when ? when(payload) : payload.sendEmail !== false;
  if (!isRequested || typeof id !== 'number') return;
  const name =
    typeof announcement.template === 'string'
      ? announcement.template
      : await announcement.template(reading, id, payload);
  const words = await reading.tx.emailTemplate.findMany({
    where: { name: name ?? '', isDisabled: false },
    orderBy: { language: 'asc' },
  });
  // Staff switched the original off: then no translation of it goes either.
  const original = words.find(({ language }) => language === '');
  if (!original) return;
  const further = extra ? await extra(reading, payload) : null;
  if (extra && !further) return;
  await writeEmail(reading, {
    about,
    id,
    payload,
    type: original.type,
    words,
    dedupeKey,
    ...(staff && { staff: await staffReaders(reading.tx, await staff(reading, payload)) }),
    ...(further && { extra: further.values }),
    ...(further?.secret && { secret: further.secret }),
    ...(isSensitive && { isSensitive }),
  });
}
