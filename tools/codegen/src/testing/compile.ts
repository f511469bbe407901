import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** What a compiler says of some files. */
export interface Compiled {
  /** `client.ts:12 TS1360 Type … does not satisfy …`, sorted by place. */
  readonly errors: readonly string[];
  /** Types that were made to check all of it: exact, and the same on every machine. */
  readonly instantiations: number;
  /** A file as the compiler read it. */
  source(path: string): ts.SourceFile;
  /** What an editor says of the type of the first expression with exactly this text in a file; undefined where there is none. */
  typeOf(path: string, expression: string): string | undefined;
}

/** How files are checked. */
export interface CompileOptions {
  /** The folder that they stand in, as far as they know; packages resolve from there. It need not exist. Default: in this workspace. */
  readonly folder?: string;
  /** Compiler options over the strict ones. */
  readonly compiler?: ts.CompilerOptions;
}

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../../virtual");

/** As strict as a careful user's own configuration, and stricter than most. */
const STRICT: ts.CompilerOptions = {
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
  // Declarations are somebody else's business here, and take most of the time: those of our packages are checked where they are installed.
  skipLibCheck: true,
  declaration: true,
  noEmit: true,
  types: [],
};

/**
 * Checks files that exist in memory only, with TypeScript 5.9 in this process.
 *
 * @example
 * compile([["a.ts", "export const a: number = 'text';"]]).errors; // ["a.ts:1 TS2322 Type 'string' is not assignable to type 'number'."]
 */
export function compile(
  files: Iterable<readonly [path: string, text: string]>,
  { folder = FOLDER, compiler = {} }: CompileOptions = {},
): Compiled {
  const texts = new Map([["package.json", '{ "type": "module" }'] as const, ...files].map(([path, text]) => [join(folder, path), text]));
  const options = { ...STRICT, ...compiler };
  const program = ts.createProgram({
    rootNames: [...texts.keys()].filter((path) => path.endsWith(".ts")),
    options,
    host: hostOf(texts, folder, options),
  });
  const source = (path: string) => program.getSourceFile(join(folder, path)) as ts.SourceFile;
  const errors = ts.getPreEmitDiagnostics(program).map((diagnostic) => describe(diagnostic, folder));
  return {
    errors: errors.sort(),
    instantiations: program.getInstantiationCount(),
    source,
    typeOf(path, expression) {
      const node = find(source(path), expression);
      const checker = program.getTypeChecker();
      return (
        node &&
        checker.typeToString(
          checker.getTypeAtLocation(node),
          node,
          ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope,
        )
      );
    },
  };
}

function find(node: ts.Node, text: string): ts.Node | undefined {
  if (ts.isExpression(node) && node.getText() === text) return node;
  return ts.forEachChild(node, (child) => find(child, text));
}

// Libraries and packages do not change while tests run: parsed and bound once, shared by all programs.
const parsed = new Map<string, ts.SourceFile | undefined>();
// Of files in memory the last text of each path: a generated client is checked many times beside different users of it.
const latest = new Map<string, ts.SourceFile>();

function hostOf(texts: ReadonlyMap<string, string>, folder: string, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const onDisk = host.getSourceFile.bind(host);
  return {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    directoryExists: (path) =>
      path === folder || [...texts.keys()].some((file) => file.startsWith(`${path}/`)) || ts.sys.directoryExists(path),
    getSourceFile(path, version) {
      const text = texts.get(path);
      if (text !== undefined) return parse(path, text, version);
      if (!parsed.has(path)) parsed.set(path, onDisk(path, version));
      return parsed.get(path);
    },
  };
}

function parse(path: string, text: string, version: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile {
  const known = latest.get(path);
  if (known?.text === text) return known;
  const file = ts.createSourceFile(path, text, version, true);
  latest.set(path, file);
  return file;
}

function describe({ file, start, code, messageText }: ts.Diagnostic, folder: string): string {
  const text = ts.flattenDiagnosticMessageText(messageText, " ");
  if (!file) return `TS${code} ${text}`;
  const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
  return `${file.fileName.replace(`${folder}/`, "")}:${line + 1} TS${code} ${text}`;
}
