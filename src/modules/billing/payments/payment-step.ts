import type { App } from '#schema/app.ts';
import type { Db } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { clientSecretOf } from './client-secret.ts';

const PaymentStepKind = builder.enumType('PaymentStepKind', {
  description: 'What the client has to do so that a payment goes on.',
  values: {
    REDIRECT: { description: "Open `redirectUrl`: the client pays on the gateway's page." },
    CONFIRM: {
      description: "Hand `clientSecret` to the gateway's script, which asks for the confirmation.",
    },
    INSTRUCTIONS: {
      description: 'Show `instructions`: the client pays outside, for instance by bank transfer.',
    },
  } as const,
});

interface Step {
  kind: typeof PaymentStepKind.$inferType;
  redirectUrl: string | null;
  clientSecret: string | null;
  instructions: string | null;
}

/** What a payment waits for on the client's side. */
export const PaymentStep = builder.objectRef<Step>('PaymentStep').implement({
  read: 'billing:read',
  description: 'What the client has to do so that a payment goes on.',
  fields: (t) => ({
    kind: t.expose('kind', { type: PaymentStepKind, description: 'What has to be done.' }),
    redirectUrl: t.exposeString('redirectUrl', {
      nullable: true,
      description: "Web address of the gateway's page; null where there is none.",
    }),
    clientSecret: t.exposeString('clientSecret', {
      nullable: true,
      description: "Secret for the gateway's script in the browser; null where it needs none.",
    }),
    instructions: t.exposeString('instructions', {
      nullable: true,
      description:
        'How to pay, in the words of the company; null where the gateway asks by itself.',
    }),
  }),
});

/** What an attempt waits for on the client's side; null where it waits for nothing. */
export async function stepOf(
  { app, db }: { app: App; db: Db },
  attemptId: number,
): Promise<Step | null> {
  const { status, redirectUrl, message } = await db.paymentAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: { status: true, redirectUrl: true, message: true },
  });
  if (status !== 'REQUIRES_ACTION') return null;
  const clientSecret = await clientSecretOf({ keyring: app.keyring, db }, attemptId);
  const kind = clientSecret ? 'CONFIRM' : redirectUrl ? 'REDIRECT' : 'INSTRUCTIONS';
  return { kind, redirectUrl, clientSecret, instructions: message || null };
}
