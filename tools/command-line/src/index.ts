export { Command, InvalidArgumentError, Option } from "commander";
export { type CommandInfo, createCommand, runCommand } from "./command.js";
export { CommandError, EXIT } from "./command-error.js";
export { plainText } from "./plain-text.js";
export { writeWhole } from "./write-file.js";
