/** Pauses between attempts to deliver an e-mail or an event, in seconds; together three days. */
export const deliveryPauses: readonly number[] = [
  30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 28_800, 43_200, 57_600, 86_400,
];
