import type { Translated } from '../model/message.ts';

/** What classification says when no rule's own sentence does. */
export const classifyMessages = {
  'classify/followed': {
    en: 'A function or script of the fleet whose own steps follow',
    fr: 'Fonction ou script du parc dont les étapes suivent',
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
  'classify/ambiguous': {
    en: 'Several rules claim this command and none takes precedence: {rules}',
    fr: 'Plusieurs règles revendiquent cette commande et aucune ne prime : {rules}',
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
  'classify/unset-variable-removed': {
    en: 'rm -r on a path that begins with ${name}: if it is empty, another folder is removed; write ${VAR:?} for it',
    fr: 'rm -r sur un chemin qui commence par ${name} : si la variable est vide, un autre dossier est supprimé ; écrire ${VAR:?} à la place',
  },
  'classify/missing-set-e': {
    en: 'The script goes on after a failed command: it has no set -e, and nothing checks the failures',
    fr: 'Le script continue après l’échec d’une commande : il n’a pas de set -e et rien ne vérifie les échecs',
  },
  'classify/no-health-check': {
    en: 'A service is started or restarted, and nothing checks afterwards that it works',
    fr: 'Un service est démarré ou redémarré, et rien ne vérifie ensuite qu’il fonctionne',
  },
  'classify/secret-in-script': {
    en: 'A secret stands in clear in the script ({label}): move it to SSM Parameter Store and replace it, because it stays in the history',
    fr: 'Un secret figure en clair dans le script ({label}) : le placer dans SSM Parameter Store et le renouveler, car il reste dans l’historique',
  },
  'classify/private-key-in-script': {
    en: 'A private key stands in the script ({label}): withdraw it, because it stays in the history',
    fr: 'Une clé privée figure dans le script ({label}) : la révoquer, car elle reste dans l’historique',
  },
  'classify/placeholder-secret': {
    en: '{name} holds what looks like a placeholder: the real value must come from SSM Parameter Store',
    fr: '{name} contient ce qui ressemble à une valeur d’exemple : la vraie valeur doit venir de SSM Parameter Store',
  },
  'classify/unguarded-cd': {
    en: 'If this cd fails, the command that removes files after it works in the wrong folder',
    fr: 'Si ce cd échoue, la commande de suppression qui suit agit dans le mauvais dossier',
  },
  'classify/migration-per-host': {
    en: 'The database is changed once on every host; it must happen once per deployment',
    fr: 'La base de données est modifiée une fois par serveur ; cela ne doit arriver qu’une fois par déploiement',
  },
  'classify/stop-without-handling': {
    en: 'Between the stop and the start, a failed command leaves the service down',
    fr: 'Entre l’arrêt et le démarrage, une commande en échec laisse le service arrêté',
  },
} as const satisfies Record<string, Translated>;
