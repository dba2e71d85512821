import { globalAgent } from 'node:https';
import { loopback, testCa, type Loopback, type Reply } from '#test/providers/loopback.ts';

/** A minFraud on 127.0.0.1; the library can only be given a host, so its port is the agent's. */
export async function fakeMinFraud(): Promise<Loopback & { score: number }> {
  const state = { score: 5.25 };
  const program = await loopback(
    ({ headers, path, text }): Reply => {
      const basic = `Basic ${Buffer.from('42:LICENSE').toString('base64')}`;
      if (headers.authorization !== basic)
        return {
          status: 401,
          body: { code: 'AUTHORIZATION_INVALID', error: 'Wrong license key.' },
        };
      if (path !== '/minfraud/v2.0/score') return { status: 404, body: {} };
      if (!JSON.parse(text).event?.transaction_id) return { status: 400, body: {} };
      const warning = { code: 'BILLING_CITY_NOT_FOUND', warning: 'The city is unknown.' };
      const counts = { funds_remaining: 9.5, queries_remaining: 900, ip_address: { risk: 1 } };
      return { body: { id: 'mf-1', risk_score: fake.score, ...counts, warnings: [warning] } };
    },
    { secure: true },
  );
  const fake = Object.assign(program, state);
  const agent = globalAgent as typeof globalAgent & { defaultPort: number };
  agent.defaultPort = program.port;
  agent.options.ca = testCa;
  const { stop } = program;
  fake.stop = async () => {
    agent.defaultPort = 443;
    delete agent.options.ca;
    await stop();
  };
  return fake;
}
