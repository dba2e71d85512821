import { type DocumentNode, visit } from 'graphql';
import type { Actor } from '#core/actor.ts';
import { onceFor } from '#core/once-for.ts';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';

/** Whether a caller may read the schema, by INTROSPECTION. */
export const maySeeSchema = ({ config }: App, { kind }: Actor): boolean =>
  config.introspection === 'on' || (config.introspection === 'signed-in' && kind !== 'nobody');

/** @throws DomainError INTROSPECTION_DISABLED, or UNAUTHENTICATED where a token would help */
export function checkIntrospection(document: DocumentNode, { app, actor }: Context): void {
  if (maySeeSchema(app, actor) || !introspects(document).found) return;
  const isOff = app.config.introspection === 'off';
  throw new DomainError(isOff ? 'INTROSPECTION_DISABLED' : 'UNAUTHENTICATED');
}

const introspects = onceFor((document: DocumentNode) => {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return { found };
});
