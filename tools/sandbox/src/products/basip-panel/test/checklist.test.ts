import { testChecklist } from "../../../../test/suite/checklist.js";
import { checked } from "./checked.js";

testChecklist(checked, { items: 40, statuses: [200, 400, 401, 403] });
