import { testBehaviour } from "../suite/behaviour.js";
import { checked } from "./checked.js";

testBehaviour(checked);
