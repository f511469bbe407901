import type { IdentifierCreate, IdentifierUpdate } from "./models.js";
import type { IdentifierRecord, Limits } from "./state.js";

type GivenLimits = NonNullable<IdentifierCreate["valid"] | IdentifierUpdate["valid"]>;

/** The limits a request asks for, as they stand in it; what it leaves open is null. */
interface Asked {
  readonly time: { readonly permanent: boolean | null; readonly from: number | null; readonly to: number | null };
  readonly passes: { readonly permanent: boolean | null; readonly max: number | null };
}

function asked(valid: GivenLimits | null | undefined): Asked {
  return {
    time: { permanent: valid?.time?.is_permanent ?? null, from: valid?.time?.from ?? null, to: valid?.time?.to ?? null },
    passes: { permanent: valid?.passes?.is_permanent ?? null, max: valid?.passes?.max_passes ?? null },
  };
}

/** The limits of a request. A part that says too little to limit anything is permanent. */
export function limitsOf(valid: GivenLimits | null | undefined): Limits {
  const { time, passes } = asked(valid);
  const limited = {
    time: time.permanent === false && time.from !== null && time.to !== null,
    passes: passes.permanent === false && passes.max !== null,
  };
  return { time: { ...time, permanent: !limited.time }, passes: { ...passes, permanent: !limited.passes } };
}

/** The name of the first value without which what a request says limits nothing. */
export function missingLimit(valid: GivenLimits | undefined): string | undefined {
  const { time, passes } = asked(valid);
  if (time.permanent === false && time.from === null) return "from";
  if (time.permanent === false && time.to === null) return "to";
  return passes.permanent === false && passes.max === null ? "max_passes" : undefined;
}

/** How many passes are left once these limits hold: all of them where the number of passes is new, -1 where passes are not counted. */
export function passesLeft(limits: Limits, before?: IdentifierRecord): number {
  if (limits.passes.permanent || limits.passes.max === null) return -1;
  const same = before && !before.limits.passes.permanent && before.limits.passes.max === limits.passes.max;
  return same ? before.passesLeft : limits.passes.max;
}
