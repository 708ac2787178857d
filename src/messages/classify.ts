import type { Translated } from '../model/message.ts';

/** What classification says when no rule's own sentence does. */
export const classifyMessages = {
  'classify/followed': {
    en: 'A function or script of the fleet whose own steps follow',
    fr: 'Fonction ou script du parc dont les étapes suivent',
  },
  'classify/task': {
    en: 'By {place}, {command} runs: {commands}',
    fr: 'D’après {place}, {command} exécute : {commands}',
  },
  'classify/task-guessed': {
    en: 'A guess by its name: the file that says what {command} runs is not in the fleet',
    fr: 'Supposé d’après son nom : le fichier qui dit ce que {command} exécute n’est pas dans le parc',
  },
  'classify/task-mixed': {
    en: 'The task does several things that belong to different places ({kinds}): split it, and say where each goes',
    fr: 'La tâche fait plusieurs choses qui ont chacune leur place ({kinds}) : la scinder et dire où va chacune',
  },
  'classify/assignment': { en: 'Sets a variable', fr: 'Définit une variable' },
  'classify/plumbing': {
    en: 'Part of the flow of the script',
    fr: 'Fait partie du déroulement du script',
  },
  'classify/print': { en: '{command} only prints', fr: '{command} ne fait qu’afficher' },
  'classify/query': {
    en: '{command} only reads and shows',
    fr: '{command} ne fait que lire et afficher',
  },
  'classify/query-used': {
    en: '{command} only reads, and the script uses what it finds',
    fr: '{command} ne fait que lire, et le script se sert du résultat',
  },
  'classify/no-rule': {
    en: 'No rule knows {command}: a person must say what it does and where it belongs',
    fr: 'Aucune règle ne connaît {command} : une personne doit dire ce que fait cette commande et où est sa place',
  },
  'classify/missing-function': {
    en: '{command} is most likely a function of {file}, which is not in the fleet: add the file, and its steps are seen',
    fr: '{command} est sans doute une fonction de {file}, absent du parc : ajouter ce fichier, et ses étapes deviennent visibles',
  },
  'classify/behind-helper': {
    en: 'It is run by {command}, whose file is not in the fleet: add the file, so that nobody has to guess what else it does',
    fr: 'Elle est lancée par {command}, dont le fichier est absent du parc : ajouter ce fichier, pour ne pas deviner ce qu’il fait de plus',
  },
  'classify/ambiguous': {
    en: 'Several rules claim this command and none takes precedence: {rules}. A person must say what it does; in one of the rules, `over` with the name of the other decides',
    fr: 'Plusieurs règles revendiquent cette commande et aucune ne prime : {rules}. Une personne doit dire ce que fait la commande ; dans l’une des règles, `over` avec le nom de l’autre tranche',
  },
  'classify/several-possible': {
    en: 'What this command does depends on values that are only known when the script runs; it may be: {rules}',
    fr: 'Ce que fait cette commande dépend de valeurs connues seulement à l’exécution ; il peut s’agir de : {rules}',
  },
  'classify/only-maybe': {
    en: 'Decided from values that are only partly known; please check',
    fr: 'Décidé à partir de valeurs connues en partie seulement : à vérifier',
  },
  'classify/unresolved-missing-file': {
    en: '{command} runs a file that is not in the fleet, so its steps can’t be seen',
    fr: '{command} exécute un fichier absent du parc ; ses étapes restent invisibles',
  },
  'classify/unresolved-dynamic-command': {
    en: 'Which command runs here is only known when the script runs',
    fr: 'La commande exécutée ici n’est connue qu’au moment de l’exécution',
  },
  'classify/unresolved-dynamic-text': {
    en: 'The text that {command} runs is only known when the script runs',
    fr: 'Le texte exécuté par {command} n’est connu qu’au moment de l’exécution',
  },
  'classify/unresolved-interactive': {
    en: '{command} opens a session that waits for a person',
    fr: '{command} ouvre une session qui attend une personne',
  },
  'classify/unresolved-not-parsed': {
    en: 'The text that {command} runs could not be read as bash',
    fr: 'Le texte exécuté par {command} n’a pas pu être lu comme du bash',
  },
  'classify/unresolved-foreign-language': {
    en: '{command} runs a text in another language than bash',
    fr: '{command} exécute un texte écrit dans un autre langage que bash',
  },
  'classify/unresolved-too-deep': {
    en: 'Calls are nested too deeply here to be followed',
    fr: 'Les appels sont ici trop imbriqués pour être suivis',
  },
  'classify/unresolved-recursion': {
    en: '{command} calls itself; the repetition is not followed',
    fr: '{command} s’appelle elle-même ; la répétition n’est pas suivie',
  },
  'classify/unresolved-too-many-steps': {
    en: 'The script has more steps than can be followed',
    fr: 'Le script compte plus d’étapes qu’il n’est possible d’en suivre',
  },
} as const satisfies Record<string, Translated>;
