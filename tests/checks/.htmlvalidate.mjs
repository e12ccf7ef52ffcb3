export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    "void-style": "off",
    // The rail and the tab bar are one navigation, of which the style sheet shows one; axe looks at what is shown.
    "unique-landmark": "off",
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};
