import { systemNames } from '#import/source/whmcs.ts';
import type { Certificate } from './certificate.ts';

/** Text as it stands on a page. */
const safe = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
  th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8886; }
  td.n { text-align: right; font-variant-numeric: tabular-nums; }
  .clean { color: light-dark(#0a5c2b, #6fdc98); } .open { color: light-dark(#a11, #ff9b9b); }`;

const table = (head: readonly string[], rows: readonly string[]) =>
  `<table><thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
  <tbody>${rows.join('\n')}</tbody></table>`;

const cell = (text: string) => `<td>${safe(text)}</td>`;
const number = (text: string | number) => `<td class="n">${safe(String(text))}</td>`;

/** The certificate as a page of its own that loads nothing. */
export function certificatePage(certificate: Certificate): string {
  const { system, address, version, pass, comparedAt, groups, differences, notAsked, isClean } =
    certificate;
  const open = differences.filter(({ isAccepted }) => !isAccepted).length;
  const verdict = isClean
    ? `<p class="clean"><strong>Clean.</strong> ${differences.length} differences, each accepted by its name.</p>`
    : `<p class="open"><strong>Not clean.</strong> ${open} differences are not accepted.</p>`;
  const sums = groups.flatMap(({ group, sums: byCurrency }) =>
    Object.entries(byCurrency).map(
      ([currency, sum]) =>
        `<tr>${cell(group)}${cell(currency)}${number(sum.source)}${number(sum.here)}</tr>`,
    ),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Certificate of the import from ${safe(address)}</title><style>${STYLE}</style></head><body>
<h1>Certificate of the import</h1>
<p>From ${safe(address)}, ${systemNames[system]} ${safe(version)}, pass ${pass}; compared ${safe(comparedAt)}.</p>
${verdict}
<h2>Compared</h2>
${table(
  ['What', 'Facts', 'Differing'],
  groups.map(
    (each) => `<tr>${cell(each.group)}${number(each.compared)}${number(each.differing)}</tr>`,
  ),
)}
${notAsked.map((what) => `<p>Not compared: ${safe(what)}.</p>`).join('\n')}
<h2>Money</h2>
${table(['What', 'Currency', 'At the source', 'Here'], sums)}
<h2>Differences</h2>
${table(
  ['Name', 'At the source', 'Here', 'Why', 'Accepted'],
  differences.map(
    (each) =>
      `<tr>${cell(each.name)}${number(each.source)}${number(each.here)}${cell(each.reason)}${cell(each.isAccepted ? 'yes' : 'no')}</tr>`,
  ),
)}
</body></html>
`;
}
