export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

export type Params = Readonly<Record<string, string | number>>;

/** The same sentence in every language that people read. */
export type Translated = Readonly<Record<Language, string>>;

/**
 * A sentence as data: a code and its parameters, so that a stored result can be redrawn in another
 * language. Sentences that a rule brings along stand in `said`, with `{name}` placeholders.
 */
export interface Message {
  readonly code: string;
  readonly params: Params;
  readonly said?: Translated;
}
