import type { Translated } from '../model/message.ts';

/** Sentences of the plan: what takes the place of a step, or why nothing does. */
export const planReplacedMessages = {
  // Replaced
  'plan/checkout': {
    en: 'The Source action of CodePipeline brings the commit.',
    fr: 'L’action Source de CodePipeline apporte le commit.',
  },
  'plan/checkout-on-host': {
    en: 'The Source action brings the commit, and CodeDeploy installs it in the same folder; no Git is needed on the host any more.',
    fr: 'L’action Source apporte le commit et CodeDeploy l’installe dans le même dossier\u00a0; Git n’est plus nécessaire sur la machine.',
  },
  'plan/source-completed': {
    en: 'The source comes without submodules and large files: the build fetches them, from a full clone and with access to each repository.',
    fr: 'La source arrive sans sous-modules ni gros fichiers\u00a0: le build les récupère, à partir d’un clone complet et avec l’accès à chaque dépôt.',
  },
  'plan/other-working-copy': {
    en: 'A working copy of another repository, which only the deploying machine has. Bring it by a second Source action, or let the build clone it.',
    fr: 'Une copie de travail d’un autre dépôt, que seule la machine qui déploie possède. Apportez-la par une seconde action Source, ou laissez le build la cloner.',
  },
  'plan/cli-in-image': {
    en: 'The image of CodeBuild has the AWS command line already.',
    fr: 'L’image de CodeBuild contient déjà la ligne de commande d’AWS.',
  },
  'plan/role-signs-in': {
    en: 'The role of the CodeBuild project signs in, and its region is set; no file of credentials is needed.',
    fr: 'Le rôle du projet CodeBuild s’authentifie et sa région est définie\u00a0; aucun fichier d’identifiants n’est nécessaire.',
  },
  'plan/outside-file': {
    en: '{file} lies outside the repository, on the deploying person’s machine, and CodeBuild has it not. Commit it, or let the build fetch it from S3 or, where it is secret, from Parameter Store.',
    fr: '{file} se trouve en dehors du dépôt, sur le poste de la personne qui déploie, et CodeBuild ne l’a pas. Versionnez-le, ou faites-le chercher par le build dans S3 ou, s’il est secret, dans Parameter Store.',
  },
  'plan/file-of-person': {
    en: 'The file lies on the deploying person’s machine and in no repository. Commit it, or put it on the hosts by hand or from SSM.',
    fr: 'Le fichier se trouve sur le poste de la personne qui déploie et dans aucun dépôt. Versionnez-le, ou posez-le sur les machines à la main ou depuis SSM.',
  },
  'plan/asks-working-copy': {
    en: 'It asks Git on the host, where CodeDeploy installs the source without its history. Let the build write the answer into the bundle.',
    fr: 'Elle interroge Git sur la machine, où CodeDeploy installe la source sans son historique. Laissez le build écrire la réponse dans le paquet.',
  },
  'plan/committed-by-hand': {
    en: 'Whoever changes the code commits and pushes it; the push starts the pipeline.',
    fr: 'Qui modifie le code fait le commit et le push\u00a0; le push démarre le pipeline.',
  },
  'plan/commit-with-push': {
    en: 'A commit is made where it is pushed from.',
    fr: 'Un commit se fait là d’où il est poussé.',
  },
  'plan/commit-without-copy': {
    en: 'The bundle is installed without `.git`, so that the host has nothing to commit to. Whoever changes the code commits and pushes it.',
    fr: 'Le paquet est installé sans `.git`\u00a0: le serveur n’a plus de dépôt où faire un commit. Qui modifie le code fait le commit et le push.',
  },
  'plan/commit-unpushed': {
    en: 'A commit that nobody pushes is gone with the machine of the build; what the hosts need of it travels in the artifact.',
    fr: 'Un commit que personne ne pousse disparaît avec la machine du build\u00a0; ce dont les serveurs ont besoin voyage dans l’artefact.',
  },
  'plan/pushes-what-it-made': {
    en: 'The script pushes what it made to the branch that the pipeline reads, which would start the pipeline again and again. Raise version numbers and write changelogs in the merge request; what was built travels in the artifact.',
    fr: 'Le script pousse ce qu’il a fabriqué vers la branche que lit le pipeline, ce qui relancerait le pipeline sans fin. Les numéros de version et journaux des modifications se préparent dans la demande de fusion\u00a0; ce qui a été construit voyage dans l’artefact.',
  },
  'plan/notification': {
    en: 'A notification rule of the pipeline tells the same people.',
    fr: 'Une règle de notification du pipeline prévient les mêmes personnes.',
  },
  'plan/approval': {
    en: 'A manual approval action asks for the same consent.',
    fr: 'Une action d’approbation manuelle demande le même accord.',
  },
  'plan/rollback': {
    en: 'CodeDeploy goes back to the last good revision when a deployment fails.',
    fr: 'CodeDeploy revient à la dernière révision réussie quand un déploiement échoue.',
  },
  'plan/backup-of-release': {
    en: 'CodeDeploy keeps earlier revisions, so that going back needs no copy.',
    fr: 'CodeDeploy conserve les révisions précédentes\u00a0; revenir en arrière ne demande aucune copie.',
  },
  'plan/release-layout': {
    en: 'CodeDeploy installs into the live folder; a link per release is not needed.',
    fr: 'CodeDeploy installe dans le dossier actif\u00a0; un lien par version n’est plus nécessaire.',
  },
  'plan/revisions-kept': {
    en: 'CodeDeploy keeps the last revisions and removes older ones.',
    fr: 'CodeDeploy conserve les dernières révisions et supprime les plus anciennes.',
  },
  'plan/handed-round': {
    en: 'One host made it, and the others got it from there. The build makes it now, and the bundle brings it to every host: {path}.',
    fr: 'Une machine le produisait et les autres le recevaient d’elle. Le build le produit désormais, et la livraison l’apporte à chaque machine : {path}.',
  },
  'plan/folder-made': {
    en: 'CodeDeploy makes the folder when it installs files into it.',
    fr: 'CodeDeploy crée le dossier quand il y installe des fichiers.',
  },
  'plan/load-balancer': {
    en: 'CodeDeploy takes instances out of the load balancer and puts them back.',
    fr: 'CodeDeploy retire les instances du répartiteur de charge puis les y remet.',
  },
  'plan/in-infrastructure': {
    en: 'It is made once and stays: describe it in Terraform, beside the modules of this output, and import what is there already.',
    fr: 'Cela se crée une fois et demeure : à décrire dans Terraform, à côté des modules de cette sortie, en important ce qui existe déjà.',
  },
  'plan/optional-question': {
    en: 'It asks for one part of the release, and nobody is there to answer: that part runs each time, or is listed as left to a person.',
    fr: 'La question porte sur une partie dont la livraison se passe ; ce qu’elle décide figure parmi ce qui reste à une personne.',
  },
  'plan/deploy-action': {
    en: 'The deploy action of the pipeline does it.',
    fr: 'L’action de déploiement du pipeline s’en charge.',
  },
  'plan/service-instead-of-hosts': {
    en: 'The managed service runs the new version; nothing is started on hosts.',
    fr: 'Le service géré exécute la nouvelle version\u00a0; rien n’est démarré sur des machines.',
  },
  'plan/site-instead-of-hosts': {
    en: 'The S3 deploy action publishes the files; no web server is needed.',
    fr: 'L’action de déploiement S3 publie les fichiers\u00a0; aucun serveur web n’est nécessaire.',
  },
  'plan/image': {
    en: 'It prepares the machine and belongs in its image; preflight checks it.',
    fr: 'Elle prépare la machine et relève de son image\u00a0; la vérification préalable la contrôle.',
  },
  'plan/secret': {
    en: 'The value lives in SSM Parameter Store under /{app}; roles replace keys.',
    fr: 'La valeur se trouve dans SSM Parameter Store sous /{app}\u00a0; des rôles remplacent les clés.',
  },

  'plan/login-by-hand': {
    en: 'It asks a person for a name and a password. The project signs in with a token from SSM; on a host the session counts that its user has stored.',
    fr: 'Elle demande un nom et un mot de passe à une personne. Le projet se connecte avec un jeton de SSM\u00a0; sur une machine compte la session que son utilisateur a enregistrée.',
  },
  'plan/secret-on-host': {
    en: 'The file lies on the host, and its copy is made there as before; a secret of SSM Parameter Store could take its place.',
    fr: 'Le fichier se trouve sur le serveur et sa copie s’y fait comme avant\u00a0; un secret de SSM Parameter Store pourrait le remplacer.',
  },

  // Dropped
  'plan/keys-not-needed': {
    en: 'No key is needed any more: agents fetch the bundle, and roles replace logins.',
    fr: 'Plus aucune clé n’est nécessaire\u00a0: les agents récupèrent le paquet et des rôles remplacent les connexions.',
  },
  'plan/desktop-packages': {
    en: 'The image of the build is no desktop and has no such package manager: what the build lacks goes into the install phase by way of the image’s own.',
    fr: 'L’image du build n’est pas un poste de travail et n’a pas ce gestionnaire de paquets\u00a0: ce qui manque au build va dans la phase install avec celui de l’image.',
  },
  'plan/check-before': {
    en: 'It checks that the deploying machine can reach its targets, which CodeDeploy does by itself.',
    fr: 'Elle vérifie que la machine qui déploie atteint ses cibles, ce que CodeDeploy fait de lui-même.',
  },
  'plan/old-dumps': {
    en: 'Each dump is an artifact of its pipeline execution now; the artifact bucket removes old ones. Those on the host stay there until a person removes them.',
    fr: 'Chaque sauvegarde est désormais un artefact de son exécution ; le bucket des artefacts supprime les anciennes. Celles de la machine y restent jusqu’à ce qu’une personne les supprime.',
  },
  'plan/build-starts-empty': {
    en: 'CodeBuild starts from a fresh folder and throws it away.',
    fr: 'CodeBuild part d’un dossier neuf et le jette ensuite.',
  },
  'plan/plumbing': {
    en: 'It follows the code that it serves.',
    fr: 'Elle suit le code qu’elle sert.',
  },
  'plan/action-part': {
    en: 'The action “{action}” does what “{by}” does as well, which a deployment runs.',
    fr: 'L’action «\u00a0{action}\u00a0» fait ce que fait aussi «\u00a0{by}\u00a0», que le déploiement lance.',
  },
  'plan/developers-hooks': {
    en: 'It guards commits on a developer’s machine, and a pipeline commits nothing.',
    fr: 'Elle surveille les validations sur le poste d’un développeur, et un pipeline ne valide rien.',
  },
  'plan/started-again': {
    en: 'The script starts the same again with the new version, and a deployment has one start.',
    fr: 'Le script démarre la même chose à nouveau avec la nouvelle version, et un déploiement n’a qu’un démarrage.',
  },
  'plan/first-time-twin': {
    en: 'The other branch of the condition does it as well, and a build begins with a fresh source each time.',
    fr: 'L’autre branche de la condition le fait aussi, et un build part chaque fois d’une source neuve.',
  },
  'plan/endless-look': {
    en: 'It looks again and again, and nothing ends it; a deployment ends. An alarm of CloudWatch looks all the time.',
    fr: 'Elle regarde encore et encore et rien ne l’arrête, alors qu’un déploiement se termine. Une alarme CloudWatch regarde en permanence.',
  },
  'plan/operation-look': {
    en: 'The action “{action}” only looks; the console and CloudWatch show the same.',
    fr: 'L’action «\u00a0{action}\u00a0» ne fait que regarder\u00a0; la console et CloudWatch montrent la même chose.',
  },
} as const satisfies Record<string, Translated>;
