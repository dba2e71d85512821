import { keyOf, keyOfType } from '#core/ids.ts';
import { DomainError, type ErrorCode } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import type { Tx } from '#platform/database/client.ts';
import type { ProductFields } from './product-input.ts';

/** Which template is for what. */
const templates = [
  ['welcomeEmailTemplateId', 'WELCOME_EMAIL_NOT_FOUND'],
  ['terminateEmailTemplateId', 'TERMINATE_EMAIL_NOT_FOUND'],
  ['upgradeEmailTemplateId', 'UPGRADE_EMAIL_NOT_FOUND'],
] as const satisfies readonly (readonly [keyof ProductFields, ErrorCode])[];

const absent = (code: ErrorCode, field: string) => new DomainError(code, undefined, { field });

/** A told id: undefined = not told, null = none. */
const received = (id: unknown, type: string) =>
  id === undefined || id === null ? (id as null | undefined) : keyOfType(String(id), type);

/**
 * The rows a product refers to, each of which must exist; undefined where nothing was told.
 * @throws DomainError naming the field
 */
export async function productLinks({ tx, app }: { tx: Tx; app: App }, input: ProductFields) {
  const mails: Partial<Record<(typeof templates)[number][0], number | null>> = {};
  for (const [field, code] of templates) {
    const id = received(input[field], 'EmailTemplate');
    if (id) {
      const found = await tx.emailTemplate.count({ where: { id, type: 'PRODUCT' } });
      if (!found) throw absent(code, field);
    }
    if (id !== undefined) mails[field] = id;
  }
  const serverGroupId = received(input.serverGroupId, 'ServerGroup');
  if (serverGroupId && !(await tx.serverGroup.count({ where: { id: serverGroupId } })))
    throw absent('SERVER_GROUP_NOT_FOUND', 'serverGroupId');
  const { serverModule } = input;
  if (serverModule && !app.providers.find('panel', serverModule))
    throw new DomainError(
      'SERVER_MODULE_NOT_FOUND',
      `There is no such server module. There are ${app.providers.names('panel').join(', ')}.`,
      { field: 'serverModule' },
    );
  const recommended = input.recommendedProductId;
  const recommendedProductId = recommended ? keyOf(recommended) : recommended;
  if (recommendedProductId && !(await tx.product.count({ where: { id: recommendedProductId } })))
    throw absent('RECOMMENDED_PRODUCT_NOT_FOUND', 'recommendedProductId');
  return { ...mails, serverGroupId, serverModule: serverModule ?? undefined, recommendedProductId };
}

/**
 * Replaces what a product may be changed to.
 * @throws DomainError UPGRADE_PRODUCT_NOT_FOUND for itself and for products of other groups
 */
export async function writeUpgradePaths(
  tx: Tx,
  { id, groupId }: { id: number; groupId: number },
  toIds: readonly number[],
): Promise<void> {
  const ids = [...new Set(toIds)];
  const found = await tx.product.count({ where: { id: { in: ids, not: id }, groupId } });
  if (found < ids.length) throw absent('UPGRADE_PRODUCT_NOT_FOUND', 'upgradeProductIds');
  await tx.productUpgradePath.deleteMany({ where: { fromProductId: id } });
  await tx.productUpgradePath.createMany({
    data: ids.map((toProductId) => ({ fromProductId: id, toProductId })),
  });
}

/** Replaces the groups of options a product offers. @throws DomainError CONFIG_OPTION_GROUP_NOT_FOUND */
export async function writeOptionGroups(
  tx: Tx,
  productId: number,
  groupIds: readonly number[],
): Promise<void> {
  const ids = [...new Set(groupIds)];
  const found = await tx.configOptionGroup.count({ where: { id: { in: ids } } });
  if (found < ids.length) throw absent('CONFIG_OPTION_GROUP_NOT_FOUND', 'configOptionGroupIds');
  await tx.productConfigOptionGroup.deleteMany({ where: { productId } });
  await tx.productConfigOptionGroup.createMany({
    data: ids.map((groupId, sortOrder) => ({ productId, groupId, sortOrder })),
  });
}
