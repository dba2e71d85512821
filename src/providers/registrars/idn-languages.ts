/**
 * The language of an internationalised name. We store ISO 639-1 (`de`); Verisign's zones (.com,
 * .net, .cc, .tv) take ISO 639-2/B codes with a few of their own, as ConnectReseller's document
 * (A.7.2) and the LogicBoxes lists for .com and .net show.
 */
const VERISIGN: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'af afr,ar ara,az aze,be bel,bg bul,bn ben,bs bos,ca cat,cs cze,cy wel,da dan,de ger,dv div,' +
    'el gre,en eng,es spa,et est,eu baq,fa per,fi fin,fo fao,fr fre,fy fry,ga gle,gd gla,gu guj,' +
    'he heb,hi hin,hr scr,hu hun,hy arm,id ind,is ice,it ita,ja jpn,jv jav,ka geo,kk kaz,km khm,' +
    'ko kor,ks kas,ku kur,ky kir,lb ltz,lt lit,lv lav,mi mao,mk mac,ml mal,mn mon,ms may,mt mlt,' +
    'my bur,ne nep,nl dut,no nor,os oss,pa pan,pl pol,ps pus,pt por,ro rum,ru rus,sa san,sd snd,' +
    'si sin,sk slo,sl slv,sm smo,so som,sq alb,sr scc,sv swe,sw swa,ta tam,te tel,tg tgk,th tha,' +
    'tr tur,uk ukr,ur urd,uz uzb,vi vie,yi yid,zh chi'
  )
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);

const verisignZones = new Set(['com', 'net', 'cc', 'tv']);

/** The language as the registry of the name spells it, in lower case. */
export function idnCode(domain: string, language: string): string {
  const code = language.trim().toLowerCase();
  const zone = domain.slice(domain.indexOf('.') + 1);
  return verisignZones.has(zone) ? (VERISIGN[code] ?? code) : code;
}

/** The same with Verisign's codes in capitals, as most registrars spell them (`GER`, but `de`). */
export function idnCodeOf(domain: string, language: string): string {
  const code = idnCode(domain, language);
  return code.length === 3 ? code.toUpperCase() : code;
}

/** Whether a name has letters beyond a to z before its TLD. */
export const isIdn = (domain: string): boolean => domain.startsWith('xn--');
