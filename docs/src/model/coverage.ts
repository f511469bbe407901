import type { Product } from "@gatehouse/sandbox";
import type { ApiPage } from "./api-page.js";
import type { Report } from "./report.js";

/** What stands behind one operation. */
export interface CoverageRow {
  readonly operation: string;
  readonly title: string;
  readonly scope: "core" | "support";
  /** Claims about it, each with its source. */
  readonly claims: number;
  /** The client has a typed call for it. */
  readonly typed: boolean;
  /** The sandbox does what it does. */
  readonly imitated: boolean;
  /** Contract cases of one run, by the last nightly report; undefined where that knows nothing of it. */
  readonly cases: number | undefined;
}

/** The operations of an API, in the order of its description. */
export interface ApiCoverage {
  readonly api: string;
  readonly title: string;
  readonly rows: readonly CoverageRow[];
}

/** What is described, typed, imitated and checked, of every API; each column is read where it is made and none is written by hand. */
export function coverageOf(apis: readonly ApiPage[], products: readonly Product[], reports: readonly Report[]): readonly ApiCoverage[] {
  return apis.map((api) => {
    const product = products.find(({ name }) => name === api.id);
    const imitated = new Set(product?.operations.map(({ id }) => id));
    const cases = casesOf(api.id, reports);
    return {
      api: api.id,
      title: api.title,
      rows: api.operations.map(({ operation, evidence, samples }) => ({
        operation: operation.id,
        title: operation.title,
        scope: operation.scope,
        claims: evidence.total,
        typed: samples.some(({ language }) => language === "typescript"),
        imitated: imitated.has(operation.id) || (operation.vendorId !== undefined && imitated.has(operation.vendorId)),
        cases: cases.get(operation.id),
      })),
    };
  });
}

/** Whether nothing is missing behind an operation. */
export function isComplete({ claims, typed, imitated, cases }: CoverageRow): boolean {
  return claims > 0 && typed && imitated && cases !== undefined && cases > 0;
}

function casesOf(api: string, reports: readonly Report[]): ReadonlyMap<string, number> {
  const details = reports.flatMap(({ figures }) => figures[`${api}: cases of a seed`]?.details ?? []);
  return new Map(details.map((line) => [line.split(":")[0]!, Number.parseInt(line.split(":")[1] ?? "", 10)]));
}
