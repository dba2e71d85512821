type Stop = () => Promise<void>;

// Kept on the global object, as everything that is shared between a worker's test files.
const stops: Stop[] = ((globalThis as { hostgraphStops?: Stop[] }).hostgraphStops ??= []);

/** Stops something when the present test file has ended. */
export function stopAfterFile(stop: Stop): void {
  stops.push(stop);
}

/** Called after each test file. */
export async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0)) await stop();
}
