import { domainToASCII } from 'node:url';
import { OutsideError } from '#core/outside.ts';
import type { Letter, MailAddress } from './mailer.ts';

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;
// oxlint-disable-next-line no-control-regex
const ADDRESS = /^[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+@[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+$/;

/** Refuses a letter that could smuggle in headers or recipients, naming the part at fault. */
export function checkLetter(letter: Letter): void {
  const people: [string, MailAddress[]][] = [
    ['from', [letter.from]],
    ['replyTo', letter.replyTo ? [letter.replyTo] : []],
    ['to', letter.to],
    ['cc', letter.cc ?? []],
    ['bcc', letter.bcc ?? []],
  ];
  for (const [part, addresses] of people)
    for (const { address, name = '' } of addresses) {
      if (!isAddress(address)) refuse(`The ${part} address is not an e-mail address.`);
      oneLine(`${part} name`, name);
    }
  if (letter.to.length === 0) refuse('The letter has no recipient.');
  oneLine('subject', letter.subject);
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(letter.messageId)) refuse('The message id is not valid.');
  for (const [name, value] of Object.entries(letter.headers ?? {})) {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name))
      refuse(`The header ${name.slice(0, 40)} is not valid.`);
    oneLine(`header ${name}`, value);
  }
  for (const { filename, contentType } of letter.attachments ?? []) {
    oneLine('attachment name', filename);
    if (!/^[\w.+-]+\/[\w.+-]+$/.test(contentType)) refuse('The attachment type is not valid.');
  }
}

/** One bare address: no name, no list, no quoting, at most 254 characters. */
export function isAddress(address: string): boolean {
  if (address.length > 254 || !ADDRESS.test(address)) return false;
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1)) !== '';
}

function oneLine(part: string, value: string): void {
  if (CONTROL.test(value)) refuse(`The ${part} contains a line break or control character.`);
}

function refuse(words: string): never {
  throw new OutsideError('REFUSED', words);
}
