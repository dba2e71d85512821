import { commandNames } from '#transports/rapi/names.ts';
import { parseForm } from '#transports/rapi/form.ts';
import { emptyObject, type PlainObject } from '#transports/rapi/php-array.ts';
import { isPlainObject } from '#core/plain.ts';
import { actionNamed } from '#transports/whmcs/actions.ts';
import { operations } from '#transports/logicboxes/operations.ts';

/** An old request as it was pasted: whose API, which command, and with what. */
export interface OldRequest {
  dialect: 'rapi' | 'whmcs' | 'logicboxes';
  command: string;
  /** Everything sent, without what only says who sends it. */
  parameters: PlainObject;
  /** The same as a form, for the old API's own address. */
  form: URLSearchParams;
}

/** What says who calls, and in which format: no parameter of a command. */
const CREDENTIALS = new Set([
  'token',
  'identifier',
  'secret',
  'username',
  'password',
  'accesskey',
  'api_key',
  'api-key',
  'auth-userid',
  'auth-password',
  'responsetype',
  'action',
]);

/** Reads a URL, a form, a curl command, the array of a PHP program, JSON or a line of a log. */
export function readOldRequest(pasted: string): OldRequest | null {
  const text = pasted.slice(0, 200_000);
  const pairs = pairsOf(text);
  const found = commandOf(text, pairs);
  if (!found) return null;
  // On /rapi a password is a parameter of some commands; elsewhere it is the caller's.
  const isOwn = (name: string) =>
    !CREDENTIALS.has(name) || (found.dialect === 'rapi' && /^(username|password)$/.test(name));
  const form = new URLSearchParams(pairs.filter(([name]) => isOwn(name.split('[', 1)[0]!)));
  return { ...found, form, parameters: parametersOf(form) };
}

function parametersOf(form: URLSearchParams): PlainObject {
  const text = form.toString();
  return text ? parseForm(Buffer.from(text)) : emptyObject();
}

type Found = Pick<OldRequest, 'dialect' | 'command'>;

function commandOf(text: string, pairs: readonly [string, string][]): Found | null {
  const [, rapi] = /\/rapi\/(\w+)/.exec(text) ?? [];
  if (rapi) return { dialect: 'rapi', command: rapi };
  const [, logicboxes = ''] = /\/api\/([a-z]+\/[a-z-]+)\.(?:json|xml)/.exec(text) ?? [];
  if (logicboxes in operations) return { dialect: 'logicboxes', command: logicboxes };
  const action = pairs.find(([name]) => name === 'action')?.[1];
  if (action !== undefined)
    return { dialect: 'whmcs', command: actionNamed(action)?.name ?? action };
  const [, call] = /\blocalAPI\s*\(\s*['"](\w+)['"]/.exec(text) ?? [];
  if (call) return { dialect: 'whmcs', command: actionNamed(call)?.name ?? call };
  const word = (text.match(/\b[A-Z]\w+\b/g) ?? []).find((name) => commandNames.has(name));
  return word ? { dialect: 'rapi', command: word } : null;
}

/** Every name with its value, from wherever in the text they stand. */
function pairsOf(text: string): [string, string][] {
  const json = jsonPairs(text);
  if (json) return json;
  const php = [
    ...text.matchAll(
      /['"]([^'"\n]+)['"]\s*=>\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([\w.+-]+))/g,
    ),
  ];
  const ofPhp = php.map(([, name = '', single, double, bare]): [string, string] => [
    name,
    (single ?? double ?? bare ?? '').replace(/\\(['"\\])/g, '$1'),
  ]);
  return [
    ...queryPairs(text),
    ...curlPairs(text),
    ...ofPhp,
    ...(php.length ? [] : formPairs(text)),
  ];
}

const decoded = (form: string): [string, string][] => [...new URLSearchParams(form)];

/** What stands after the question mark of an address. */
function queryPairs(text: string): [string, string][] {
  const [, query = ''] = /[\w/.]\?([^\s'"<>#]+)/.exec(text) ?? [];
  return decoded(query);
}

/** `-d`, `--data…` and `-F` of a curl command. */
function curlPairs(text: string): [string, string][] {
  if (!/\bcurl\b/.test(text)) return [];
  const flags = text.matchAll(
    /(?:^|\s)(-d|-F|--data(?:-raw|-binary|-urlencode)?|--form)[\s=]+(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\S+))/g,
  );
  return [...flags].flatMap(([, flag = '', single, double, bare]) => {
    const value = single ?? double ?? bare ?? '';
    const at = value.indexOf('=');
    const isPlain = /urlencode|-F|form/.test(flag) && at > 0;
    return isPlain
      ? [[value.slice(0, at), value.slice(at + 1)] as [string, string]]
      : decoded(value);
  });
}

/** A form that stands alone, one pair a line or joined by `&`. */
function formPairs(text: string): [string, string][] {
  if (/\bcurl\b/.test(text) || queryPairs(text).length > 0) return [];
  const form = text
    .split(/[\s&]+/)
    .filter((piece) => /^[\w.%[\]-]+=/.test(piece))
    .join('&');
  return decoded(form);
}

function jsonPairs(text: string): [string, string][] | null {
  const start = text.indexOf('{');
  if (start < 0 || /=>/.test(text)) return null;
  try {
    const parsed: unknown = JSON.parse(text.slice(start, text.lastIndexOf('}') + 1));
    return isPlainObject(parsed) ? [...queryPairs(text.slice(0, start)), ...flat(parsed)] : null;
  } catch {
    return null;
  }
}

function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null)
    return value === null || value === undefined ? [] : [[path, String(value as string)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flat(inner, path ? `${path}[${key}]` : key),
  );
}
