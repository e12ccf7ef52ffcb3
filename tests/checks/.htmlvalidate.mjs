export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    "void-style": "off",
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};
