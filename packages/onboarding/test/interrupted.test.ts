import { testInterruptions } from "./support/interruptions.js";

await testInterruptions([
  ["killed", "after"],
  ["cut", "after"],
]);
