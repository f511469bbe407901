import { describe, expect, it } from "vitest";
import { redact } from "./redact.js";

describe("what is shown of a text that somebody else wrote", () => {
  it.each([
    ['{"errorCode":"tenant_not_found","parameters":[{"id":7}]}', '{"errorCode":"…","parameters":[{"id":…}]}'],
    ['{"error": null, "ok" : true, "list_items": []', '{"error": null, "ok" : true, "list_items": []'],
    ["<html>\n<head><title>502 Bad Gateway</title></head>", "<html> <head><title>… Bad Gateway</title></head>"],
    ["<!DOCTYPE html><h1>Not found.</h1>", "<… html><h1>Not found.</h1>"],
    ["Sign in, please", "…"],
    ["fetch failed", "fetch failed"],
    ["", ""],
  ])("%s becomes %s", (text, shown) => expect(redact(text)).toBe(shown));

  it.each([
    "hunter",
    "Hunter-2",
    "correct horse battery staple",
    "eyJhbGciOiJIUzI1NiJ9.e30.abc_def-ghi",
    "password=hunter2&user=ab",
    "https://user:hunter2@host.example/?password=hunter2",
    "\u001b[31mhunter2\u001b[0m",
    "pässword",
    "4711",
    "{4711: 4712}",
    '{"e4711": "x4711"}',
    '{"a": "x, \\"hunter\\": y"}',
    'no String "hunter": at all',
    '["hunter", "hunter"]',
    '{"key": "hunter',
    'hunter", "key": "hunter"}',
  ])("nothing of a secret in %s", (text) => {
    expect(redact(text)).not.toMatch(/hunter|horse|battery|staple|eyJ|abc|ghi|ssword|\d|\p{Cc}/iu);
  });

  it("at most two hundred characters, and no more work for a longer text", () => {
    expect(redact(`{${'"a":1,'.repeat(100_000)}`).length).toBe(200);
    expect(redact("hunter ".repeat(1_000_000))).toBe("…");
  });
});
