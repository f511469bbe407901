import { testChecklist } from "../../../../test/suite/checklist.js";
import { checked } from "./checked.js";

testChecklist(checked, { items: 2, statuses: [401] });
