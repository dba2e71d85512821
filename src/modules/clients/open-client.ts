import { isStaff } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { settingIsOn, settingText } from '#modules/settings/settings.ts';
import type { Work } from '#schema/work.ts';
import { type Details, detailColumns } from './details.ts';
import { currencyCodeOf, type ClientReference, groupIdOf } from './foreign.ts';
import { isTaken } from '#platform/database/taken.ts';
import { openOwner, type OwnerHashes, type OwnerInput } from './open-owner.ts';
import {
  type FilledField,
  saveCustomFields,
} from '#modules/clients/custom-fields/save-custom-fields.ts';

/** Everything that can be told of a new client. */
export interface NewClient extends Details, OwnerInput {
  firstName: string;
  lastName: string;
  email: string;
  country: string;
  currencyId?: ClientReference | null;
  groupId?: ClientReference | null;
  customFields?: FilledField[] | null;
  ipAddress?: string | null;
  notes?: string | null;
  marketingOptIn?: boolean | null;
  sendWelcomeEmail?: boolean | null;
  affiliateCode?: string | null;
}

/** What a new client leaves to answer with. */
export interface OpenedClient extends Record<string, unknown> {
  clientId: number;
  ownerUserId: number;
}

/**
 * Adds a client with its owner. A reseller's new client is its own customer.
 * @throws DomainError CLIENT_EMAIL_TAKEN and what the parts refuse
 */
export async function openClient(
  work: Work,
  input: NewClient,
  { signup, hashes }: { signup: boolean; hashes: OwnerHashes },
): Promise<OpenedClient> {
  const { tx, actor, fail } = work;
  // As on a change: which group a client is in decides what it pays.
  if (input.groupId && !isStaff(actor)) fail('FORBIDDEN', undefined, { field: 'groupId' });
  const data = await columnsOf(work, input);
  const taken = await tx.client.findUnique({ where: { email: input.email }, select: { id: true } });
  if (taken) fail('CLIENT_EMAIL_TAKEN', undefined, { field: 'email' });
  const clientId = await create(work, data);
  const ownerUserId = await openOwner(work, input, hashes);
  await tx.userClient.create({ data: { userId: ownerUserId, clientId, isOwner: true } });
  await saveCustomFields(work, {
    fields: { owner: 'CLIENT' },
    owner: { clientId },
    filled: input.customFields ?? [],
    isNew: true,
  });
  const sendWelcomeEmail = input.sendWelcomeEmail ?? true;
  const affiliateCode = input.affiliateCode ?? null;
  work.announce('client.added', { clientId, signup, sendWelcomeEmail, affiliateCode });
  return { clientId, ownerUserId };
}

async function create({ tx, fail }: Work, data: Prisma.ClientUncheckedCreateInput) {
  try {
    return (await tx.client.create({ data, select: { id: true } })).id;
  } catch (error) {
    if (isTaken(error)) fail('CLIENT_EMAIL_TAKEN', undefined, { field: 'email' });
    throw error;
  }
}

async function columnsOf(
  { tx, actor }: Work,
  input: NewClient,
): Promise<Prisma.ClientUncheckedCreateInput> {
  const { firstName, lastName, email, country } = input;
  return {
    firstName,
    lastName,
    email,
    countryCode: country,
    ...detailColumns(input),
    resellerId: actor.kind === 'reseller' ? actor.resellerId : null,
    currencyCode: input.currencyId ? await currencyCodeOf(tx, input.currencyId) : await usual(tx),
    groupId: input.groupId ? await groupIdOf(tx, input.groupId) : null,
    language: input.language ?? (await settingText(tx, 'Language')),
    signupIp: input.ipAddress ?? null,
    notes: input.notes ?? '',
    marketingOptIn: input.marketingOptIn ?? false,
    marketingOptInAt: input.marketingOptIn ? now() : null,
  };
}

const usual = async (tx: Work['tx']) =>
  (await tx.currency.findFirstOrThrow({ where: { isBase: true }, select: { code: true } })).code;

/** Whether the owner of a client must prove the e-mail address before going on. */
export async function requiresVerification({ tx }: Work, ownerUserId: number): Promise<boolean> {
  if (!(await settingIsOn(tx, 'EnableEmailVerification'))) return false;
  const owner = await tx.user.findUniqueOrThrow({
    where: { id: ownerUserId },
    select: { emailVerifiedAt: true },
  });
  return owner.emailVerifiedAt === null;
}
