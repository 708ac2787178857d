import type { Translated } from '../model/message.ts';

/** What the command line says. */
export const cliMessages = {
  'cli/no-such-folder': {
    en: 'There is no folder or script called {path}.',
    fr: 'Aucun dossier ni script nommé {path}.',
  },
  'cli/bad-configuration': {
    en: '{file} is not as it must be:',
    fr: '{file} n’est pas conforme :',
  },
  'cli/bad-rule': { en: 'A rule can’t be used:', fr: 'Une règle est inutilisable :' },
  'cli/own-failure': {
    en: 'Pipewright failed, and that is a bug of ours: {message}. Set PIPEWRIGHT_DEBUG=1 for details.',
    fr: 'Pipewright a échoué, et c’est une anomalie de notre fait : {message}. Définissez PIPEWRIGHT_DEBUG=1 pour les détails.',
  },
  'cli/failed-application': {
    en: '{application} could not be worked on, and that is a bug of ours: {message}. The others are done.',
    fr: '{application} n’a pas pu être traitée, et c’est une anomalie de notre fait : {message}. Les autres sont faites.',
  },
  'cli/unknown-value': {
    en: '{value} is no value for {option}. Choose one of: {choices}.',
    fr: '{value} n’est pas une valeur de {option}. Choisissez parmi : {choices}.',
  },
  'cli/no-such-app': {
    en: 'There is no application called {name} here. There are: {names}.',
    fr: 'Aucune application nommée {name} ici. Il y a : {names}.',
  },
  'cli/reading': { en: 'reading {name}', fr: 'lecture de {name}' },
  'cli/writing': { en: 'writing {name}', fr: 'écriture de {name}' },
  'cli/written': {
    en: '{written} files written, {unchanged} unchanged, {kept} kept as edited by hand.',
    fr: '{written} fichiers écrits, {unchanged} inchangés, {kept} conservés tels que modifiés à la main.',
  },
  'cli/conflict': {
    en: '{path}: your edits and the new text meet in the same lines; both are marked.',
    fr: '{path} : vos modifications et le nouveau texte touchent les mêmes lignes ; les deux sont signalés.',
  },
  'cli/outside': {
    en: '{path} would be written outside the output folder; nothing was written there.',
    fr: '{path} serait écrit hors du dossier de sortie ; rien n’y a été écrit.',
  },
  'cli/report-written': { en: 'Report: {path}', fr: 'Rapport : {path}' },
  'cli/config-exists': {
    en: '{path} exists already and was left as it is.',
    fr: '{path} existe déjà et a été laissé tel quel.',
  },
  'cli/config-written': { en: 'Written: {path}', fr: 'Écrit : {path}' },
  'cli/failure-hardened': {
    en: 'when it failed, the script went on; the deployment now stops{place}',
    fr: 'quand elle échouait, le script continuait\u00a0; le déploiement s’arrête désormais{place}',
  },
  'cli/failure-softened': {
    en: 'when it failed, the script stopped; the deployment now goes on{place}',
    fr: 'quand elle échouait, le script s’arrêtait\u00a0; le déploiement continue désormais{place}',
  },
  'cli/failure-tolerant': {
    en: 'when it failed, the script went on; so does the deployment{place}',
    fr: 'quand elle échouait, le script continuait\u00a0; le déploiement aussi{place}',
  },
  'cli/failure-unchanged': {
    en: 'when it failed, the script stopped; so does the deployment{place}',
    fr: 'quand elle échouait, le script s’arrêtait\u00a0; le déploiement aussi{place}',
  },
  'cli/no-step-there': {
    en: 'No step stands at {place}. Nearest: {nearest}.',
    fr: 'Aucune étape en {place}. La plus proche : {nearest}.',
  },
  'cli/line-from-script': {
    en: '{place} comes from {lines}, where no command has an effect of its own.',
    fr: '{place} vient de {lines}, où aucune commande n’a d’effet propre.',
  },
  'cli/line-by-hand': {
    en: '{place} was written by hand: it was not generated.',
    fr: '{place} a été écrite à la main\u00a0: elle n’a pas été générée.',
  },
  'cli/line-of-ours': {
    en: '{place} comes from no line of a script: it was added when the file was generated.',
    fr: '{place} ne vient d’aucune ligne de script\u00a0: elle a été ajoutée à la génération.',
  },
  'cli/scripts-not-found': {
    en: '{output} was generated from {script}, which is nowhere around it. Name the folder that was scanned with --fleet.',
    fr: '{output} a été généré à partir de {script}, introuvable autour. Indiquez le dossier analysé avec --fleet.',
  },
  'cli/not-simulated': {
    en: 'Behaviour was not simulated: this version checks files only.',
    fr: 'Le comportement n’a pas été simulé : cette version ne contrôle que les fichiers.',
  },
  'cli/check-clean': {
    en: '{count} files checked, nothing wrong.',
    fr: '{count} fichiers contrôlés, rien à signaler.',
  },
  'cli/check-found': {
    en: '{count} files checked: {errors} errors, {warnings} warnings, {notes} notes.',
    fr: '{count} fichiers contrôlés : {errors} erreurs, {warnings} avertissements, {notes} remarques.',
  },
  'cli/checked-generated': {
    en: '{count} files checked: {errors} errors, {warnings} warnings, {notes} notes; verify lists them.',
    fr: '{count} fichiers contrôlés : {errors} erreurs, {warnings} avertissements, {notes} remarques ; verify les liste.',
  },
  'cli/severity/error': { en: 'error', fr: 'erreur' },
  'cli/severity/warning': { en: 'warning', fr: 'avertissement' },
  'cli/severity/note': { en: 'note', fr: 'remarque' },
  'cli/heading/whole-output': { en: 'The output as a whole', fr: 'La sortie dans son ensemble' },
  'cli/which-application': {
    en: 'The folder is the repository of one application. Say which with --app: {names}.',
    fr: 'Le dossier est le dépôt d’une seule application. Indiquez laquelle avec --app : {names}.',
  },
  'cli/rules-tested': {
    en: '{passed} tests of rules passed, {failed} failed.',
    fr: '{passed} tests de règles réussis, {failed} échoués.',
  },
  'cli/need-output': {
    en: 'Say where to write with -o FOLDER.',
    fr: 'Indiquez où écrire avec -o DOSSIER.',
  },
  'cli/heading/platform': { en: 'platform', fr: 'plateforme' },
  'cli/heading/readiness': { en: 'ready', fr: 'prêt à' },
  'cli/heading/where': { en: 'where', fr: 'où' },
  'cli/heading/line': { en: 'line', fr: 'ligne' },
  'cli/heading/kind': { en: 'kind', fr: 'nature' },
  'cli/heading/goes-to': { en: 'goes to', fr: 'va vers' },
  'cli/heading/how': { en: 'how', fr: 'comment' },
  'cli/heading/command': { en: 'command', fr: 'commande' },
  'cli/heading/findings': { en: 'Findings', fr: 'Constats' },
  'cli/heading/ignored': { en: 'Ignored findings', fr: 'Constats ignorés' },
  'cli/ignored': { en: '{reason} ({owner}, {until})', fr: '{reason} ({owner}, {until})' },
  'cli/ignored-until': { en: 'until {date}', fr: 'jusqu’au {date}' },
  'cli/ignored-for-good': { en: 'for good', fr: 'sans fin' },
  'cli/heading/questions': { en: 'Questions', fr: 'Questions' },
  'cli/heading/manual': { en: 'By hand', fr: 'À la main' },
  'cli/heading/diagnostics': { en: 'Notes on the input', fr: 'Remarques sur les entrées' },
  'cli/summary': {
    en: '{apps} applications, {scripts} scripts, {steps} steps with an effect: {converted} converted, {replaced} replaced, {dropped} dropped, {manual} by hand; {unreached} never reached.',
    fr: '{apps} applications, {scripts} scripts, {steps} étapes avec effet : {converted} converties, {replaced} remplacées, {dropped} abandonnées, {manual} à la main ; {unreached} jamais atteintes.',
  },
} as const satisfies Record<string, Translated>;
