/**
 * Sets a French sentence as it is printed: the apostrophe, and the narrow no-break spaces before
 * double signs, so that authors of rules may type what their keyboard has.
 * Source: Lexique des règles typographiques en usage à l'Imprimerie nationale.
 */
export function frenchTypography(sentence: string): string {
  return sentence
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
    .replace(/ ([;!?»])/g, '\u202F$1')
    .replace(/« /g, '«\u202F')
    .replace(/ ([:%])(?=\s|$|[.,)])/g, '\u00A0$1');
}
