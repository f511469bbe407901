import { join } from "node:path";
import { expect, test } from "vitest";
import { Editor } from "./editor.js";
import { exportedAnys } from "./exported-anys.js";

const FOLDER = join(process.cwd(), "virtual");
const anysOf = (text: string) => exportedAnys(new Editor(FOLDER, { "a.ts": text }).program, join(FOLDER, "a.ts"));

test.each([
  ["a value", "export declare const value: any;", "value"],
  ["what a function takes", "export declare function take(one: any): void;", "take(one)"],
  ["what a call gives", "export interface Call { (id: string): Promise<any>; }", "Call()<>"],
  ["a property of a property", "export interface Outer { readonly inner?: { readonly body: any } }", "Outer.inner.body"],
  ["an element", "export type List = readonly { readonly value: any }[];", "List<>.value"],
  ["a member of a union", "export type Either = { readonly a: 1 } | { readonly a: 2; readonly b: any };", "Either.b"],
  ["an index", "export type Map = Readonly<Record<string, any>>;", "Map<><>"],
  ["what nothing declares", 'export type Missing = import("nowhere").Missing;', "Missing"],
  ["a constraint", "export declare function of<T extends any[]>(...values: T): void;", "of(values) extends<>"],
  ["a method", "export declare class Client { call(): any }", "Client().call()"],
])("any is found in %s", (_, text, place) => {
  expect(anysOf(text)[0]).toBe(place);
});

test("what the platform declares is its own business, and types that refer to themselves end", () => {
  expect(
    anysOf("export interface Node { readonly next?: Node; readonly answer: Response; readonly list: ReadonlyMap<string, Node> }"),
  ).toEqual([]);
});
