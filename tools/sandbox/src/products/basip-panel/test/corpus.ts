import type { Corpus } from "../../../../test/fuzz/corpus.js";
import { md5Hex } from "../md5.js";
import { form } from "./pictures.js";
import { identifier, passes } from "./target.js";

const V1 = "/api/v1";
const query = (account: { readonly username?: string; readonly password?: string }) =>
  new URLSearchParams({ username: account.username!, password: md5Hex(account.password!) });

const apartment = {
  apartment_address: { building: 1, unit: 2, floor: 3, room: 4 },
  apartment_name: "Maple 3",
  residents: { count: 4 },
};
const timeProfile = {
  name: "Evenings",
  time_options: { is_all_day: false, date_from: 1_800_000_000, date_to: 1_800_003_600 },
  repeat_options: {
    repeat_enable: true,
    repeat_format: {
      repeat_type: "custom",
      repeat_end: { format: "date", date: 1_900_000_000 },
      repeat_custom: { repeat_point_type: "month", repeat_looper: 1, repeat_options: { format: "dayNumbers", range: [1, 31] } },
    },
  },
};

/** One good request for each operation. */
export const corpus: Corpus = {
  async signIn(sandbox, account) {
    const { baseUrl, credentials } = sandbox.connect("basip-panel", account);
    const answer = await sandbox.fetch(`${baseUrl}${V1}/login?${query(credentials)}`);
    return { authorization: `Bearer ${((await answer.json()) as { token: string }).token}` };
  },
  requests: [
    { method: "GET", path: "/api/info" },
    { method: "GET", path: `${V1}/login?${query({ username: "admin", password: "123456" })}` },
    { method: "POST", path: `${V1}/logout`, as: "manager" },
    { method: "GET", path: `${V1}/logout`, as: "manager" },
    { method: "POST", path: `${V1}/access/identifier`, body: identifier({ valid: passes(3) }) },
    {
      method: "GET",
      path: `${V1}/access/identifier/items?limit=20&page_number=1&sort_field=name&sort_type=desc&filter_field=identifier_number&filter_type=equal&filter_format=string&filter_value=4821`,
    },
    { method: "DELETE", path: `${V1}/access/identifier/items`, body: { uid_items: [20, 21] } },
    { method: "GET", path: `${V1}/access/identifier/item/1` },
    { method: "PATCH", path: `${V1}/access/identifier/item/4`, body: identifier({ identifier_type: "inputCode", valid: passes(5) }) },
    { method: "DELETE", path: `${V1}/access/identifier/item/19` },
    { method: "POST", path: `${V1}/access/identifier/item/4/passes/reset` },
    { method: "POST", path: `${V1}/access/identifier/item/face/file/3`, form },
    { method: "GET", path: `${V1}/access/identifier/item/2/qr` },
    { method: "POST", path: `${V1}/access/identifier/item/1/timeprofile/2` },
    { method: "DELETE", path: `${V1}/access/identifier/item/1/timeprofile/1` },
    { method: "POST", path: `${V1}/apartment/item/1/identifier/1` },
    { method: "POST", path: `${V1}/apartment/item/unbind/identifier/1` },
    { method: "POST", path: `${V1}/access/timeprofile`, body: timeProfile },
    { method: "GET", path: `${V1}/access/timeprofile/items?sort_field=date_from` },
    { method: "GET", path: `${V1}/access/timeprofile/item/1` },
    { method: "PATCH", path: `${V1}/access/timeprofile/item/1`, body: timeProfile },
    { method: "DELETE", path: `${V1}/access/timeprofile/item/2` },
    { method: "POST", path: `${V1}/apartment`, body: apartment },
    {
      method: "GET",
      path: `${V1}/apartment/items?filter_field=residents&filter_type=more&filter_format=integer&filter_value=1`,
    },
    { method: "GET", path: `${V1}/apartment/item/1` },
    { method: "PATCH", path: `${V1}/apartment/item/1`, body: apartment },
    { method: "DELETE", path: `${V1}/apartment/item/2` },
  ],
};
