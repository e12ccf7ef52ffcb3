import { t } from './texts.js';

/** Kept as type and data, said in the reader's language (MS-13). @param {any} data */
export function notice(data) {
  const people = data.people?.length ? data.people : [data.actor];
  const who = people.map((person) => person?.name).filter(Boolean).join(', ');
  if (data.type === 'renamed') return t('renamed', { name: data.name || '' });
  if (data.type === 'created') return t('created', { who: data.actor?.name || who });
  if (data.type === 'ended') return t('over');
  // What is said of a meeting comes with its part; until then what it is about.
  return ['joined', 'left', 'removed', 'continues'].includes(data.type) ? t(data.type, { who }) : data.meeting?.subject || '';
}
