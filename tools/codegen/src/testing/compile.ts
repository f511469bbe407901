import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** What a compiler says of some files. */
export interface Compiled {
  /** `client.ts:12 TS1360 Type … does not satisfy …`, sorted by place. */
  readonly errors: readonly string[];
  /** Types that were made to check all of it: exact, and the same on every machine. */
  readonly instantiations: number;
  readonly program: ts.Program;
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../virtual");

/** As strict as a careful user's own configuration, and stricter than most. */
export const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  declaration: true,
  noEmit: true,
  types: [],
};

/**
 * Checks files that exist in memory only, with TypeScript 5.9 in this process. Paths are relative to a folder of this workspace, so that
 * packages resolve as they do for it.
 */
export function compile(files: Iterable<readonly [path: string, text: string]>, options: ts.CompilerOptions = {}): Compiled {
  const texts = new Map([["package.json", '{ "type": "module" }'] as const, ...files].map(([path, text]) => [join(ROOT, path), text]));
  const all = { ...OPTIONS, ...options };
  const host = hostOf(texts, all);
  const program = ts.createProgram({ rootNames: [...texts.keys()].filter((path) => path.endsWith(".ts")), options: all, host });
  const errors = ts.getPreEmitDiagnostics(program).map(describe);
  return { errors: [...errors].sort(), instantiations: program.getInstantiationCount(), program };
}

/** The source file of a compiled program. */
export function sourceOf({ program }: Compiled, path: string): ts.SourceFile {
  return program.getSourceFile(join(ROOT, path)) as ts.SourceFile;
}

// Libraries and packages do not change while tests run: parsed once, shared by all programs.
const parsed = new Map<string, ts.SourceFile | undefined>();

function hostOf(texts: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const onDisk = host.getSourceFile.bind(host);
  return {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    directoryExists: (path) =>
      path === ROOT || [...texts.keys()].some((file) => file.startsWith(`${path}/`)) || ts.sys.directoryExists(path),
    getSourceFile(path, version) {
      const text = texts.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, version);
      if (!parsed.has(path)) parsed.set(path, onDisk(path, version));
      return parsed.get(path);
    },
  };
}

function describe({ file, start, code, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, " ");
  if (!file) return `TS${code} ${text}`;
  const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
  return `${file.fileName.replace(`${ROOT}/`, "")}:${line + 1} TS${code} ${text}`;
}
