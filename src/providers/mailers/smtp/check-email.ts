import { domainToASCII } from 'node:url';
import { ProviderError } from '#core/provider-error.ts';
import type { OutgoingEmail, MailAddress } from '#providers/mailers/mailer.ts';

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;
// oxlint-disable-next-line no-control-regex
const ADDRESS = /^[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+@[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+$/;

/** Refuses an email that could smuggle in headers or recipients, naming the part at fault. */
export function checkEmail(email: OutgoingEmail): void {
  const people: [string, MailAddress[]][] = [
    ['from', [email.from]],
    ['replyTo', email.replyTo ? [email.replyTo] : []],
    ['to', email.to],
    ['cc', email.cc ?? []],
    ['bcc', email.bcc ?? []],
  ];
  for (const [part, addresses] of people)
    for (const { address, name = '' } of addresses) {
      if (!isAddress(address)) fail(`The ${part} address is not an e-mail address.`);
      oneLine(`${part} name`, name);
    }
  if (email.to.length === 0) fail('The email has no recipient.');
  oneLine('subject', email.subject);
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(email.messageId)) fail('The message id is not valid.');
  for (const [name, value] of Object.entries(email.headers ?? {})) {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name))
      fail(`The header ${name.slice(0, 40)} is not valid.`);
    oneLine(`header ${name}`, value);
  }
  for (const { filename, contentType } of email.attachments ?? []) {
    oneLine('attachment name', filename);
    if (!/^[\w.+-]+\/[\w.+-]+$/.test(contentType)) fail('The attachment type is not valid.');
  }
}

/** One bare address: no name, no list, no quoting, at most 254 characters. */
export function isAddress(address: string): boolean {
  if (address.length > 254 || !ADDRESS.test(address)) return false;
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1)) !== '';
}

function oneLine(part: string, value: string): void {
  if (CONTROL.test(value)) fail(`The ${part} contains a line break or control character.`);
}

function fail(words: string): never {
  throw new ProviderError('REFUSED', words);
}
