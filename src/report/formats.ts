import type { Wording } from './wording.ts';

const months = {
  en: 'January February March April May June July August September October November December',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
} as const;

/** Minutes of an ISO 8601 duration of days, hours and minutes (`P1DT2H30M`); null when it is none. */
export function minutesOf(duration: string): number | null {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(duration);
  if (match === null) return null;
  const [, days = '0', hours = '0', minutes = '0'] = match;
  return Number(days) * 24 * 60 + Number(hours) * 60 + Number(minutes);
}

/** A duration for people: `45 min`, `2 h`, `2 h 30 min`. */
export function formatMinutes(total: number, wording: Wording): string {
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  if (total === 0) return wording.say('report/duration-none');
  if (hours === 0) return wording.say('report/duration-minutes', { minutes });
  if (minutes === 0) return wording.say('report/duration-hours', { hours });
  return wording.say('report/duration-both', { hours, minutes: String(minutes).padStart(2, '0') });
}

/**
 * A range of effort for people. From a working day on, quarters of an hour are false precision: both
 * ends are told in whole hours, the low one rounded down, the high one up.
 */
export function formatEffort(low: number, high: number, wording: Wording): string {
  const coarse = high >= 8 * 60;
  const from = coarse ? Math.floor(low / 60) * 60 : low;
  const to = coarse ? Math.ceil(high / 60) * 60 : high;
  if (from === to) return formatMinutes(to, wording);
  if (from % 60 === 0 && to % 60 === 0) {
    return wording.say('report/duration-range-hours', { low: from / 60, high: to / 60 });
  }
  if (to < 60) return wording.say('report/duration-range-minutes', { low: from, high: to });
  return wording.say('report/duration-range', {
    low: formatMinutes(from, wording),
    high: formatMinutes(to, wording),
  });
}

/** A share of 0 to 1 as whole percent, rounded down so that 100% means all. */
export function formatShare(part: number, whole: number, wording: Wording): string {
  if (whole === 0) return wording.say('report/dash');
  return wording.say('report/percent', { number: Math.floor((part * 100) / whole) });
}

/** An ISO date written out: `31 March 2026`, `1er avril 2026`; the text itself when it is no date. */
export function formatDate(date: string, wording: Wording): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  const [, year = '', month = '', day = ''] = match ?? [];
  const name = months[wording.language].split(' ')[Number(month) - 1];
  if (name === undefined) return date;
  // French writes the first of a month as an ordinal, every other day as a number.
  const number = wording.language === 'fr' && Number(day) === 1 ? '1er' : String(Number(day));
  return `${number} ${name} ${year}`;
}
