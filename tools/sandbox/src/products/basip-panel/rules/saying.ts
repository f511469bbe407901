import type { Rule, RuleInfo } from "../../../rule.js";

/**
 * A rule that answers with one text. The panel has no other codes than its texts, so the text is the code; a name that differs from call to
 * call stands in it as `` `param` `` and comes from the rule's message.
 */
export function saying<Facts>(
  text: string,
  broken: (facts: Facts) => boolean,
  about: Partial<Omit<RuleInfo, "errorCode">> = {},
): Rule<Facts> {
  return {
    checklist: [],
    status: 400,
    basis: "documented",
    ...about,
    errorCode: text,
    refuses: (facts) => (broken(facts) ? text : undefined),
  };
}

/** A rule that names the parameter it is about: `named` answers the name, or nothing. */
export function naming<Facts>(
  text: string,
  named: (facts: Facts) => string | undefined,
  about: Partial<Omit<RuleInfo, "errorCode">> = {},
): Rule<Facts> {
  return { ...saying<Facts>(text, () => false, about), refuses: named };
}

/** The text of a refusal, with the name in its place. */
export const said = (text: string, name: string): string => text.replace("`param`", () => `\`${name}\``);

export const NO_VALUE = "Wrong JSON body: no value for `param`";
export const WRONG_TYPE = "Wrong JSON body: value `param` was of the wrong type";
