import type { Translated } from '../model/message.ts';

/** Sentences of the plan: why a step goes where it goes, what a person must do, and the figures. */
export const planMessages = {
  // Platform
  'plan/platform-answered': {
    en: 'The configuration says {platform}.',
    fr: 'La configuration indique {platform}.',
  },
  'plan/platform-ec2': {
    en: 'Commands such as “{command}” work on hosts.',
    fr: 'Des commandes telles que «\u00a0{command}\u00a0» agissent sur des machines.',
  },
  'plan/platform-no-sign': {
    en: 'Nothing in the scripts shows where the application runs; hosts are assumed.',
    fr: 'Rien dans les scripts ne montre où tourne l’application\u00a0; on suppose des machines.',
  },
  'plan/platform-ecs': {
    en: '“{command}” updates a service of ECS.',
    fr: '«\u00a0{command}\u00a0» met à jour un service ECS.',
  },
  'plan/platform-lambda': {
    en: '“{command}” updates a Lambda function.',
    fr: '«\u00a0{command}\u00a0» met à jour une fonction Lambda.',
  },
  'plan/platform-eks': {
    en: '“{command}” changes a Kubernetes cluster.',
    fr: '«\u00a0{command}\u00a0» modifie un cluster Kubernetes.',
  },
  'plan/platform-other': {
    en: '“{command}” deploys to a place outside these hosts, so CodeBuild runs it.',
    fr: '«\u00a0{command}\u00a0» déploie ailleurs que sur ces machines\u00a0; CodeBuild l’exécute.',
  },
  'plan/platform-s3': {
    en: '“{command}” publishes files in a bucket.',
    fr: '«\u00a0{command}\u00a0» publie des fichiers dans un bucket S3.',
  },
  'plan/platform-site': {
    en: 'The scripts only copy files to a web root and do nothing else on the host.',
    fr: 'Les scripts ne font que copier des fichiers dans une racine web, sans rien faire d’autre sur la machine.',
  },

  // Where steps go
  'plan/colours': {
    en: 'Blue/green deployment does it: the load balancer moves the traffic, and CodeDeploy ends the old instances.',
    fr: 'Le déploiement blue/green s’en charge\u00a0: le répartiteur déplace le trafic, et CodeDeploy arrête les anciennes instances.',
  },
  'plan/share-becomes-source': {
    en: 'What the share holds becomes the repository of the Source action, and CodeDeploy installs it in the same folder.',
    fr: 'Le contenu du partage devient le dépôt de l’action Source, et CodeDeploy l’installe dans le même dossier.',
  },
  'plan/moved-into-place': {
    en: 'CodeDeploy installs the file straight into the folder where it was moved.',
    fr: 'CodeDeploy installe le fichier directement dans le dossier où il était déplacé.',
  },
  'plan/secret-file-gone': {
    en: 'The build no longer writes the file with the secrets.',
    fr: 'Le build n’écrit plus le fichier contenant les secrets.',
  },
  'plan/secret-file': {
    en: 'It writes secrets into a file that would go into the bundle. Keep the text in SSM, and let AfterInstall write the file on the host.',
    fr: 'Elle écrit des secrets dans un fichier qui irait dans le paquet. Gardez son texte dans SSM, et laissez AfterInstall écrire le fichier sur la machine.',
  },
  'plan/site-by-job': {
    en: 'A job publishes the site with the script’s own commands, once it is approved: the S3 deploy action removes nothing, leaves nothing out and sets one cache header for all files.',
    fr: 'Un job publie le site avec les commandes du script, une fois approuvé\u00a0: l’action de déploiement S3 ne supprime rien, n’exclut rien et pose un seul en-tête de cache pour tous les fichiers.',
  },
  'plan/env-file': {
    en: 'The file holds secrets and is in no repository: its text becomes a parameter in SSM, and AfterInstall writes the file on the host.',
    fr: 'Le fichier contient des secrets et n’est dans aucun dépôt\u00a0: son texte devient un paramètre de SSM, et AfterInstall écrit le fichier sur la machine.',
  },
  'plan/scratch-unused': {
    en: 'The folder was made for this run, by steps that now run in the build.',
    fr: 'Le dossier servait à cette seule exécution, pour des étapes qui s’exécutent désormais dans le build.',
  },
  'plan/moved-to-build': {
    en: 'Today it runs on the host; from now on the bundle arrives built.',
    fr: 'Aujourd’hui elle s’exécute sur la machine\u00a0; désormais le paquet arrive déjà construit.',
  },
  'plan/folder-made-on-host': {
    en: 'The host fills this folder by itself, so that the result would not reach it from the build.',
    fr: 'Le serveur remplit lui-même ce dossier\u00a0: le résultat n’y arriverait pas depuis le build.',
  },
  'plan/install-on-host': {
    en: 'What it installs is bound to the host, so it stays in a hook.',
    fr: 'Ce qu’elle installe est lié à la machine\u00a0; elle reste donc dans un hook.',
  },
  'plan/image-built-on-host': {
    en: 'The image is used on the host that builds it, so it stays in a hook.',
    fr: 'L’image sert sur la machine qui la construit\u00a0; l’étape reste donc dans un hook.',
  },
  'plan/later-phase': {
    en: 'It keeps its place after the earlier build steps, so it runs in {phase}.',
    fr: 'Elle reste après les étapes de build précédentes et s’exécute donc dans {phase}.',
  },
  'plan/service-of-build': {
    en: 'On the deploying machine a service can only serve the build.',
    fr: 'Sur la machine qui déploie, un service ne peut servir qu’au build.',
  },
  'plan/published-by-build': {
    en: 'The build publishes it, once.',
    fr: 'Le build la publie, une seule fois.',
  },
  'plan/hook': {
    en: 'It works on the host; its place among the other steps there is {event}.',
    fr: 'Elle agit sur la machine\u00a0; sa place parmi les autres étapes y est {event}.',
  },
  'plan/moved-on-host': {
    en: 'It moves files that have already arrived on the host.',
    fr: 'Elle déplace des fichiers déjà arrivés sur la machine.',
  },
  'plan/folder': {
    en: 'The folder must be there before it is used; making it again does no harm.',
    fr: 'Le dossier doit exister avant d’être utilisé\u00a0; le recréer ne fait pas de mal.',
  },
  'plan/permissions': {
    en: 'CodeDeploy sets owners and modes of the files that it installs.',
    fr: 'CodeDeploy règle le propriétaire et les droits des fichiers qu’il installe.',
  },
  'plan/smoke': {
    en: 'It asks from outside, so it becomes a smoke test in the deploy stage.',
    fr: 'Elle interroge de l’extérieur\u00a0; elle devient un test de fumée dans l’étape de déploiement du pipeline.',
  },
  'plan/once': {
    en: 'It must happen once per deployment and not once per host.',
    fr: 'Elle doit avoir lieu une fois par déploiement, et non une fois par machine.',
  },
  'plan/once-shared-cache': {
    en: 'All hosts share this cache, so it is cleared once per deployment.',
    fr: 'Toutes les machines partagent ce cache\u00a0; il est vidé une fois par déploiement.',
  },
  'plan/once-on-only-host': {
    en: 'It runs in a container on the only host, so the hook runs it exactly once.',
    fr: 'Elle s’exécute dans un conteneur de l’unique machine\u00a0; le hook ne l’exécute donc qu’une fois.',
  },
  'plan/once-where-it-lies': {
    en: 'It works in a folder that only the host has, and there is one host, so the hook runs it exactly once.',
    fr: 'Elle travaille dans un dossier que seule la machine possède, et il n’y a qu’une machine\u00a0; le hook ne l’exécute donc qu’une fois.',
  },
  'plan/deploys-by-job': {
    en: 'A job runs the script’s own command, once it is approved: the deploy actions of CodePipeline take none of its options.',
    fr: 'Un job exécute la commande du script, une fois approuvée\u00a0: les actions de déploiement de CodePipeline ne prennent aucune de ses options.',
  },
  'plan/deploys-elsewhere': {
    en: 'CodeBuild runs the same tool, once per environment.',
    fr: 'CodeBuild exécute le même outil, une fois par environnement.',
  },

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
  'plan/folder-made': {
    en: 'CodeDeploy makes the folder when it installs files into it.',
    fr: 'CodeDeploy crée le dossier quand il y installe des fichiers.',
  },
  'plan/load-balancer': {
    en: 'CodeDeploy takes instances out of the load balancer and puts them back.',
    fr: 'CodeDeploy retire les instances du répartiteur de charge puis les y remet.',
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

  'plan/secret-on-host': {
    en: 'The file lies on the host, and its copy is made there as before; a secret of SSM Parameter Store could take its place.',
    fr: 'Le fichier se trouve sur le serveur et sa copie s’y fait comme avant\u00a0; un secret de SSM Parameter Store pourrait le remplacer.',
  },

  // Dropped
  'plan/keys-not-needed': {
    en: 'No key is needed any more: agents fetch the bundle, and roles replace logins.',
    fr: 'Plus aucune clé n’est nécessaire\u00a0: les agents récupèrent le paquet et des rôles remplacent les connexions.',
  },
  'plan/check-before': {
    en: 'It checks that the deploying machine can reach its targets, which CodeDeploy does by itself.',
    fr: 'Elle vérifie que la machine qui déploie atteint ses cibles, ce que CodeDeploy fait de lui-même.',
  },
  'plan/build-starts-empty': {
    en: 'CodeBuild starts from a fresh folder and throws it away.',
    fr: 'CodeBuild part d’un dossier neuf et le jette ensuite.',
  },
  'plan/plumbing': {
    en: 'It follows the code that it serves.',
    fr: 'Elle suit le code qu’elle sert.',
  },
  'plan/operation-look': {
    en: 'The action “{action}” only looks; the console and CloudWatch show the same.',
    fr: 'L’action «\u00a0{action}\u00a0» ne fait que regarder\u00a0; la console et CloudWatch montrent la même chose.',
  },

  // Manual
  'plan/operation': {
    en: 'The action “{action}” is no deployment: keep it as an SSM document that operators run.',
    fr: 'L’action «\u00a0{action}\u00a0» n’est pas un déploiement\u00a0: gardez-la sous forme de document SSM, à lancer par l’exploitation.',
  },
  'plan/unknown-command': {
    en: 'No rule knows this command: read it, decide where it belongs and add a rule.',
    fr: 'Aucune règle ne connaît cette commande\u00a0: lisez-la, décidez de sa place et ajoutez une règle.',
  },
  'plan/unresolved-missing-file': {
    en: 'It calls a script that is not in the fleet: add the script, or move its work by hand.',
    fr: 'Elle appelle un script absent du parc\u00a0: ajoutez ce script ou migrez son travail à la main.',
  },
  'plan/unresolved-dynamic-command': {
    en: 'The command itself is computed when the script runs: write down which command it is.',
    fr: 'La commande elle-même est calculée à l’exécution\u00a0: écrivez de quelle commande il s’agit.',
  },
  'plan/unresolved-dynamic-text': {
    en: 'The text that it runs is computed when the script runs: write down what it does.',
    fr: 'Le texte qu’elle exécute est calculé à l’exécution\u00a0: écrivez ce qu’il fait.',
  },
  'plan/unresolved-interactive': {
    en: 'A person types the commands: write down what they do there.',
    fr: 'Une personne saisit les commandes\u00a0: écrivez ce qu’elle y fait.',
  },
  'plan/unresolved-not-parsed': {
    en: 'The text that it runs is not readable as bash: move its work by hand.',
    fr: 'Le texte qu’elle exécute n’est pas lisible comme du bash\u00a0: migrez son travail à la main.',
  },
  'plan/unresolved-foreign-language': {
    en: 'The program that it runs is written in another language: move its work by hand.',
    fr: 'Le programme qu’elle exécute est écrit dans un autre langage\u00a0: migrez son travail à la main.',
  },
  'plan/unresolved-too-deep': {
    en: 'The calls are nested too deeply to follow: simplify the script or move its work by hand.',
    fr: 'Les appels sont trop imbriqués pour être suivis\u00a0: simplifiez le script ou migrez son travail à la main.',
  },
  'plan/unresolved-recursion': {
    en: 'It calls itself: write down how often that happens and move its work by hand.',
    fr: 'Elle s’appelle elle-même\u00a0: écrivez combien de fois et migrez son travail à la main.',
  },
  'plan/unresolved-too-many-steps': {
    en: 'The script has too many steps to follow: split it or move the rest by hand.',
    fr: 'Le script a trop d’étapes pour être suivi\u00a0: divisez-le ou migrez le reste à la main.',
  },
  'plan/rule-wants-person': {
    en: 'Its rule leaves it to a person: read the notes and decide.',
    fr: 'D’après sa règle, c’est à une personne d’en décider\u00a0: lisez les remarques.',
  },
  'plan/rollback-data': {
    en: 'It brings back data. CodeDeploy never does that: write the restore into the runbook and practise it.',
    fr: 'Elle rétablit des données. CodeDeploy ne le fait jamais\u00a0: décrivez la restauration dans le guide d’exploitation et testez-la.',
  },
  'plan/rollback-unknown': {
    en: 'It belongs to a way back that can’t be read: describe it in the runbook.',
    fr: 'Elle appartient à un retour arrière illisible\u00a0: décrivez-le dans le guide d’exploitation.',
  },
  'plan/folder-unknown': {
    en: 'The folder on the host that receives {source} is not known: answer the question.',
    fr: 'Le dossier de la machine qui reçoit {source} n’est pas connu\u00a0: répondez à la question.',
  },
  'plan/transfer-not-understood': {
    en: 'What it copies, and where to, can’t be read from the command: add it to the appspec by hand.',
    fr: 'La commande ne dit pas lisiblement ce qu’elle copie ni où\u00a0: ajoutez-le à la main dans l’appspec.',
  },
  'plan/database-of-host': {
    en: 'It speaks to a database on the host itself, which CodeBuild can’t reach: it stays on the host, as a hook.',
    fr: 'Elle parle à une base de la machine elle-même, hors de portée de CodeBuild\u00a0: elle reste sur la machine, dans un hook.',
  },
  'plan/database-of-workstation': {
    en: 'It names no server, so it speaks to a database on the machine that runs the script; CodeBuild has none. Name the server in the command, or, where the script runs on the host itself, say so (`runsOn` in pipewright.yaml).',
    fr: 'Elle ne nomme aucun serveur et parle donc à une base de la machine qui exécute le script\u00a0; CodeBuild n’en a pas. Nommez le serveur dans la commande ou, si le script s’exécute sur la machine cible, indiquez-le (`runsOn` dans pipewright.yaml).',
  },
  'plan/ask-database-host': {
    en: 'Which server holds the database that the script reaches as localhost?',
    fr: 'Quel serveur héberge la base que le script atteint par localhost\u00a0?',
  },
  'plan/asks-this-machine': {
    en: 'It asks the machine that runs the script, where the pipeline has nothing running. Name the host that it should ask.',
    fr: 'Elle interroge la machine qui exécute le script, où rien ne tourne dans le pipeline. Nommez la machine à interroger.',
  },
  'plan/image-pushed': {
    en: 'The build pushes the image to ECR, tagged with the commit; no machine sends it to another any more.',
    fr: 'Le build publie l’image dans ECR, avec le tag du commit\u00a0; aucune machine ne l’envoie plus à une autre.',
  },
  'plan/image-pulled': {
    en: 'The hook pulls the image from ECR and gives it the name that the script used.',
    fr: 'Le hook récupère l’image dans ECR et lui donne le nom que le script employait.',
  },
  'plan/image-by-hand': {
    en: 'It sends an image straight to a host, and the build does not make that image under a name that can be read here: push it to ECR in the build, and pull it in the hook.',
    fr: 'Elle envoie une image directement à une machine, et le build ne produit pas cette image sous un nom lisible ici\u00a0: publiez-la dans ECR pendant le build, et récupérez-la dans le hook.',
  },
  'plan/host-to-host': {
    en: 'It copies from one host to another. Put the files into the bundle or on shared storage.',
    fr: 'Elle copie d’une machine à une autre. Mettez les fichiers dans le paquet ou sur un stockage partagé.',
  },
  'plan/from-host': {
    en: 'It fetches files from a host, which a pipeline can’t. Say where they really come from.',
    fr: 'Elle récupère des fichiers sur une machine, ce qu’un pipeline ne peut pas. Indiquez d’où ils viennent vraiment.',
  },
  'plan/dump-sent-home': {
    en: 'It sends a dump from a host to the machine that deploys, and in a pipeline nobody sits there. Write it on the host and copy it to S3 from there, or take a snapshot.',
    fr: 'Elle envoie une sauvegarde d’une machine vers celle qui déploie, où plus personne n’est assis dans un pipeline. Écrivez-la sur la machine et copiez-la dans S3 depuis là, ou prenez un instantané.',
  },
  'plan/local-input': {
    en: 'It reads a file of the machine that deploys, and that file is not in the source. Put it into the bundle, or into SSM where it is secret, and let the hook read it there.',
    fr: 'Elle lit un fichier de la machine qui déploie, et ce fichier n’est pas dans les sources. Placez-le dans le paquet, ou dans SSM s’il est secret, et faites-le lire au hook à cet endroit.',
  },
  'plan/read-back': {
    en: 'It uses a value that was read back from a host. Read it from SSM, or move the step into a hook.',
    fr: 'Elle utilise une valeur relue sur une machine. Lisez-la dans SSM, ou déplacez l’étape dans un hook.',
  },
  'plan/once-in-container': {
    en: 'It must run once, but inside a container that runs on every host. Give it a task of its own, or one host that runs it.',
    fr: 'Elle doit s’exécuter une fois, mais dans un conteneur présent sur chaque machine. Donnez-lui une tâche propre, ou une machine qui l’exécute.',
  },
  'plan/condition-without-home': {
    en: 'Its condition “{condition}” is known on another machine or too late. Decide who checks it.',
    fr: 'Sa condition «\u00a0{condition}\u00a0» n’est connue que sur une autre machine ou trop tard. Décidez qui la vérifie.',
  },

  // Questions
  'plan/ask-platform': {
    en: 'Where does the application run?',
    fr: 'Où tourne l’application\u202f?',
  },
  'plan/ask-hosts': {
    en: 'Which hosts run the application in {environment}?',
    fr: 'Quelles machines font tourner l’application en {environment}\u202f?',
  },
  'plan/ask-deploy-path': {
    en: 'Which absolute folder on the hosts receives the application?',
    fr: 'Quel dossier absolu des machines reçoit l’application\u202f?',
  },
  'plan/ask-app-directory': {
    en: 'In which absolute folder on the host does the application live?',
    fr: 'Dans quel dossier absolu de la machine se trouve l’application\u202f?',
  },
  'plan/ask-login-user': {
    en: 'Which user runs the script on the host today? The hooks hand its commands to that user.',
    fr: 'Quel utilisateur lance aujourd’hui le script sur la machine\u202f? Les hooks lui confient ses commandes.',
  },
  'plan/ask-condition': {
    en: 'When should the steps run whose condition no machine of the pipeline can check?',
    fr: 'Quand exécuter les étapes dont aucune machine du pipeline ne peut vérifier la condition\u202f?',
  },
  'plan/ask-read-back': {
    en: 'Where can the build find the values that the script reads from a host?',
    fr: 'Où le build peut-il trouver les valeurs que le script lit sur une machine\u202f?',
  },
  'plan/ask-host-to-host': {
    en: 'Where do the files come from that hosts copy to each other?',
    fr: 'D’où viennent les fichiers que les machines se copient entre elles\u202f?',
  },
  'plan/ask-from-host': {
    en: 'Where do the files come from that the script fetches from a host?',
    fr: 'D’où viennent les fichiers que le script récupère sur une machine\u202f?',
  },
  'plan/ask-once-in-container': {
    en: 'Which host, or which task, runs what must happen once inside a container?',
    fr: 'Quelle machine, ou quelle tâche, exécute ce qui doit se passer une fois dans un conteneur\u202f?',
  },

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
  'plan/needs-venv': {
    en: 'the Python environment that hooks use; it stays on the host from release to release',
    fr: 'l’environnement Python que les hooks utilisent\u00a0; il reste sur le serveur d’une livraison à l’autre',
  },
  'plan/needs-file': {
    en: 'read by hooks; no release brings it, so a new host needs it before its first deployment',
    fr: 'lu par des hooks\u00a0; aucune livraison ne l’apporte, un nouveau serveur en a donc besoin avant son premier déploiement',
  },
  'plan/needs-package': {
    en: 'the script installs it on the host',
    fr: 'le script l’installait sur le serveur',
  },
  'plan/needs-unit': {
    en: 'started, reloaded or stopped by hooks',
    fr: 'démarré, rechargé ou arrêté par des hooks',
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
