import type { Scope } from "./deadline.js";

/** Runs `start` once for all who ask for the same key meanwhile, and gives each of them its outcome. */
export type Join<T> = (key: string, scope: Scope, start: (signal: AbortSignal) => Promise<T>) => Promise<T>;

interface Flight<T> {
  readonly outcome: Promise<T>;
  readonly control: AbortController;
  waiting: number;
}

/**
 * Single flight. Who gives up (its call ends) leaves alone: the flight goes on for the others and is aborted only when the last
 * of them has left.
 */
export function sharedFlights<T>(): Join<T> {
  const flights = new Map<string, Flight<T>>();

  return async (key, scope, start) => {
    scope.goOn();
    let flight = flights.get(key);
    if (!flight) {
      const control = new AbortController();
      flight = { control, waiting: 0, outcome: start(control.signal) };
      flights.set(key, flight);
    }
    flight.waiting++;
    try {
      return await scope.heed(flight.outcome);
    } finally {
      if (--flight.waiting === 0) {
        flights.delete(key);
        flight.control.abort("nobody waits");
      }
    }
  };
}
