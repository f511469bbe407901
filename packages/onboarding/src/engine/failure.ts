import { isGatehouseError } from "@gatehouse/runtime";
import type { Hidden } from "./secret-store.js";
import type { AnyStep, Vendor } from "./step.js";

/** A step that did not come to its end. */
export interface Failure {
  readonly step: AnyStep;
  /** For people, without secrets. */
  readonly why: string;
}

/** Something stands in the way that a person has to decide about. */
export class StandsInTheWay extends Error {
  override readonly name = "StandsInTheWay";
}

/** Why a step failed: the client's words, and those of the vendor's refusal where it has some. */
export function whyOf(error: unknown, vendor: Vendor, hidden: Hidden): string {
  if (!(error instanceof Error)) return hidden.in(String(error));
  const words = vendor.refusals.map((pointer) => textAt((error as { body?: unknown }).body, pointer)).find((text) => text !== undefined);
  const request = isGatehouseError(error) && error.requestId ? `, request ${error.requestId}` : "";
  return hidden.in(`${error.message}${words ? `: ${words}` : ""}${request}`);
}

/** True where every further call would fail alike: trying would cost time, and with wrong credentials perhaps the account. */
export function endsVendor(error: unknown): boolean {
  return isGatehouseError(error) && ["connection", "deadline", "authentication", "aborted"].includes(error.code);
}

function textAt(body: unknown, pointer: string): string | undefined {
  let value = body;
  for (const key of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return typeof value === "string" && value !== "" ? value : undefined;
}
