// What holds for the scripts of the pages, and for the scripts that check them.

import js from "@eslint/js";
import globals from "globals";

const common = {
  ...js.configs.recommended.rules,
  eqeqeq: "error",
  "no-implicit-globals": "error",
  "no-shadow": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": ["error", { destructuring: "all" }],
};

// text of authors reaches a page as text only
const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln"].map((property) => ({
  property,
  message: "show text with textContent",
}));

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["src/view/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
    rules: { ...common, "no-restricted-properties": ["error", ...markup], "no-eval": "error", "no-implied-eval": "error" },
  },
  {
    files: ["tools/page-checks/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: { ...globals.node, ...globals.browser } },
    rules: common,
  },
];
