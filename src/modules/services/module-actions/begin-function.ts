import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';
import { beginAction } from './begin-action.ts';
import { customFunction } from './module-actions.ts';
import { encryptSecret } from '#modules/services/secrets.ts';
import { serviceFor } from '#modules/services/visible.ts';

/** A function of a module, as somebody asks for it. */
export interface FunctionRequest {
  serviceId: number;
  name: string;
  /** A JSON object for the function, as text. */
  json: string;
  /** Only functions that the account's owner may run. */
  ownerOnly: boolean;
}

/**
 * Begins a function of a service's module. Gives the task's id.
 * @throws DomainError MODULE_FUNCTION_UNKNOWN naming those there are, and those of `beginAction`
 */
export async function beginFunction(
  work: Work,
  { serviceId, name, json, ownerOnly }: FunctionRequest,
): Promise<number> {
  const service = await serviceFor(work, serviceId, {
    product: { select: { serverModule: true } },
  });
  const module = work.app.providers.find('panel', service.product.serverModule);
  if (!module) throw new DomainError('SERVICE_HAS_NO_MODULE');
  const known = Object.entries(module.functions ?? {})
    .filter(([, { ownerMayRun }]) => ownerMayRun || !ownerOnly)
    .map(([each]) => each);
  if (!known.includes(name)) {
    const words = known.length ? `It must be one of ${known.join(', ')}.` : 'It has none.';
    throw new DomainError('MODULE_FUNCTION_UNKNOWN', `The module has no such function. ${words}`);
  }
  return beginAction(work, customFunction, {
    serviceId,
    functionName: name,
    functionJsonEncrypted: encryptSecret(work.app, 'module-function', serviceId, json),
  });
}
