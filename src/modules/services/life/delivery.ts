import type { Work } from '#schema/work.ts';

/** Something sold that is about to be carried out. */
export type SoldDelivery =
  | { type: 'Service'; id: number }
  | { type: 'ServiceAddon'; id: number }
  | { type: 'ServiceUpgrade'; id: number }
  | {
      type: 'Domain';
      id: number;
      action: 'REGISTER' | 'TRANSFER' | 'RENEW';
      years: number;
      /** The line a renewal stands for, as `InvoiceItem:7`; null for none. */
      paidBy: string | null;
    };

type Check = (work: Work, delivery: SoldDelivery) => Promise<void>;

const checks: Check[] = [];

/** Has a module that comes later decide whether something sold may be carried out, and who pays it. */
export const onDelivery = (check: Check): void => void checks.push(check);

/**
 * Called in the change that carries out something sold, before anything is begun.
 * @throws DomainError what a check refuses with
 */
export async function beforeDelivery(work: Work, delivery: SoldDelivery): Promise<void> {
  for (const check of checks) await check(work, delivery);
}
