import unsanitized from "eslint-plugin-no-unsanitized";
import regexp from "eslint-plugin-regexp";
import security from "eslint-plugin-security";
import globals from "globals";

export default [
  { ignores: ["**/node_modules/**", "**/bin/**", "**/obj/**"] },
  security.configs.recommended,
  unsanitized.configs.recommended,
  regexp.configs.recommended,
  {
    files: ["widget/**/*.js", "src/Web/wwwroot/js/**/*.js"],
    languageOptions: { ecmaVersion: "latest", sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "constructor-super": "error",
      "eqeqeq": ["error", "always"],
      "no-alert": "error",
      "no-caller": "error",
      "no-console": ["error", { allow: ["warn", "error"] }],
      "no-const-assign": "error",
      "no-dupe-args": "error",
      "no-dupe-class-members": "error",
      "no-dupe-else-if": "error",
      "no-dupe-keys": "error",
      "no-duplicate-case": "error",
      "no-empty": "error",
      "no-eval": "error",
      "no-fallthrough": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "off",
      "no-redeclare": "error",
      "no-script-url": "error",
      "no-self-assign": "error",
      "no-undef": "error",
      "no-unreachable": "error",
      "no-unsafe-finally": "error",
      "no-unsafe-optional-chaining": "error",
      "no-unused-private-class-members": "error",
      "no-unused-vars": ["error", { args: "after-used", argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-useless-catch": "error",
      "no-var": "error",
      "prefer-const": "error",
      // The server's minifier does not read property escapes in a literal.
      "prefer-regex-literals": "off",
      "use-isnan": "error",
      "valid-typeof": "error",
      // It takes each variable key for an attack; ours index our own tables, never what was sent.
      "security/detect-object-injection": "off",
      // It guesses; recheck, which runs beside it, works out whether a pattern can be slow.
      "security/detect-unsafe-regex": "off",
      // Text by textContent alone; a page that asks for Trusted Types refuses the rest.
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "textContent or elements" },
        { property: "outerHTML", message: "textContent or elements" },
        { property: "insertAdjacentHTML", message: "append()" },
        { object: "document", property: "write", message: "append()" },
      ],
    },
  },
  {
    files: ["widget/**/*.js"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "MemberExpression[object.name='document'][property.name='cookie']", message: "No cookie on pages of others" },
      ],
    },
  },
];
