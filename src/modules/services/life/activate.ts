import { now, today } from '#core/clock.ts';
import { addDays, toDate } from '#core/dates.ts';
import type { Work } from '#schema/work.ts';

/** What is published of something that begins to run. */
interface Activation {
  sendWelcomeEmail: boolean;
  /** The address its account was given, if any. */
  dedicatedIp?: string;
}

const begun = { in: ['PENDING', 'ACTIVE'] as ('PENDING' | 'ACTIVE')[] };

/** Makes a service active and tells of it; false where it was called off meanwhile. */
export async function activateService(
  { tx, announce }: Pick<Work, 'tx' | 'announce'>,
  serviceId: number,
  { sendWelcomeEmail, dedicatedIp }: Activation,
): Promise<boolean> {
  const { clientId, product } = await tx.service.findUniqueOrThrow({
    where: { id: serviceId },
    select: { clientId: true, product: { select: { autoTerminateDays: true } } },
  });
  const days = product.autoTerminateDays;
  const { count } = await tx.service.updateMany({
    where: { id: serviceId, status: begun },
    data: {
      status: 'ACTIVE',
      activatedAt: now(),
      ...(dedicatedIp && { dedicatedIp }),
      ...(days > 0 && { terminateOn: toDate(addDays(today(), days)) }),
    },
  });
  if (count) announce('service.activated', { serviceId, clientId, sendWelcomeEmail });
  return count > 0;
}

/** Makes an addon active and tells of it; false where it was called off meanwhile. */
export async function activateAddon(
  { tx, announce }: Pick<Work, 'tx' | 'announce'>,
  serviceAddonId: number,
  { sendWelcomeEmail }: Activation,
): Promise<boolean> {
  const [addon] = await tx.serviceAddon.updateManyAndReturn({
    where: { id: serviceAddonId, status: begun },
    data: { status: 'ACTIVE' },
    select: { serviceId: true, clientId: true },
  });
  if (addon) announce('serviceAddon.activated', { serviceAddonId, ...addon, sendWelcomeEmail });
  return addon !== undefined;
}
