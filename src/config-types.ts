import { z } from 'zod';
import { Keyring } from '#core/secret.ts';
import { carriesSecrets } from '#core/addresses/secure-address.ts';
import { yesOrNo } from '#core/yes-no.ts';

/* What a variable of the environment may hold; messages say what to set it to. */

/** A text setting; an empty variable counts as absent. */
const text = z
  .string()
  .trim()
  .transform((value) => value || undefined)
  .optional();

/** A whole number within a range. */
const whole = (low: number, high: number, usual: number) =>
  text.transform((value, ctx) => {
    const number = Number(value ?? usual);
    if (Number.isInteger(number) && number >= low && number <= high) return number;
    ctx.addIssue({ code: 'custom', message: `set it to a whole number from ${low} to ${high}` });
    return z.NEVER;
  });

/** One of some words. */
const choice = <const Param extends string>(choices: readonly Param[], usual: Param) =>
  text.transform((value, ctx) => {
    const param = choices.find((candidate) => candidate === (value ?? usual));
    if (param) return param;
    ctx.addIssue({ code: 'custom', message: `set it to one of ${choices.join(', ')}` });
    return z.NEVER;
  });

/** On or off. */
const flag = (usual: 'on' | 'off') =>
  choice(['on', 'off', 'true', 'false', '1', '0'], usual).transform(
    (param) => yesOrNo(param) === true,
  );

/** An address with one of some schemes. */
const address = (schemes: readonly string[], example: string) =>
  text.refine(
    (value) => value === undefined || schemes.includes(URL.parse(value)?.protocol ?? ''),
    { message: `set it to an address like ${example}` },
  );

/** Items separated by commas. */
const list = (fits: (item: string) => boolean, message: string) =>
  text
    .transform((value) =>
      (value ?? '')
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .refine((items) => items.every(fits), { message });

/** `https://host` or `https://host:port`, nothing after it; browsers send it in this form. */
const isOrigin = (item: string) => URL.parse(item)?.origin === item && /^https?:/.test(item);

/** Where requests with secrets are sent on to: a path, and neither user, query nor fragment. */
const upstream = text.refine(
  (value) => {
    if (value === undefined) return true;
    const { username, password, search, hash } = URL.parse(value) ?? {};
    return carriesSecrets(value) && !username && !password && !search && !hash;
  },
  { message: 'set it to an address like https://old.example.com/rapi; http only on this machine' },
);

/** Where files are kept: their content is nobody's on the way. */
const storeAddress = text.refine((value) => value === undefined || carriesSecrets(value), {
  message:
    'set it to an address like https://s3.eu-west-1.amazonaws.com/bucket; http only on this machine',
});

/** `postgresql://…`. */
const isPostgres = (item: string) => /^postgres(ql)?:$/.test(URL.parse(item)?.protocol ?? '');

/** Encryption keys. */
const keys = text.superRefine((value, ctx) => {
  if (value === undefined) return;
  try {
    new Keyring(value);
  } catch (error) {
    const how = 'make one with `openssl rand -base64 32`';
    ctx.addIssue({ code: 'custom', message: `${(error as Error).message} To begin, ${how}.` });
  }
});

/** Settings of a provider: a JSON object of texts. */
const settings = text.transform((value, ctx) => {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(value ?? '{}'));
  } catch {
    ctx.addIssue({ code: 'custom', message: 'set it to a JSON object of texts' });
    return z.NEVER;
  }
});

/** What a variable of the environment may hold. */
export const variableTypes = {
  address,
  choice,
  flag,
  isOrigin,
  isPostgres,
  keys,
  list,
  settings,
  text,
  storeAddress,
  upstream,
  whole,
};
