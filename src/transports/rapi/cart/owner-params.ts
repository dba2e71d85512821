import { encodeId } from '#core/ids.ts';
import { ipAddress, optionalId } from '#transports/rapi/params.ts';

/** The parameters that say whose cart is meant. */
export const ownerParams = { user_id: optionalId, client_ip_address: ipAddress };

interface OwnerParams {
  user_id?: number | undefined;
  client_ip_address: string;
}

/** The owner as the graph takes it: the client where one is named, the visitor's address always. */
export const ownerInput = (p: OwnerParams) => ({
  clientId: p.user_id === undefined ? undefined : encodeId('Client', p.user_id),
  clientIp: p.client_ip_address,
});
