import { toDay } from '#core/dates.ts';
import { encodeId } from '#core/ids.ts';
import { effectKind, touched } from '#schema/dry-run/effect.ts';
import { visibleServices } from './visible.ts';

effectKind({
  name: 'services',
  read: 'services:read',
  find: async (made) => {
    const services = await made.tx.service.findMany({
      where: { AND: [visibleServices(made.actor), touched(made, 'Service')] },
      orderBy: { id: 'asc' },
      select: { id: true, status: true, nextDueOn: true },
    });
    return services.map(({ id, status, nextDueOn }) => ({
      service: encodeId('Service', id),
      isNew: id > made.lastBefore('Service'),
      status,
      nextDueOn: nextDueOn && toDay(nextDueOn),
    }));
  },
});

effectKind({
  name: 'serviceAddons',
  read: 'services:read',
  find: async (made) => {
    const addons = await made.tx.serviceAddon.findMany({
      where: { service: visibleServices(made.actor), ...touched(made, 'ServiceAddon') },
      orderBy: { id: 'asc' },
      select: { id: true, serviceId: true, status: true, nextDueOn: true },
    });
    return addons.map(({ id, serviceId, status, nextDueOn }) => ({
      serviceAddon: encodeId('ServiceAddon', id),
      isNew: id > made.lastBefore('ServiceAddon'),
      service: encodeId('Service', serviceId),
      status,
      nextDueOn: nextDueOn && toDay(nextDueOn),
    }));
  },
});
