import { join } from "node:path";
import ts from "typescript";

/** What an editor shows at a place. */
export interface Shown {
  /** The line of code: a signature, or what kind of thing it is. */
  readonly title: string;
  /** The documentation without its tags. */
  readonly text: string;
  readonly tags: { readonly throws: readonly string[]; readonly example: readonly string[] };
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  types: [],
};

/** TypeScript's language service over files that exist in memory only: what somebody sees who opens them in an editor. */
export class Editor {
  readonly #service: ts.LanguageService;

  constructor(
    private readonly folder: string,
    private readonly files: Readonly<Record<string, string>>,
  ) {
    const texts = new Map(
      [["package.json", '{ "type": "module" }'] as const, ...Object.entries(files)].map(([name, text]) => [join(folder, name), text]),
    );
    const read = (path: string) => texts.get(path) ?? ts.sys.readFile(path);
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => OPTIONS,
      getScriptFileNames: () => [...texts.keys()].filter((path) => path.endsWith(".ts")),
      getScriptVersion: () => "1",
      getScriptSnapshot(path) {
        const text = read(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
      fileExists: (path) => texts.has(path) || ts.sys.fileExists(path),
      readFile: read,
      directoryExists: (path) => path === folder || ts.sys.directoryExists(path),
      realpath: (path) => ts.sys.realpath?.(path) ?? path,
    });
  }

  get program(): ts.Program {
    return this.#service.getProgram()!;
  }

  /** What is shown with the pointer on the name of what is called: the text up to and with the parenthesis. */
  hover(file: string, opened: string): Shown {
    const info = this.#service.getQuickInfoAtPosition(join(this.folder, file), this.#end(file, opened) - 2);
    if (!info) throw new Error(`nothing is shown over ${opened} in ${file}`);
    return shown(info.displayParts, info.documentation, info.tags);
  }

  /** What is shown while the arguments of a call are typed. */
  callHelp(file: string, opened: string): Shown {
    const help = this.#service.getSignatureHelpItems(join(this.folder, file), this.#end(file, opened), undefined);
    const item = help?.items[help.selectedItemIndex];
    if (!item) throw new Error(`nothing is shown behind ${opened} in ${file}`);
    const parameters = item.parameters.flatMap((parameter, index) => [
      ...(index > 0 ? item.separatorDisplayParts : []),
      ...parameter.displayParts,
    ]);
    return shown([...item.prefixDisplayParts, ...parameters, ...item.suffixDisplayParts], item.documentation, item.tags);
  }

  #end(file: string, text: string): number {
    const at = this.files[file]?.indexOf(text) ?? -1;
    if (at < 0) throw new Error(`${file} has no ${text}`);
    return at + text.length;
  }
}

function shown(title: ts.SymbolDisplayPart[] = [], text: ts.SymbolDisplayPart[] = [], tags: readonly ts.JSDocTagInfo[] = []): Shown {
  const named = (name: string) => tags.filter((tag) => tag.name === name).map((tag) => ts.displayPartsToString(tag.text));
  return {
    title: ts.displayPartsToString(title),
    text: ts.displayPartsToString(text),
    tags: { throws: named("throws"), example: named("example") },
  };
}
