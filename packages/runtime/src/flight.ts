/** Runs `start` once for all who ask for the same key meanwhile, and gives each of them its outcome. */
export type Join<T> = (key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>) => Promise<T>;

interface Flight<T> {
  readonly outcome: Promise<T>;
  readonly control: AbortController;
  waiting: number;
}

/**
 * Single flight. Who gives up (its `signal` is aborted) leaves alone: the flight goes on for the others and is aborted only when the last
 * of them has left.
 */
export function sharedFlights<T>(): Join<T> {
  const flights = new Map<string, Flight<T>>();

  function take(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const running = flights.get(key);
    if (running) return running;
    const control = new AbortController();
    const flight: Flight<T> = {
      control,
      waiting: 0,
      outcome: start(control.signal).finally(() => {
        if (flights.get(key) === flight) flights.delete(key);
      }),
    };
    flights.set(key, flight);
    return flight;
  }

  return (key, signal, start) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const flight = take(key, start);
      flight.waiting++;
      const leave = () => {
        reject(signal.reason);
        if (--flight.waiting) return;
        flights.delete(key);
        flight.control.abort(signal.reason);
      };
      const landed = <V>(settle: (value: V) => void) => {
        return (value: V) => {
          signal.removeEventListener("abort", leave);
          settle(value);
        };
      };
      signal.addEventListener("abort", leave, { once: true });
      flight.outcome.then(landed(resolve), landed(reject));
    });
}
