import { toDay } from '#core/dates.ts';
import { encodeId } from '#core/ids.ts';
import { effectKind, touched } from '#schema/dry-run/effect.ts';
import { visibleDomains } from './visible.ts';

effectKind({
  name: 'domains',
  read: 'domains:read',
  find: async (made) => {
    const { tx, actor, lastBefore } = made;
    const domains = await tx.domain.findMany({
      where: { AND: [visibleDomains(actor), touched(made, 'Domain')] },
      orderBy: { id: 'asc' },
      select: { id: true, name: true, status: true, nextDueOn: true, expiresOn: true },
    });
    return domains.map(({ id, name, status, nextDueOn, expiresOn }) => ({
      domain: encodeId('Domain', id),
      isNew: id > lastBefore('Domain'),
      name,
      status,
      nextDueOn: nextDueOn && toDay(nextDueOn),
      expiresOn: expiresOn && toDay(expiresOn),
    }));
  },
});
