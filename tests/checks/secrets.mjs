import { tool } from "./command.mjs";

/** What looks for keys and passwords that nobody meant to commit. */
export const secrets = [
  {
    name: "secretlint: every file",
    long: true,
    run: () =>
      tool("secretlint", "secretlint", [
        "--secretlintrc=tests/checks/.secretlintrc.json",
        "--secretlintignore=.gitignore",
        "**/*.{cs,cshtml,js,mjs,ts,json,md,yaml,sql,props,csproj}",
      ]),
  },
];
