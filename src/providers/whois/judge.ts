/** What an answer says of a name. Unknown is never free. */
export type Verdict = 'available' | 'unavailable' | 'unknown';

/** Too many questions: says nothing of the name. */
const limited = [
  /^[ \t%#*>-]*(error:?[ \t]*)?too many (requests|queries|connections)/im,
  /\b(wait|retry in|try again in) \d+ (seconds|minutes|hours)/i,
  /\b(limit|quota|allowance)\b.{0,20}\b(exceeded|reached|exhausted)/i,
  /\b(exceeded|reached|over)\b.{0,30}\b(limit|quota|allowance|number of queries)/i,
  /\b(access|query|request|connection)( was| is| has been)? (denied|refused|blocked|rejected)/i,
  /\byour (ip|address|access|query|connection)\b.{0,40}\b(blocked|denied|blacklisted|limited)/i,
  /\b(server|service) (is )?(busy|temporarily unavailable|unavailable)/i,
];

/** Nobody can buy it: kept back by the registry, or no name that it takes. */
const withheld = [
  /\b(name|domain|string|label)\b[^.\n]{0,60}\b(is|has been)\s+(currently\s+|a\s+)?(reserved|blocked)\b/im,
  /\breserved (by|domain|name|list|for the registry)/i,
  /^[ \t%#*>]*(reserved|blocked)\b(?! rights)/im,
  /\bnot available for (second level )?registration\b/i,
  /\b(name|domain|object|string)\b[^.\n]{0,40}\b(cannot|can not|may not|must not) be (registered|delegated)\b/i,
  /^[ \t%#*>]*(the )?domain (name )?(is )?(not available|unavailable|not allowed)[ \t]*\.?$/im,
];

/** Values of a status line that mean: nobody has it. */
const freeStatus =
  /^(?:\d{3}\s+)?(free|available|not registered|no object found|not found|no match|no data found|unassigned|not assigned|unregistered|does ?n.t exist|available for registration)\b/i;
const heldBackStatus =
  /^(reserved|blocked|forbidden|unavailable|not available|restricted|prohibited|invalid)/i;

/** A line with a name and a value: `Status: free`, `[Status]  Active`, `domain......: x`. */
const pair = /^[ \t*]*\[?([\p{L}][\p{L} _/-]{1,40}?)\]?[. \t]*(?::|\]|\.{3,})[ \t]*(\S.*)$/u;
const statusName = /^((domain|query|registration|whois)[ _-]?)?(status|state|availability)$/i;
/** Names of data that only a registered name has. */
const dataName =
  /^(sponsoring )?(registrar|registrant|owner|holder|name ?servers?|nserver|nameserver|n servers?|ns ?\d?|host ?name|admin([ -]?c(ontact)?)?|tech([ -]?c(ontact)?)?|(domain )?(creation|created|registration|registered|updated|expir\w*|paid[ -]till|renewal|activat\w*|last[ -]update\w*|changed|modified)( ?date| on| at)?|date de .*|record created|registered (for|by)|domain owner|servers|org|organi[sz]ation|person|e-?mail|domain servers?( in listed order)?|registrar whois server|dnssec|nic-hdl)$/i;

/** The heading of a block that only a registered name has. */
const dataHeading =
  /^[\s*]*\[?(registrar|registrant|holder|owner|administrative contact|(domain )?name ?servers?|domain servers?|domain name servers?|registered (for|by)|nameservers)( (listed )?in( listed)? order)?\]?\s*:\s*$/i;

/** Words for a name that nobody has, as registries spell them at the beginning of a line. */
const freeWords = [
  'no match',
  'not? found',
  '(the )?domain( name)?( you)? (has not been registered|does ?n.t exist|does not exist|is not registered|not registered|not found|not exist|is available|is free|unknown|no match)',
  '(sorry, )?(no|none) (data|entries|entry|object|objects|records?|matching|information|results?|domain|such domain)\\b.{0,40}(found|exist|available|match|record|registered|tld|database)',
  'no data was found',
  'no such domain',
  'nothing found',
  'no matching',
  'no record',
  'object (does not exist|not found|_not_found)',
  'the queried object does not exist',
  'requested domain cannot be found',
  'domain unknown',
  'domain status: no object found',
  'we do not have an entry in our database',
  'the domain has not been registered',
  'above domain name is not registered',
  'nincs tal.lat',
  'no_se_encontro_el_objeto',
  'this domain name has not been registered',
  'available',
  'not registered',
  'key not found',
  'invalid query or domain name not known',
  'domain \\S+ not registe?red',
  'the domain \\S+ was not found',
  'we could not find the requested domain',
  'no information available about domain',
  'error for "?\\S+"?: the domain .* (not|does)',
];
const freeLine = new RegExp(
  `^[%#>* \\t:-]*(error[:. \\t]*\\d*[:.]?[ \\t]*|\\d+:?[ \\t]*)?(${freeWords.join('|')})`,
  'im',
);

/** Words for it that stand after the name, or after its line. */
const freeAfterName = [
  /^\S*["']?[\w-]+(\.[\w-]+)+["']?\s*:?\s+(is\s+)?(free|available|not found|no existe|no match|does not exist|not registered|is not registered|no entries found|- No Match|domain not found)\b/im,
  /\b(domain|name|object)\s+["'(]?[\w-]+(\.[\w-]+)+["')]?\s+(is\s+|has\s+)?(available|free|not found|not registered|not been registered|does not exist|not exist|no match)/i,
  /\b[Nn]o (match|entries|information|records?|data)\b.{0,30}\bfor\b/,
  /\bis available for (purchase|registration)\b/i,
  /\bno existe\b/i,
  /\bdoes not exist in (the )?database\b/i,
  /\bno entries found\b/i,
  /\bnot found in (the )?database\b/i,
];

interface Facts {
  free: boolean;
  heldBack: boolean;
  data: boolean;
}

function factsOf(text: string): Facts {
  const facts: Facts = { free: false, heldBack: false, data: false };
  for (const line of text.split('\n')) {
    if (dataHeading.test(line)) facts.data = true;
    const [, name = '', value = ''] = pair.exec(line) ?? [];
    if (statusName.test(name.trim())) {
      if (freeStatus.test(value)) facts.free = true;
      else if (heldBackStatus.test(value)) facts.heldBack = true;
      else facts.data = true;
    } else if (dataName.test(name.trim()) && !/^(none|n\/a|-+|no match|not found)/i.test(value))
      facts.data = true;
  }
  return facts;
}

/** No line that says something is longer; the patterns may take the square of a line. */
const LONGEST_LINE = 300;

/** The lines of an answer that are not empty, without blanks around them, cut where they go on. */
const tidied = (answer: string): string =>
  answer
    .split('\n')
    .map((line) => line.trim().slice(0, LONGEST_LINE))
    .filter(Boolean)
    .join('\n');

/**
 * Reads an answer: what the registry keeps back first, then data that only a registered name has,
 * then the words for a free one. A line that merely repeats the name proves nothing.
 * @param own how this server says that a name is free, where that is known
 */
export function judge(answer: string, own: RegExp | undefined): Verdict {
  const text = tidied(answer);
  const facts = factsOf(text);
  if (facts.heldBack || (!facts.data && withheld.some((words) => words.test(text))))
    return 'unavailable';
  if (facts.data) return facts.free ? 'available' : 'unavailable';
  if (facts.free) return 'available';
  if (limited.some((words) => words.test(text))) return 'unknown';
  const says =
    own?.test(text) || freeLine.test(text) || freeAfterName.some((words) => words.test(text));
  return says ? 'available' : 'unknown';
}
