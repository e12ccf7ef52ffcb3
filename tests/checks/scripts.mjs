import { tool } from "./command.mjs";

/** What reads the scripts of widget and pages without running them. */
export const scripts = [
  {
    name: "eslint: widget and page scripts",
    run: () =>
      tool("eslint", "eslint", [
        "--config=tests/checks/eslint.config.js",
        "--no-error-on-unmatched-pattern",
        "--max-warnings=0",
        "widget",
        "src/Web/wwwroot/js",
      ]),
  },
  { name: "tsc: widget", run: () => tool("typescript", "tsc", ["-p", "tests/checks/tsconfig.widget.json"]) },
  { name: "tsc: page scripts", run: () => tool("typescript", "tsc", ["-p", "tests/checks/tsconfig.pages.json"]) },
];
