import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { refused } from '#transports/rapi/form-error.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { base64Json, keyed } from '#transports/rapi/params-data.ts';
import { idText } from '#transports/rapi/format.ts';
import { actionErrors } from './domain-fields.ts';
import { pageAction, offered } from './domain-pages.ts';

const form = keyed(z.unknown());

export const DoDomainCustomActions = legacy({
  params: clientFields({ user_id: id, FormData: z.unknown().optional() }),
  operation: graphql(`
    mutation DoDomainCustomActions($input: RunDomainActionInput!) {
      runDomainAction(input: $input) {
        domain {
          databaseId
          statusMessage
        }
      }
    }
  `),
  variables: (p) => {
    const { domainId, action, data } = requested(p.FormData);
    return {
      input: {
        domainId: encodeId('Domain', domainId),
        clientId: encodeId('Client', p.user_id),
        ...pageAction(action, data),
      },
    };
  },
  present: ({ runDomainAction: { domain } }, p) => ({
    domainid: idText(domain.databaseId),
    domain_id: idText(domain.databaseId),
    action: requested(p.FormData).action,
    message: domain.statusMessage || 'Action Completed Successfully',
  }),
  errors: {
    ...actionErrors('Domain ID Not Found'),
    PRIVATE_NAMESERVER_EXISTS: 'The private name server exists already',
    DOMAIN_ACTION_UNKNOWN: ({ actions }) =>
      `Invalid action. Must be one of: ${offered(actions as string[]).join(', ')}`,
  },
});

/**
 * The domain and the action of the client area's form: `domain_id` (or `domainid`, `id`) and `a`
 * (or `custom_action`, `action`, `page_name`), with the form itself.
 */
function requested(provided: unknown) {
  const data = base64Json(form).safeParse(provided);
  if (!data.success) throw refused('FormData', 'Invalid FormData');
  const first = (...names: string[]) =>
    names.map((name) => data.data[name]).find((value) => value !== undefined && value !== '');
  const domainId = id.safeParse(first('domain_id', 'domainid', 'id'));
  const action = line(64).safeParse(first('a', 'custom_action', 'action', 'page_name'));
  if (!domainId.success) throw refused('FormData', 'Invalid FormData: domain_id is required');
  if (!action.success) throw refused('FormData', 'Invalid FormData: action is required');
  return { domainId: domainId.data, action: action.data, data: data.data };
}
