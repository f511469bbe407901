import { CommandError, createCommand, EXIT, plainText, runCommand } from "@gatehouse/command-line";
import { isDescriptionError, loadDescription } from "@gatehouse/description";
import { type Generated, generateApi } from "./generate.js";
import { checkFolder, checkName, writeFolder } from "./write-folder.js";

const program = createCommand({
  name: "gatehouse-codegen",
  summary: "Writes the generated half of a client from a description: types, operations as data, documented interfaces.",
  examples: [
    "gatehouse-codegen specs/entrust-idaas --out packages/entrust-idaas/src/generated",
    "gatehouse-codegen openapi.yaml --out src/generated --check",
  ],
  exitCodes: {
    0: "written, or unchanged; what the client does not carry is listed as unsupported",
    1: "the description is broken, or with --check: the folder is not up to date",
    2: "wrong usage, or something that cannot be read or written",
  },
  packageUrl: new URL("../package.json", import.meta.url),
});

program
  .argument("<description>", "folder with openapi.yaml, or a file")
  .requiredOption("--out <folder>", "where to write; must be called generated, and is replaced as a whole")
  .option("--check", "write nothing, fail if the folder is not up to date")
  .action(async (entry: string, { out, check }: { out: string; check?: true }) => {
    if (!check) checkName(out);
    const generated = await read(entry);
    if (check) await checkFolder(out, generated.files);
    const outcome = check ? "up to date" : await writeFolder(out, generated.files);
    const lines = [
      ...generated.renamed.map((line) => `renamed: ${line}`),
      ...generated.unsupported.map((line) => `unsupported: ${line}`),
      `${out}: ${generated.operations} operations, ${outcome}`,
    ];
    process.stdout.write(lines.map((line) => `${plainText(line)}\n`).join(""));
  });

await runCommand(program);

async function read(entry: string): Promise<Generated> {
  try {
    return await generateApi(await loadDescription(entry));
  } catch (error) {
    // Without a line the file itself is the trouble: it is missing, or may not be read.
    if (isDescriptionError(error))
      throw new CommandError(error.message, { exitCode: error.line === undefined ? EXIT.untold : EXIT.findings, cause: error });
    throw error;
  }
}
