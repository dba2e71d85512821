import type { Gateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';

type Form = Record<string, string | number>;

/** Calls an action of WHMCS as somebody: status, content type and text of the answer. */
export async function callWhmcs(
  { url }: Gateway,
  action: string,
  form: Form = {},
  as: Who = 'staff',
) {
  const body = new URLSearchParams({ identifier: as, secret: tokenOf(as), action });
  for (const [name, value] of Object.entries(form)) body.set(name, String(value));
  const response = await fetch(`${url}/includes/api.php`, { method: 'POST', body });
  const type = response.headers.get('content-type');
  return { status: response.status, type, text: await response.text() };
}

/** The decoded JSON reply of an action. */
export async function whmcs(gateway: Gateway, action: string, form: Form = {}, as: Who = 'staff') {
  const { text } = await callWhmcs(gateway, action, { responsetype: 'json', ...form }, as);
  // oxlint-disable-next-line typescript/no-explicit-any -- replies differ per action
  return JSON.parse(text) as Record<string, any>;
}
