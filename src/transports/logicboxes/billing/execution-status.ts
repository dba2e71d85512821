import type { ExecutionProgressFragment } from '#generated/logicboxes/graphql.ts';
import { graphql } from '#generated/logicboxes/index.ts';
import type { Tree } from '#transports/logicboxes/tree.ts';

graphql(`
  fragment ExecutionProgress on Execution {
    invoiceId
    standing {
      state
      message
    }
  }
`);

graphql(`
  fragment PaidTransaction on CustomerTransaction {
    client {
      databaseId
    }
    amount {
      amount
      currency
    }
    unpaidAmount {
      amount
      currency
    }
  }
`);

type ExecutionStatus = ExecutionProgressFragment['standing'];

/** How far what waited for each invoice is, by the invoice's id. */
export const standingsOf = (
  executions: readonly ExecutionProgressFragment[],
): Map<string, ExecutionStatus> =>
  new Map(executions.map(({ invoiceId, standing }) => [invoiceId, standing]));

/** How far it is, in the platform's words. */
export function actionStatus(
  { state, message }: ExecutionStatus,
  settled: string,
): Record<string, Tree> {
  if (state === 'SUCCESS') return { actionstatus: 'Success', actionstatusdesc: settled };
  if (state === 'FAILED') return { actionstatus: 'Failed', actionstatusdesc: message };
  const words = message || 'Waiting for the registrar';
  return { actionstatus: 'PendingExecution', actionstatusdesc: words };
}

/** What failed is an error of its own, in the answer about all of them. */
export const outcomeStatus = ({ state, message }: ExecutionStatus): Record<string, Tree> =>
  state === 'FAILED' ? { status: 'error', error: message } : { status: 'Success' };
