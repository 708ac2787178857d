import type { Translated } from '../model/message.ts';

/** Sentences of the plan: deployment styles, their blockers, what hosts and builds need, and readiness. */
export const planEnvironmentMessages = {
  // Environments
  'plan/blue-green-possible': {
    en: 'No blocker stands, and the Auto Scaling group and target group are known.',
    fr: 'Aucun obstacle, et le groupe Auto Scaling ainsi que le groupe cible sont connus.',
  },
  'plan/no-auto-scaling-group': {
    en: 'The Auto Scaling group of {environment} is not known.',
    fr: 'Le groupe Auto Scaling de {environment} n’est pas connu.',
  },
  'plan/no-target-group': {
    en: 'The target group of {environment} is not known.',
    fr: 'Le groupe cible de {environment} n’est pas connu.',
  },
  'plan/style-of-platform': {
    en: 'The platform {platform} has its own way to change versions.',
    fr: 'La plateforme {platform} a sa propre façon de changer de version.',
  },
  'plan/one-at-a-time': {
    en: 'The script goes from host to host, one after another.',
    fr: 'Le script va d’une machine à l’autre, l’une après l’autre.',
  },
  'plan/all-at-once': {
    en: 'The script works on all hosts at the same time.',
    fr: 'Le script agit sur toutes les machines en même temps.',
  },

  // Blockers to blue/green and their remedies
  'plan/blocker-uploads': {
    en: 'Uploaded files lie on the hosts; a new instance would not have them.',
    fr: 'Des fichiers déposés par les utilisateurs se trouvent sur les serveurs\u00a0; une nouvelle instance ne les aurait pas.',
  },
  'plan/remedy-uploads': {
    en: 'Move them to S3 or EFS and link them from AfterInstall.',
    fr: 'Déplacez-les vers S3 ou EFS et liez-les depuis AfterInstall.',
  },
  'plan/blocker-sqlite': {
    en: 'A database file lies on the host.',
    fr: 'Un fichier de base de données se trouve sur la machine.',
  },
  'plan/remedy-sqlite': {
    en: 'Move the data to a database that all hosts share, such as RDS.',
    fr: 'Déplacez les données vers une base que toutes les machines partagent, par exemple RDS.',
  },
  'plan/blocker-cron': {
    en: 'Scheduled jobs would run on both colours.',
    fr: 'Les tâches planifiées s’exécuteraient sur les deux couleurs.',
  },
  'plan/remedy-cron': {
    en: 'Start them with EventBridge Scheduler, or on one host of a group of its own.',
    fr: 'Lancez-les avec EventBridge Scheduler, ou sur une machine d’un groupe à part.',
  },
  'plan/blocker-workers': {
    en: 'Queue workers would run on both colours, the old code beside the new.',
    fr: 'Les workers de files d’attente tourneraient sur les deux couleurs, l’ancien code à côté du nouveau.',
  },
  'plan/remedy-workers': {
    en: 'Give the workers a deployment group of their own, in place, and stop them before the new ones start.',
    fr: 'Donnez aux workers leur propre groupe de déploiement, sur place, et arrêtez-les avant de démarrer les nouveaux.',
  },
  'plan/blocker-host-config': {
    en: 'The deployment edits configuration of the host outside the application.',
    fr: 'Le déploiement modifie une configuration de la machine hors de l’application.',
  },
  'plan/remedy-host-config': {
    en: 'Put the whole file into the bundle or into the machine image instead of editing it.',
    fr: 'Placez le fichier entier dans le paquet ou dans l’image de machine au lieu de le modifier.',
  },
  'plan/blocker-sessions': {
    en: 'Sessions are kept on the hosts; whoever is moved to a new instance has to log in again.',
    fr: 'Les sessions sont gardées sur les machines\u00a0; qui passe sur une nouvelle instance doit se reconnecter.',
  },
  'plan/remedy-sessions': {
    en: 'Keep them in ElastiCache or in a database that both colours share.',
    fr: 'Gardez-les dans ElastiCache ou dans une base que les deux couleurs partagent.',
  },
  'plan/blocker-single-host-order': {
    en: 'The hosts are served one after another with a long pause between them, because they depend on each other.',
    fr: 'Les machines sont servies l’une après l’autre avec une longue pause entre elles, car elles dépendent les unes des autres.',
  },
  'plan/remedy-single-host-order': {
    en: 'Deploy in place with CodeDeployDefault.OneAtATime, and let ValidateService wait until the host has joined the others.',
    fr: 'Déployez sur place avec CodeDeployDefault.OneAtATime, et que ValidateService attende que la machine ait rejoint les autres.',
  },
  'plan/blocker-pid-file': {
    en: 'The process is found by a file with its number.',
    fr: 'Le processus est retrouvé par un fichier contenant son numéro.',
  },
  'plan/remedy-pid-file': {
    en: 'Run it as a systemd unit of the machine image.',
    fr: 'Exécutez-le comme unité systemd de l’image de machine.',
  },
  'plan/blocker-manual-start': {
    en: 'The process is started in the background by the script and would not come back on a new instance.',
    fr: 'Le processus est lancé en arrière-plan par le script et ne reviendrait pas sur une nouvelle instance.',
  },
  'plan/remedy-manual-start': {
    en: 'Run it as a systemd unit that starts with the machine.',
    fr: 'Exécutez-le comme unité systemd démarrée avec la machine.',
  },
  'plan/blocker-in-place': {
    en: 'The application is updated inside the folder that it runs from, where files may live that Git does not know.',
    fr: 'L’application est mise à jour dans le dossier où elle tourne, où peuvent se trouver des fichiers inconnus de Git.',
  },
  'plan/remedy-in-place': {
    en: 'List what lives only there (.env, uploads, logs) and give it a home outside the folder.',
    fr: 'Dressez la liste de ce qui ne vit que là (.env, fichiers déposés, journaux) et déplacez-le hors du dossier.',
  },

  // Host prerequisites
  'plan/needs-agent': {
    en: 'the agent through which CodeDeploy works on the host',
    fr: 'l’agent par lequel CodeDeploy agit sur le serveur',
  },
  'plan/needs-user': {
    en: 'runs steps, or owns files',
    fr: 'exécute des étapes ou possède des fichiers',
  },
  'plan/needs-repository': {
    en: 'another repository, which a hook fetches: unless it is public, the user of the hook needs a key or token that may read it',
    fr: 'un autre dépôt, récupéré par un hook\u00a0: s’il n’est pas public, l’utilisateur du hook a besoin d’une clé ou d’un jeton qui permet de le lire',
  },
  'plan/needs-venv': {
    en: 'the Python environment that hooks use; it stays on the host from release to release',
    fr: 'l’environnement Python que les hooks utilisent\u00a0; il reste sur le serveur d’une livraison à l’autre',
  },
  'plan/needs-file': {
    en: 'read by hooks; no release brings it, so a new host needs it before its first deployment',
    fr: 'lu par des hooks\u00a0; aucune livraison ne l’apporte, un nouveau serveur en a donc besoin avant son premier déploiement',
  },
  'plan/needs-runtime': {
    en: 'the build fetches the libraries with this version, where each host did so with its own; if the hosts have another one, name theirs under `runtime-versions` in buildspec.yml',
    fr: 'le build récupère les bibliothèques avec cette version, alors que chaque serveur utilisait la sienne\u00a0; si les serveurs en ont une autre, indiquez-la sous `runtime-versions` dans buildspec.yml',
  },
  'plan/needs-package': {
    en: 'the script installs it on the host',
    fr: 'le script l’installait sur le serveur',
  },
  'plan/needs-unit': {
    en: 'started, reloaded or stopped by hooks',
    fr: 'démarré, rechargé ou arrêté par des hooks',
  },
  'plan/needs-of-unit': {
    en: 'run by the unit {unit}, which the release brings',
    fr: 'lancé par l’unité {unit}, que la livraison apporte',
  },
  'plan/needs-user-of-unit': {
    en: 'the user that the unit {unit} runs as',
    fr: 'l’utilisateur sous lequel tourne l’unité {unit}',
  },
  'plan/needs-command': {
    en: 'called by hooks',
    fr: 'appelé par des hooks',
  },

  // Runtimes of the build
  'plan/runtime-found': {
    en: '{file} asks for {runtime} {asked}.',
    fr: '{file} demande {runtime} {asked}.',
  },
  'plan/runtime-nearest': {
    en: '{file} asks for {runtime} {asked}; {version} is the nearest that CodeBuild offers.',
    fr: '{file} demande {runtime} {asked}\u00a0; {version} est la version la plus proche que propose CodeBuild.',
  },
  'plan/runtime-default': {
    en: 'No file of the project says which {runtime}; {version} is assumed.',
    fr: 'Aucun fichier du projet ne dit quelle version de {runtime}\u00a0; on suppose {version}.',
  },

  // Readiness
  'plan/readiness-no-steps': {
    en: 'No step with an effect was found.',
    fr: 'Aucune étape ayant un effet n’a été trouvée.',
  },
  'plan/readiness-start': {
    en: 'Readiness starts at 100.',
    fr: 'Le degré de préparation part de 100.',
  },
  'plan/readiness-manual': {
    en: '−{points}: {count} of {steps} steps are left to a person.',
    fr: '−{points}\u00a0: {count} étapes sur {steps} restent à faire par une personne.',
  },
  'plan/readiness-questions': {
    en: '−{points}: open questions ({count}).',
    fr: '−{points}\u00a0: questions ouvertes ({count}).',
  },
  'plan/readiness-blockers': {
    en: '−{points}: blockers to blue/green ({count}).',
    fr: '−{points}\u00a0: obstacles au blue/green ({count}).',
  },
  'plan/readiness-doubt': {
    en: '−{points}: rules that are not sure.',
    fr: '−{points}\u00a0: règles qui ne sont pas sûres.',
  },
  'plan/readiness-errors': {
    en: '−{points}: findings of level error ({count}).',
    fr: '−{points}\u00a0: constats de niveau erreur ({count}).',
  },
} as const satisfies Record<string, Translated>;
