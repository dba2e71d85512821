import { ApplyPromotion } from './ApplyPromotion.ts';
import { CartAddDomain } from './CartAddDomain.ts';
import { CartAddDomainOwned } from './CartAddDomainOwned.ts';
import { CartAddDomainRenew } from './CartAddDomainRenew.ts';
import { CartAddDomainTransfer } from './CartAddDomainTransfer.ts';
import { CartAddItem } from './CartAddItem.ts';
import { CartChangeDuration } from './CartChangeDuration.ts';
import { CartDeleteItem } from './CartDeleteItem.ts';
import { CartUpdateAddonOptions } from './CartUpdateAddonOptions.ts';
import { CartUpdateConfigOption } from './CartUpdateConfigOption.ts';
import { CartUpdateDomainConfigs } from './CartUpdateDomainConfigs.ts';
import { CartUpdateSvrConfigs } from './CartUpdateSvrConfigs.ts';
import { CartVerifyDomainOwned } from './CartVerifyDomainOwned.ts';
import { GetCart } from './GetCart.ts';
import { GetCartSummary } from './GetCartSummary.ts';

export const cartCommands = {
  ApplyPromotion,
  CartAddDomain,
  CartAddDomainOwned,
  CartAddDomainRenew,
  CartAddDomainTransfer,
  CartAddItem,
  CartChangeDuration,
  CartDeleteItem,
  CartUpdateAddonOptions,
  CartUpdateConfigOption,
  CartUpdateDomainConfigs,
  CartUpdateSvrConfigs,
  CartVerifyDomainOwned,
  GetCart,
  GetCartSummary,
};
