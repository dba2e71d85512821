/** The ticks of an axis from nought to at least the greatest value: three to five round steps. */
export function ticksUpTo(greatest: number): number[] {
  if (greatest <= 0) return [0, 1];
  const rough = greatest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough)!;
  const count = Math.ceil(greatest / step);
  return Array.from({ length: count + 1 }, (_, place) => Number((place * step).toPrecision(12)));
}
