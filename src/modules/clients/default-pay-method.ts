import type { Tx } from '#platform/database/client.ts';

/** Makes a stored pay method the one that is charged unless another is named; null for none. */
export async function setDefaultPayMethod(
  tx: Tx,
  clientId: number,
  payMethodId: number | null,
): Promise<void> {
  await tx.client.update({ where: { id: clientId }, data: { defaultPayMethodId: payMethodId } });
  const others = { clientId, isDefault: true, NOT: { id: payMethodId ?? 0 } };
  await tx.payMethod.updateMany({ where: others, data: { isDefault: false } });
  if (payMethodId)
    await tx.payMethod.update({ where: { id: payMethodId }, data: { isDefault: true } });
}
