import { testBehaviour } from "../../../../test/suite/behaviour.js";
import { checked } from "./checked.js";

testBehaviour(checked);
