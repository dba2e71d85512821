import { z } from 'zod';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields, wrongParameter } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { base64Json, keyed } from '#transports/rapi/params-data.ts';
import { idText } from '#transports/rapi/format.ts';
import { moduleErrorTexts } from './labels.ts';

type Form = Record<string, unknown>;

/** The first of these fields that the form has, as text. */
function fieldOf(form: Form, ...names: string[]): string {
  for (const name of names) {
    const value = form[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
  }
  return '';
}

function serviceOf(form: Form): string {
  const provided = fieldOf(form, 'service_id', 'serviceid', 'id');
  if (/^[1-9]\d{0,9}$/.test(provided)) return encodeId('Service', provided);
  throw wrongParameter('FormData', 'must hold the service_id of a service');
}

/** The pages of a service as GetClientProduct names them, and what filling them in means. */
const pages: Readonly<Record<string, string>> = {
  cp: 'changePassword',
  changepassword: 'changePassword',
  rc: 'requestCancellation',
  cancel: 'requestCancellation',
};

function actionOf(form: Form): string {
  const provided = fieldOf(form, 'action', 'function_name', 'custom_action', 'page_name');
  if (provided) return pages[provided.toLowerCase()] ?? provided;
  throw wrongParameter('FormData', 'must hold the action to run');
}

export const DoServiceCustomActions = legacy({
  params: clientFields({ user_id: id, FormData: base64Json(keyed(z.unknown())) }),
  operation: graphql(`
    mutation DoServiceCustomActions($input: RunServiceActionInput!) {
      runServiceAction(input: $input) {
        service {
          databaseId
        }
        message
        data
      }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.user_id),
      serviceId: serviceOf(p.FormData),
      action: actionOf(p.FormData),
      form: p.FormData,
    },
  }),
  present: ({ runServiceAction: { service, message, data } }, p) => ({
    serviceid: idText(service.databaseId),
    service_id: idText(service.databaseId),
    action: actionOf(p.FormData),
    message,
    data,
  }),
  errors: { ...moduleErrorTexts, CANCELLATION_EXISTS: 'Existing Cancellation Request Exists' },
});
