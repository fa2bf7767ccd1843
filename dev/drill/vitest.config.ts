import everyday from "../../vitest.config";

/** `npm run drill:planted`: the tests that the everyday run leaves out. */
export default {
  ...everyday,
  test: {
    ...everyday.test,
    setupFiles: ["dev/drill/plant-bugs.ts", "dev/drill/plant-money-bugs.ts", "dev/drill/plant-drop-bugs.ts"],
    include: ["dev/drill/*.test.ts"],
    exclude: ["**/node_modules/**"],
  },
};
