import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { CommandError, EXIT } from "./command-error.js";
import { plainText } from "./plain-text.js";

/** What a command says of itself. */
export interface CommandInfo {
  /** As it is typed: `gatehouse-contract`. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Lines that can be pasted. */
  readonly examples: readonly string[];
  /** Meaning of each exit code, shown by `--help`. */
  readonly exitCodes: Readonly<Record<number, string>>;
  /** URL of the package.json that has the version: `new URL("../package.json", import.meta.url)`. */
  readonly packageUrl: URL;
}

/**
 * A commander program with the manners all Gatehouse commands share: `--help` with examples and exit codes, `--version`, `--debug`,
 * a wrong flag names the nearest one, usage errors exit 2.
 *
 * @example
 * const program = createCommand({ name: "gatehouse-x", summary: "Does x.", examples: ["gatehouse-x a.yaml"], exitCodes: { 0: "done" }, packageUrl: new URL("../package.json", import.meta.url) });
 * program.argument("<file>").action(async (file: string) => { console.log(file); });
 * await runCommand(program);
 */
export function createCommand(info: CommandInfo): Command {
  const { version } = JSON.parse(readFileSync(info.packageUrl, "utf8")) as { version: string };
  const codes = Object.entries(info.exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`);
  return new Command(info.name)
    .description(info.summary)
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this")
    .addOption(new Option("--debug", "print stacks of errors"))
    .showSuggestionAfterError(true)
    .addHelpText("afterAll", `\nExamples:\n${info.examples.map((line) => `  ${line}`).join("\n")}\n\nExit codes:\n${codes.join("\n")}`);
}

/**
 * Runs a program to its end and sets `process.exitCode`; never throws. What an error prints is one line, with its hint behind it;
 * its stack only with `--debug`.
 *
 * @param argv Arguments as in `process.argv`, the first two ignored. Default: `process.argv`.
 */
export async function runCommand(program: Command, argv: readonly string[] = process.argv): Promise<void> {
  quietUsageErrors(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error, program.name(), argv.includes("--debug"));
  }
}

function quietUsageErrors(command: Command): void {
  command.exitOverride();
  command.configureOutput({ outputError: () => {} });
  for (const sub of command.commands) quietUsageErrors(sub);
}

function report(error: unknown, name: string, debug: boolean): number {
  if (error instanceof CommanderError) {
    // Help and version arrive here too, already printed.
    if (error.exitCode === 0) return EXIT.ok;
    if (error.code !== "commander.help") {
      const message = error.message.replace(/^error: /, "").replaceAll("\n", " ");
      process.stderr.write(`${name}: ${plainText(message)} – see ${name} --help\n`);
    }
    return EXIT.untold;
  }
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof CommandError && error.hint ? ` – ${error.hint}` : "";
  process.stderr.write(`${name}: ${plainText(message + hint)}\n`);
  if (debug && error instanceof Error && error.stack) process.stderr.write(`${plainText(error.stack)}\n`);
  return error instanceof CommandError ? error.exitCode : EXIT.untold;
}
