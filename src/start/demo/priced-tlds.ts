import { exact, round } from '#core/money.ts';

/** Wholesale prices of TLDs, in US dollars a year: plausible ones, cheapest first. */
const byCost: Readonly<Record<string, string>> = {
  '2.10': `bid click cyou date download faith fun gdn help host icu loan men monster online party press
    pw quest racing review rest sbs science site skin space stream top trade uno webcam website win
    work xyz`,
  '4.45': `bar beauty best blog boats bond buzz cam cfd club college desi gay hair homes lol makeup
    mom motorcycles pics rocks shop store surf tech tokyo vip wang wiki yachts yokohama`,
  '8.20': `app ca cc cn de dev es eu in mobi name nl page ru se soy tel uk ws asia be bz
    ch fr it li mn mx pl sc vc`,
  '11.90': `art band bio black blue casa cloud cooking design dog fashion fishing fit garden green
    horse ink kim law live luxe moda nagoya one ooo pet pink pro promo red ren rip rodeo ski vodka
    wedding yoga`,
  '17.50': `academy adult agency associates auction bargains beer bike boutique builders business
    cab camera camp cards care catering center chat cheap church city cleaning coach community
    company computer contact cool dance deals democrat digital direct directory domains email
    equipment events exchange exposed fail family farm fish football foundation fyi gallery gifts
    graphics gripe group guide guru haus immo immobilien industries institute international irish
    kaufen kitchen land life lighting limited ltd management marketing mba media money navy network
    news ninja partners parts photo photography photos pictures place plus productions properties
    pub recipes rehab rentals repair report republican reviews run sale salon sarl school schule
    services show singles social software solutions style supplies supply support systems team
    technology tips today tools town toys training video vision voto wtf zone`,
  '26.80': `accountants actor airforce apartments army attorney berlin bingo capital cash clinic
    clothing codes coffee condos construction consulting coupons cricket cruises dating delivery
    dental dentist diamonds doctor engineering enterprises estate expert express finance financial
    fitness flights florist forsale fund futbol games gmbh golf hockey holdings holiday house
    investments jewelry juegos lawyer lease legal loans london maison market markets memorial
    miami mortgage nyc pizza plumbing quebec restaurant rugby shoes shopping soccer solar surgery
    tax taxi tennis theater tienda tours university vacations ventures vet viajes villas vin vote
    voyage watch wine works world`,
  '39.00': `ac ag ai am archi audio bet build capetown career christmas co coop credit creditcard
    diet durban fan fm gg gi gift gives global gold guitars hiphop hosting io je joburg jobs lc
    me mu ngo osaka poker property sexy sh tirol tires trading tv wales xxx zuerich`,
};

/** Keys that are not `dot` and the TLD. */
const irregular: Readonly<Record<string, { cost: string; tlds: string[] }>> = {
  domorg: { cost: '9.40', tlds: ['org'] },
  dominfo: { cost: '14.90', tlds: ['info'] },
  dombiz: { cost: '15.30', tlds: ['biz'] },
  domus: { cost: '8.10', tlds: ['us'] },
  dotcoza: { cost: '6.90', tlds: ['co.za'] },
  indotnet: { cost: '4.20', tlds: ['in.net'] },
  centralnicukcom: { cost: '29.00', tlds: ['uk.com'] },
  centralnicuscom: { cost: '19.00', tlds: ['us.com'] },
  centralniczacom: { cost: '29.00', tlds: ['za.com'] },
  centralniccomde: { cost: '7.50', tlds: ['com.de'] },
  centralniccocom: { cost: '24.00', tlds: ['co.com'] },
  centralnicdotla: { cost: '28.00', tlds: ['la'] },
  thirdleveldotau: { cost: '12.40', tlds: ['com.au', 'net.au'] },
  thirdleveldotbz: { cost: '21.00', tlds: ['co.bz', 'com.bz', 'net.bz'] },
  thirdleveldotcn: { cost: '8.20', tlds: ['com.cn', 'net.cn', 'org.cn'] },
  thirdleveldotco: { cost: '13.00', tlds: ['com.co', 'net.co', 'nom.co'] },
  thirdleveldotin: { cost: '5.60', tlds: ['co.in', 'net.in', 'org.in', 'firm.in', 'gen.in'] },
  thirdleveldotme: { cost: '14.00', tlds: ['co.me', 'net.me', 'org.me'] },
  thirdleveldotnz: { cost: '16.00', tlds: ['co.nz', 'net.nz', 'org.nz'] },
  thirdleveldotru: { cost: '6.00', tlds: ['com.ru', 'net.ru', 'org.ru'] },
  thirdleveldotuk: { cost: '6.20', tlds: ['co.uk', 'org.uk', 'me.uk'] },
};

const regular = Object.entries(byCost).flatMap(([cost, words]) =>
  words.split(/\s+/).map((tld) => ({ key: `dot${tld}`, cost, tlds: [tld] })),
);

/** Every TLD the demo's resellers sell beside .com and .net: its product key and yearly cost. */
export const pricedTlds: readonly { key: string; cost: string; tlds: string[] }[] = [
  ...Object.entries(irregular).map(([key, rest]) => ({ key, ...rest })),
  ...regular,
];

/** What each action costs beside a year's registration, and for how many years it is sold. */
const actions = [
  { action: 'addtransferdomain', factor: '1', extra: '0', years: 1 },
  { action: 'restoredomain', factor: '1', extra: '70', years: 1 },
  { action: 'addnewdomain', factor: '1', extra: '0', years: 10 },
  { action: 'renewdomain', factor: '1.05', extra: '0', years: 10 },
];

/** The prices of all of them, `margin` times what they cost. */
export const tldPrices = (margin: string) =>
  pricedTlds.flatMap(({ key, cost }) =>
    actions.flatMap(({ action, factor, extra, years }) => {
      const whole = exact(cost).times(factor).plus(extra).times(margin);
      const price = round(whole, 'USD').toFixed(2);
      return Array.from({ length: years }, (_none, place) => ({
        productKey: key,
        action,
        tenure: place + 1,
        price,
      }));
    }),
  );
