import { expect, it } from 'vitest';
import { z } from 'zod';
import { connectProvider } from '#providers/connect.ts';
import { defineProvider } from '#providers/define.ts';

it('a provider whose connect throws has made no call', () => {
  const wild = defineProvider({
    kind: 'registrar',
    name: 'wild',
    title: 'Wild',
    docs: [],
    settings: z.object({}),
    capabilities: {},
    connect: () => {
      throw new TypeError('No key.');
    },
  });
  const account = { label: 'wild', isTestMode: false, settings: {} };
  expect(() => connectProvider(wild, account)).toThrow(
    expect.objectContaining({
      outcome: 'NOT_SENT',
      message: 'Wild cannot be connected: No key.',
    }),
  );
});
