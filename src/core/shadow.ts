/** Where two replies to one call differ first, as it is stored; null for a side without the field. */
export interface Difference {
  path: string;
  old: string | null;
  own: string | null;
}

/** Why a call that the old system answered was not compared. */
export type UncomparedReason =
  | 'KEY_UNKNOWN'
  | 'ASKS_PROVIDER'
  | 'NO_DRY_RUN'
  | 'NOT_JSON'
  | 'TOO_LARGE'
  | 'BUSY'
  | 'UNAVAILABLE';

/** What the reply of the old system was beside that of this gateway. */
export type Comparison =
  | { outcome: 'EQUAL' }
  | { outcome: 'DIFFERENT'; difference: Difference }
  | { outcome: 'UNCOMPARED'; reason: UncomparedReason };
