import { testChecklist } from "../../../../test/suite/checklist.js";
import { checked } from "./checked.js";

testChecklist(checked, { items: 40, statuses: [400, 401, 403, 404, 409, 501] });
