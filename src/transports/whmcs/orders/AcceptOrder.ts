import { encodeId } from '#core/ids.ts';
import { fields } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { AcceptOrder as command } from '#transports/rapi/orders/AcceptOrder.ts';
import { flag, id, optionalId } from '#transports/rapi/params.ts';
import { respelled } from '#transports/whmcs/action.ts';

export const AcceptOrderAction = respelled(command, {
  params: fields({
    orderid: id,
    serverid: optionalId,
    autosetup: flag.default(true),
    sendregistrar: flag.default(true),
    sendemail: flag.default(true),
  }),
  unsupported: ['serviceusername', 'servicepassword', 'registrar'],
  variables: (p) => ({
    input: {
      orderId: encodeId('Order', p.orderid),
      serverId: globalId('Server', p.serverid),
      createAccounts: p.autosetup,
      sendWelcomeEmail: p.sendemail,
      sendToRegistrar: p.sendregistrar,
      sendConfirmationEmail: p.sendemail,
    },
  }),
});
