import { afterEach, beforeEach, expect, it } from 'vitest';
import provider from '#providers/registrars/epp/provider.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { connectTo, failureOf } from './cast.ts';
import { eppProgram, type EppProgram, eppSettings } from './epp-program.ts';
import { pendingData, transferData } from './epp-queue.ts';

let program: EppProgram;
let registrar: Registrar;
beforeEach(async () => {
  program = await eppProgram();
  registrar = connectTo(provider, eppSettings(program));
});
afterEach(() => program.close());

const qDate = '2026-11-28T22:01:00.0Z';

it('reads the oldest message until it is acknowledged, and tells an empty queue', async () => {
  expect(await registrar.nextMessage()).toBeNull();
  program.queue.push(
    {
      id: '12345',
      qDate,
      msg: 'Transfer approved.',
      data: transferData('other.com', 'clientApproved', 'CLIENT', 'OTHER'),
    },
    { id: '12346', qDate, msg: 'Pending action completed.', data: pendingData('held.com', true) },
    { id: '12347', qDate, msg: 'Credit balance low.' },
  );
  const first = {
    id: '12345',
    queuedAt: new Date('2026-11-28T22:01:00Z'),
    text: 'Transfer approved.',
    domain: 'other.com',
    needsDecision: false,
  };
  expect(await registrar.nextMessage()).toEqual(first);
  expect(await registrar.nextMessage()).toEqual(first);
  await registrar.acknowledgeMessage('12345');
  expect(await registrar.nextMessage()).toMatchObject({ id: '12346', domain: 'held.com' });
  await registrar.acknowledgeMessage('12346');
  expect(await registrar.nextMessage()).toMatchObject({
    text: 'Credit balance low.',
    domain: null,
  });
  // Its answer was lost: it is off the queue, and said again to be.
  await registrar.acknowledgeMessage('12347');
  await registrar.acknowledgeMessage('12347');
  expect(await registrar.nextMessage()).toBeNull();
});

it('knows a transfer that somebody asks of us, which a person may refuse', async () => {
  const msg = 'Transfer requested.';
  program.queue.push({
    id: '7',
    qDate,
    msg,
    data: transferData('held.com', 'pending', 'OTHER', 'CLIENT'),
  });
  expect(await registrar.nextMessage()).toMatchObject({ domain: 'held.com', needsDecision: true });
  program.queue[0]!.data = transferData('held.com', 'serverApproved', 'OTHER', 'CLIENT');
  expect(await registrar.nextMessage()).toMatchObject({ needsDecision: false });
  program.queue[0]!.data = transferData('other.com', 'pending', 'CLIENT', 'OTHER');
  expect(await registrar.nextMessage()).toMatchObject({ needsDecision: false });
});

it('takes the codes of a queue for no success of anything else', async () => {
  program.answerWith = '1300';
  expect((await failureOf(registrar.sync('held.com'))).outcome).toBe('UNKNOWN');
});
