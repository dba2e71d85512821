import { randomUUID } from 'node:crypto';
import type { ExportResult } from '@opentelemetry/core';
import { version } from '#core/version.ts';

/** How long what is left may take to be sent when the process stops, in milliseconds. */
export const PATIENCE_MS = 5_000;

/** Which of the processes it is; the same in all that it sends. */
const instanceId = randomUUID();

/** What is known of this process, by OpenTelemetry's names; its variables come first. */
export async function thisProcess() {
  const resources = await import('@opentelemetry/resources');
  const own = {
    'service.name': 'hostgraph',
    'service.version': version,
    'service.instance.id': instanceId,
  };
  const detectors = [resources.envDetector];
  return resources.resourceFromAttributes(own).merge(resources.detectResources({ detectors }));
}

/** What may be told of an exporter: once when the collector takes nothing, once when it does again. */
interface Told {
  onLost(error: Error | undefined): void;
  onBack(): void;
}

/** Sends things to a collector and says what came of it. */
interface Exporter<Items> {
  export(items: Items, done: (result: ExportResult) => void): void;
}

/** Has an exporter tell when the collector stops taking what it sends, and when it begins again. */
export async function watched<Items, Each extends Exporter<Items>>(
  exporter: Each & Exporter<Items>,
  { onLost, onBack }: Told,
): Promise<Each> {
  const { ExportResultCode } = await import('@opentelemetry/core');
  const send = exporter.export.bind(exporter);
  let isLost = false;
  exporter.export = (items, done) =>
    send(items, (result) => {
      const isSent = result.code === ExportResultCode.SUCCESS;
      if (!isSent && !isLost) onLost(result.error);
      if (isSent && isLost) onBack();
      isLost = !isSent;
      done(result);
    });
  return exporter;
}
