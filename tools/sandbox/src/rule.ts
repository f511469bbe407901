/** What a refusal says of itself. */
export interface RuleInfo {
  /** Items of the product's checklist that this rule carries out; empty for what the checklist does not name. */
  readonly checklist: readonly number[];
  /** HTTP status of the answer. */
  readonly status: number;
  /** The machine-readable cause in the answer, in the vendor's style. */
  readonly errorCode: string;
  /**
   * `documented`: the vendor says that this is refused (the status may still be our reading). `observed`: a client that works with the real
   * product counts on it. `ours`: we decided it.
   */
  readonly basis: "documented" | "observed" | "ours";
}

/** A reason to refuse: looks at the facts and answers the message, or nothing. */
export interface Rule<Facts> extends RuleInfo {
  refuses(facts: Facts): string | undefined;
}

/** Rules that look at the same facts, in the order in which they are asked, by id. */
export type Rules<Facts> = Readonly<Record<string, Rule<Facts>>>;

/** All rules of a product by id. A rule that is not in the table is not asked: taking one out is how a test loosens the product. */
export type RuleTable = Readonly<Record<string, RuleInfo>>;

/** A request was refused by a rule; the product turns it into the vendor's answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    /** Id of the rule. */
    readonly rule: string,
    readonly info: RuleInfo,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Asks the rules of one group that are still in the table; status and code are the table's.
 *
 * @throws {Refusal} of the first rule that refuses.
 */
export function enforce<Facts>(table: RuleTable, group: Rules<Facts>, facts: Facts): void {
  // Not Object.entries: every request asks several groups, and each would cost a list of lists.
  for (const id in group) {
    const info = table[id];
    const message = info && group[id]!.refuses(facts);
    if (info && message !== undefined) throw new Refusal(id, info, message);
  }
}

/** The rules with those of the lower status first: what is wrong with a request is told before what is wrong with the state. */
export function byStatus<Facts>(group: Rules<Facts>): Rules<Facts> {
  return Object.fromEntries(Object.entries(group).sort(([, a], [, b]) => a.status - b.status));
}
