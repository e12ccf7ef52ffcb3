// A flag, a key, or a picture with what belongs to it: skin, tags of a flag, and more pictures joined to it.
const PICTURE = '(?:(?!\\p{RI})\\p{Emoji_Presentation}\\uFE0F?\\p{Emoji_Modifier}?|\\p{Emoji_Modifier_Base}\\uFE0F?\\p{Emoji_Modifier}|\\p{Extended_Pictographic}(?:\\uFE0F|(?=\\u200D)))';
const JOINED = '(?:\\u200D\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?)';
const ALONE = new RegExp(`^(?:\\s*(?:\\p{RI}{2}|[#*\\d]\\uFE0F\\u20E3|${PICTURE}[\\u{E0020}-\\u{E007F}]*${JOINED}*)){1,3}\\s*$`, 'u');

/** Whether a message is one to three emoji and nothing else: those are shown large (MS-11). @param {string} text */
export const alone = (text) => text.length < 150 && ALONE.test(text);
