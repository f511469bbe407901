import { testInterruptions } from "./support/interruptions.js";

// Before an effect is after the one before it: what is left behind is the same.
await testInterruptions([
  ["killed", "after"],
  ["interrupted", "before"],
  ["interrupted", "after"],
  ["cut", "before"],
  ["cut", "after"],
]);
