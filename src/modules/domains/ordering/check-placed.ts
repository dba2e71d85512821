import { domainToUnicode } from 'node:url';
import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';
import { requireRegistrar } from '#modules/domains/registrars/at-registrar.ts';
import { orderShape, type Ordered } from '#modules/domains/ordering/ordering.ts';
import { requireOrderable } from './orderable.ts';

/** Statuses in which another row holds a name, or waits to. */
const claiming = [
  'PENDING',
  'PENDING_REGISTRATION',
  'PENDING_TRANSFER',
  'ACTIVE',
  'GRACE',
  'REDEMPTION',
] as const;

/**
 * Checks a domain of an order that is being placed, before anybody pays: that nobody here has
 * ordered the name meanwhile and, where an active registrar will carry the order out, that it has
 * all it will ask for. The error names the domain.
 * @throws DomainError DOMAIN_NOT_AVAILABLE and those of `requireOrderable`
 */
export async function checkPlaced(work: Work, domainId: number): Promise<void> {
  const { tx, app } = work;
  const domain: Ordered = await tx.domain.findUniqueOrThrow({
    where: { id: domainId },
    select: orderShape,
  });
  const { name, registrar } = domain;
  // Two orders for one name wait for each other here, so that the second one sees the first.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`domain ${name}`}))`;
  const others = await tx.domain.count({
    where: { name, id: { not: domainId }, status: { in: [...claiming] } },
  });
  if (others) throw new DomainError('DOMAIN_NOT_AVAILABLE', undefined, { domain: name });
  if (!registrar?.isActive) return;
  const operation = domain.origin === 'TRANSFER' ? 'transfer' : 'register';
  try {
    if (!requireRegistrar(app, registrar).supports.has(operation))
      work.fail('REGISTRAR_OPERATION_MISSING');
    await requireOrderable(work, domain, operation);
  } catch (error) {
    throw error instanceof DomainError ? named(name, error) : error;
  }
}

/** The same error with the domain it is about. */
function named(name: string, { code, message, extensions }: DomainError): DomainError {
  const shown = domainToUnicode(name) || name;
  const { code: _code, retryable: _retryable, ...details } = extensions;
  return new DomainError(code, `${message} (${shown})`, { ...details, domain: name });
}
