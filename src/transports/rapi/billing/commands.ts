import { AddCredit } from './AddCredit.ts';
import { AddFunds } from './AddFunds.ts';
import { AddInvoicePayment } from './AddInvoicePayment.ts';
import { AddPayMethodForm } from './AddPayMethodForm.ts';
import { AddRefund } from './AddRefund.ts';
import { ApplyCredit } from './ApplyCredit.ts';
import { CallPaymentGateway } from './CallPaymentGateway.ts';
import { CapturePayment } from './CapturePayment.ts';
import { CapturePaymentByInvoice } from './CapturePaymentByInvoice.ts';
import { CreateFundsInvoice } from './CreateFundsInvoice.ts';
import { CreateInvoice } from './CreateInvoice.ts';
import { DeleteCredit } from './DeleteCredit.ts';
import { DeletePayMethod } from './DeletePayMethod.ts';
import { DeletePaymentTransaction } from './DeletePaymentTransaction.ts';
import { GenInvoices } from './GenInvoices.ts';
import { GetClientInvoices } from './GetClientInvoices.ts';
import { GetCredits } from './GetCredits.ts';
import { GetCurrencies } from './GetCurrencies.ts';
import { GetFundsInfo } from './GetFundsInfo.ts';
import { GetInvoice } from './GetInvoice.ts';
import { GetInvoices } from './GetInvoices.ts';
import { GetPayMethods } from './GetPayMethods.ts';
import { GetPaymentMethods } from './GetPaymentMethods.ts';
import { GetTransactions } from './GetTransactions.ts';
import { UpdateInvoice } from './UpdateInvoice.ts';

export const billingCommands = {
  AddCredit,
  AddFunds,
  AddInvoicePayment,
  AddPayMethodForm,
  AddRefund,
  ApplyCredit,
  CallPaymentGateway,
  CapturePayment,
  CapturePaymentByInvoice,
  CreateFundsInvoice,
  CreateInvoice,
  DeleteCredit,
  DeletePayMethod,
  DeletePaymentTransaction,
  GenInvoices,
  GetClientInvoices,
  GetCredits,
  GetCurrencies,
  GetFundsInfo,
  GetInvoice,
  GetInvoices,
  GetPayMethods,
  GetPaymentMethods,
  GetTransactions,
  UpdateInvoice,
};
