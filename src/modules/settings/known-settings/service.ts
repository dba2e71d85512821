import { isIP } from 'node:net';
import { choice, count, flag, type KnownSetting, line, of, shown, text } from './kinds.ts';

/** `192.0.2.53`, `192.0.2.53:53`, `2001:db8::1`, `[2001:db8::1]:53`. */
function isDnsServer(provided: string): boolean {
  if (isIP(provided)) return true;
  const [, v6, v4, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(provided) ?? [];
  const isAddress = v6 ? isIP(v6) === 6 : isIP(v4 ?? '') === 4;
  return isAddress && Number(port) > 0 && Number(port) <= 65_535;
}

/** Support, carts and domains, and emails. */
export const supportSettings = {
  SupportTicketOrder: choice('Which end of a conversation GetTicket shows first.', ['ASC', 'DESC']),
  CloseInactiveTickets: count(
    'Hours after which a ticket closes in whose status tickets close when idle (Answered), with nothing written; 0 for never.',
    0,
    [0, 8_760],
  ),
  TicketAllowedFileTypes: shown({
    ...text(
      'Extensions of the files customers may attach, separated by commas; staff and resellers may attach any.',
      '.jpg,.jpeg,.gif,.png,.txt,.pdf',
    ),
    grammar: {
      expected: 'file extensions separated by commas, such as .jpg,.pdf',
      fits: (provided) => /^\.?[a-z0-9]{1,8}(?:\s*,\s*\.?[a-z0-9]{1,8}){0,99}$/i.test(provided),
    },
  }),
  TicketRatingEnabled: shown(flag('Clients may rate answers.')),
  DefaultNameserver1: of('host', 'First name server of new domains that name none.'),
  DefaultNameserver2: of('host', 'Second name server of new domains that name none.'),
  DefaultNameserver3: of('host', 'Third name server of new domains that name none.'),
  DefaultNameserver4: of('host', 'Fourth name server of new domains that name none.'),
  DefaultNameserver5: of('host', 'Fifth name server of new domains that name none.'),
  DNSResolver: {
    ...text('DNS server asked for proofs, as 192.0.2.53:53; empty for the system’s own.'),
    grammar: {
      expected: 'an address with or without a port, such as 192.0.2.53:53',
      fits: isDnsServer,
    },
  },
  OwnDomainProofRequired: flag(
    'A domain of one’s own is taken into a cart after it was proved only.',
  ),
  CartDays: count('Days after the last change when a cart is deleted.', 30, [1, 3_650]),
  DomainSyncEnabled: flag('The daily run asks registrars for dates and states of domains.', true),
  MailFromName: line('Name emails come from; the company’s by default.'),
  MailFromEmail: of('email', 'Address emails come from.'),
  EmailCSS: text('Style of HTML emails.'),
  EmailGlobalHeader: text('HTML above every email but those under a reseller’s brand.'),
  EmailGlobalFooter: text('HTML below every email but those under a reseller’s brand.'),
  Signature: text('What emails end with.'),
  RecaptchaSiteKey: shown(line('For storefronts: public half of the captcha’s key.')),
} as const satisfies Record<string, KnownSetting>;
