import type { App } from '#schema/app.ts';
import { decryptSecret } from '#modules/services/secrets.ts';

/** What a function of a module answered. */
export interface FunctionAnswer {
  message: string;
  data: Record<string, unknown>;
}

/** Reads the answer that a function's task kept; empty where nothing was to be answered. */
export async function functionAnswer(
  app: App,
  serviceId: number,
  taskId: number,
): Promise<FunctionAnswer> {
  const { outcome } = await app.db.task.findUniqueOrThrow({
    where: { id: taskId },
    select: { outcome: true },
  });
  const { message = '', data } = (outcome ?? {}) as { message?: string; data?: string };
  if (!data) return { message, data: {} };
  return {
    message,
    data: JSON.parse(
      decryptSecret(app, 'module-answer', serviceId, data),
    ) as FunctionAnswer['data'],
  };
}
