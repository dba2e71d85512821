import { z } from 'zod';
import { setting } from '#providers/settings.ts';
import type { PanelServer } from './panel.ts';

const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high).optional();

/**
 * The settings of a server that is reached by host name, port and credentials: the columns of a
 * `Server`. A panel adds what else it needs; that is stored beside them.
 */
export const panelServerSettings = (names: { username: string; secret: string }) =>
  z.object({
    hostname: setting.text('Hostname'),
    port: whole(1, 65_535).meta({ title: 'Port' }),
    username: setting.optional(names.username),
    secret: setting.secret(names.secret),
    caPem: setting.area('Own certificate authority (PEM)').optional().meta({
      title: 'Own certificate authority (PEM)',
      control: 'textarea',
    }),
    timeoutMs: whole(1, 600_000).meta({ hidden: true }),
  }) satisfies z.ZodType<Optional<PanelServer>>;

/** Properties that may be absent may be undefined as well, as zod gives them. */
type Optional<Row> = {
  [Name in keyof Row]: Row[Name] | (undefined extends Row[Name] ? undefined : never);
};
