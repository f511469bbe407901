import { expect, test } from "vitest";
import { isAllowedHost } from "./allowed-host.js";

test.each([
  "127.0.0.1:4010",
  "127.0.0.1",
  "localhost:4010",
  "LOCALHOST",
  "[::1]:4010",
  "192.168.1.7:4010",
  "portal.localhost",
  "docs.lan:80",
])("%s may ask", (host) => expect(isAllowedHost(host, ["docs.lan"])).toBe(true));

test.each([
  undefined,
  "",
  "evil.example",
  "evil.example:4010",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "docs.lan.evil",
  "a b",
  "user@localhost",
])("%s may not", (host) => expect(isAllowedHost(host, ["docs.lan"])).toBe(false));
