import { enterRuntime } from '#core/runtime.ts';
import type { App } from '#schema/app.ts';
import { metricsTransport } from '#transports/health.ts';
import { Arrival, sendJson } from '#transports/transport.ts';
import type { Port } from './port.ts';

/** Answers /metrics and /health on the port of METRICS_PORT. */
export function serveMetrics(app: App, { server, serve }: Port) {
  const state = { isStopping: false };
  const transport = metricsTransport(app, state);
  serve({
    request: (req, res) =>
      void enterRuntime(app.runtime, async () => {
        const arrival = new Arrival(req, res, {
          ip: req.socket.remoteAddress ?? '',
          requestId: '',
        });
        if (transport.serves(arrival.path)) await transport.answer(arrival);
        else sendJson(res, 404, { error: 'There is nothing at this address.' });
      }),
    upgrade: (_req, socket) => void socket.destroy(),
  });
  return {
    /** From now on /health/ready says 503: the process is about to end. */
    turnAway: () => void (state.isStopping = true),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
