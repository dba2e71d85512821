declare module 'fs-native-extensions' {
  /** Locks an open file for this process; false where another one holds it. */
  export function tryLock(fd: number): boolean;
}
