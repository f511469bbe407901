import ts from "typescript";

/**
 * Where a module's exported types are `any`: `entry0.createClient() → .body`. What other packages and the platform declare is their own
 * business; their type arguments are ours.
 */
export function exportedAnys(program: ts.Program, file: string): readonly string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file)!;
  const found: string[] = [];
  const seen = new Set<ts.Type>();

  for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(source)!)) visitExport(symbol, symbol.name);
  return found;

  function visitExport(exported: ts.Symbol, path: string): void {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (symbol.flags & ts.SymbolFlags.ValueModule) {
      for (const inner of checker.getExportsOfModule(symbol)) visitExport(inner, `${path}.${inner.name}`);
      return;
    }
    if (symbol.flags & ts.SymbolFlags.Value) visit(checker.getTypeOfSymbol(symbol), path);
    if (symbol.flags & (ts.SymbolFlags.Type | ts.SymbolFlags.TypeAlias)) visit(checker.getDeclaredTypeOfSymbol(symbol), path);
  }

  function visit(type: ts.Type, path: string): void {
    if (type.flags & ts.TypeFlags.Any) found.push(path);
    if (seen.has(type)) return;
    seen.add(type);
    for (const argument of type.aliasTypeArguments ?? []) visit(argument, `${path}<>`);
    if (type.isUnionOrIntersection()) for (const member of type.types) visit(member, path);
    if (type.flags & ts.TypeFlags.TypeParameter) visitMaybe(type.getConstraint(), `${path} extends`);
    if (!(type.flags & ts.TypeFlags.Object)) return;
    const isReference = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
    if (isReference) visitArguments(type as ts.TypeReference, path);
    if (isForeign(type.symbol)) return;
    for (const property of checker.getPropertiesOfType(type)) {
      // TypeScript's own reading of a generic class: the instances have their types elsewhere.
      if (property.flags & ts.SymbolFlags.Prototype) continue;
      if (!isForeign(property)) visit(checker.getTypeOfSymbol(property), `${path}.${property.name}`);
    }
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      for (const parameter of signature.getParameters()) visit(checker.getTypeOfSymbol(parameter), `${path}(${parameter.name})`);
      visit(signature.getReturnType(), `${path}()`);
      for (const parameter of signature.getTypeParameters() ?? [])
        visitMaybe(parameter.getConstraint(), `${path}<${parameter.symbol.name}>`);
    }
    for (const index of checker.getIndexInfosOfType(type)) visit(index.type, `${path}[]`);
  }

  function visitArguments(type: ts.TypeReference, path: string): void {
    checker.getTypeArguments(type).forEach((argument, index) => {
      const parameter = type.target.typeParameters?.[index];
      const fallback = parameter && checker.getDefaultFromTypeParameter(parameter);
      // `AsyncIterable<Page>` is `AsyncIterable<Page, any, any>` since TypeScript 5.6, and older ones know no more than one.
      if (argument !== fallback || !isForeign(type.symbol)) visit(argument, `${path}<>`);
    });
  }

  function visitMaybe(type: ts.Type | undefined, path: string): void {
    if (type) visit(type, path);
  }

  function isForeign(symbol: ts.Symbol | undefined): boolean {
    const declared = symbol?.declarations?.[0]?.getSourceFile();
    return (
      declared !== undefined && (program.isSourceFileDefaultLibrary(declared) || /\/node_modules\/(?!@gatehouse\/)/.test(declared.fileName))
    );
  }
}
