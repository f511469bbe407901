export { type Generated, generate, generateApi } from "./generate.js";
export { pascalCase } from "./names.js";
export { type InputKey, type InputKeys, inputKeys, type OperationName, type OperationNames, operationNames } from "./operation-names.js";
export { clientVariable } from "./plan.js";
export { type Sample, type SampleCode, samplesOf } from "./samples/index.js";
