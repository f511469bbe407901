import type { OperationView, UnreachedReason } from "@gatehouse/description";
import { declaredFor } from "../checks/judged.js";
import type { Cell } from "../event.js";
import type { Skipped } from "../plan/context.js";

/** What became of one declared status. */
export interface CellState {
  readonly cell: Cell;
  readonly state: "reached" | UnreachedReason | "unexplained";
}

/** Keeps which declared statuses were seen and matched. An attempt does not count, nor an answer that a check found fault with. */
export class Coverage {
  readonly #reached = new Set<string>();
  readonly #notImplemented = new Set<string>();

  /** An answer that all checks passed. */
  matched(operation: OperationView, status: number): void {
    const declared = declaredFor(operation, status);
    if (declared) this.#reached.add(keyOf(operation.id, declared.status));
  }

  notImplemented(operation: string): void {
    this.#notImplemented.add(operation);
  }

  /** Every declared status of every operation, each with the reason where it was not reached. */
  table(operations: readonly OperationView[], skipped: readonly Skipped[]): CellState[] {
    return operations.flatMap((operation) =>
      operation.responses.map(({ status, unreached }): CellState => {
        const cell = { operation: operation.id, status };
        if (this.#reached.has(keyOf(operation.id, status))) return { cell, state: "reached" };
        if (unreached) return { cell, state: unreached.reason };
        if (this.#notImplemented.has(operation.id)) return { cell, state: "target-not-implemented" };
        const own = skipped.filter((one) => one.operation === operation.id);
        const reasons = new Set(own.map(({ reason }) => reason));
        // A case that was left out explains a cell only where it alone could have reached it.
        return { cell, state: reasons.size === 1 && isRefusal(status) && own.some(mayReach(status)) ? own[0]!.reason : "unexplained" };
      }),
    );
  }
}

/** Cells of error statuses that were not reached, as a share of all error cells; 0 where none is declared. */
export function unreachedShare(cells: readonly CellState[]): {
  readonly unreached: number;
  readonly declared: number;
  readonly share: number;
} {
  const errors = cells.filter(({ cell }) => isRefusal(cell.status));
  const unreached = errors.filter(({ state }) => state !== "reached").length;
  return { unreached, declared: errors.length, share: errors.length === 0 ? 0 : unreached / errors.length };
}

/** At most this share of an API's declared error statuses may be out of reach before a run is no proof. */
export const UNREACHED_LIMIT = 0.35;

function mayReach(status: number | string): (skipped: Skipped) => boolean {
  return ({ case: id }) => (id.includes("/credential/") ? status === 401 || status === 403 : true);
}

function isRefusal(status: number | string): boolean {
  return typeof status === "number" ? status >= 400 : status !== "default" && Number(status[0]) >= 4;
}

function keyOf(operation: string, status: number | string): string {
  return `${operation} ${status}`;
}
