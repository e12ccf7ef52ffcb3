// A classic script in the head, so that a chosen theme is there before the first frame.
try {
  const theme = localStorage.getItem("xbees.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage refused: the system's theme.
}
