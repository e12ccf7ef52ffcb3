/** The style sheet of the chat on a page of its own. */
export const PAGE_STYLES = `
.xb.page .panel { position: static; width: 100%; max-width: none; height: auto; max-height: none; border: 0; border-radius: 0; box-shadow: none; animation: none; background: none; }
.xb.page .panel:has(.talk) { height: min(620px, var(--height, 100dvh)); }
.xb.page .body.lift { margin: 0; padding: 0 28px 20px; }
.xb.page .foot { display: none; }
.xb.page:has(.view > :not(.lift)) ~ slot { display: none; }
.xb.page .body.booking { margin: 0; }
@media (max-width: 480px) {
  .xb.page .panel:has(.talk) { height: calc(var(--height, 100dvh) - 16px); }
  .xb.page .body.lift { padding-inline: 16px; }
}
`;
