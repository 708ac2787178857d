import type { Translated } from '../model/message.ts';

/** Sentences of the plan: on which platform, and where each step goes. */
export const planDestinationMessages = {
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
  'plan/share-becomes-source': {
    en: 'What the share holds becomes the repository of the Source action, and CodeDeploy installs it in the same folder.',
    fr: 'Le contenu du partage devient le dépôt de l’action Source, et CodeDeploy l’installe dans le même dossier.',
  },
  'plan/moved-into-place': {
    en: 'CodeDeploy installs the file straight into the folder where it was moved.',
    fr: 'CodeDeploy installe le fichier directement dans le dossier où il était déplacé.',
  },
  'plan/taken-from-checkout': {
    en: 'The build has moved to CodeBuild, and nothing on the host needs its checkout any more: CodeDeploy installs what was taken from there.',
    fr: 'La construction est passée dans CodeBuild et plus rien sur la machine n’a besoin du clone\u00a0: CodeDeploy installe ce qui en était tiré.',
  },
  'plan/stops-what-failed': {
    en: 'The version that does not come up stands beside the one that serves: no rollback of CodeDeploy stops it.',
    fr: 'La version qui ne démarre pas se trouve à côté de celle qui sert\u00a0: aucun retour en arrière de CodeDeploy ne l’arrête.',
  },
  'plan/secret-file-gone': {
    en: 'The build no longer writes the file with the secrets.',
    fr: 'Le build n’écrit plus le fichier contenant les secrets.',
  },
  'plan/placed-by-hook': {
    en: 'The folder is chosen while it runs and the appspec knows no variables: AfterInstall copies the files there from the bundle.',
    fr: 'Le dossier est choisi pendant l’exécution et l’appspec ne connaît pas de variables\u00a0: AfterInstall y copie les fichiers depuis le paquet.',
  },
  'plan/secret-written-on-host': {
    en: 'AfterInstall writes the file on the host, with secrets from SSM: neither the source nor the bundle holds it.',
    fr: 'AfterInstall écrit le fichier sur la machine, avec les secrets de SSM\u00a0: ni le dépôt ni le paquet ne le contiennent.',
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
  'plan/with-scratch': {
    en: 'It works in a folder of the run, which only the job has that uses what lies there.',
    fr: 'Elle travaille dans un dossier propre à l’exécution, que seul possède le job qui utilise son contenu.',
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
  'plan/published-by-job': {
    en: 'Users see these files: a job publishes them once the release is approved, with what the build made.',
    fr: 'Les utilisateurs voient ces fichiers\u00a0: un job les publie une fois la livraison approuvée, avec ce que le build a produit.',
  },
  'plan/hook': {
    en: 'It works on the host; its place among the other steps there is {event}.',
    fr: 'Elle agit sur la machine\u00a0; sa place parmi les autres étapes y est {event}.',
  },
  'plan/other-repository': {
    en: 'Another repository than the application’s: it is fetched where it was, by a user who may read it. A second Source action could bring it instead.',
    fr: 'Un autre dépôt que celui de l’application\u00a0: il est récupéré au même endroit, par un utilisateur qui peut le lire. Une seconde action Source pourrait l’apporter.',
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
  'plan/dump-over-network': {
    en: 'Other commands of the script reach this database over the network, and so does the action that saves it before anything changes.',
    fr: 'D’autres commandes du script atteignent cette base par le réseau, et l’action qui la sauvegarde avant tout changement fait de même.',
  },
  'plan/once-shared-cache': {
    en: 'All hosts share this cache, so it is cleared once per deployment.',
    fr: 'Toutes les machines partagent ce cache\u00a0; il est vidé une fois par déploiement.',
  },
  'plan/once-on-only-host': {
    en: 'It runs in a container on the only host, so the hook runs it exactly once.',
    fr: 'Elle s’exécute dans un conteneur de l’unique machine\u00a0; le hook ne l’exécute donc qu’une fois.',
  },
  'plan/once-where-it-ran': {
    en: 'It runs in a container of the host that the script was started on, and the hook does so, too. Where several hosts share what it changes, each of them runs it, one after another.',
    fr: 'Elle s’exécute dans un conteneur de la machine où le script était lancé, et le hook fait de même. Si plusieurs machines partagent ce qu’elle modifie, chacune l’exécute, l’une après l’autre.',
  },
  'plan/once-where-it-lies': {
    en: 'It works in a folder that only the host has, and there is one host, so the hook runs it exactly once.',
    fr: 'Elle travaille dans un dossier que seule la machine possède, et il n’y a qu’une machine\u00a0; le hook ne l’exécute donc qu’une fois.',
  },
  'plan/made-for-job': {
    en: 'What the job deploys needs it, and the script makes it where it is not there yet: the job does so as well, and its role needs the right to.',
    fr: 'Ce que le job déploie en a besoin, et le script le crée s’il n’y est pas encore : le job fait de même, et son rôle doit en avoir le droit.',
  },
  'plan/deploys-by-job': {
    en: 'A job runs the script’s own command, once it is approved: the deploy actions of CodePipeline take none of its options.',
    fr: 'Un job exécute la commande du script, une fois approuvée\u00a0: les actions de déploiement de CodePipeline ne prennent aucune de ses options.',
  },
  'plan/deploys-elsewhere': {
    en: 'CodeBuild runs the same tool, once per environment.',
    fr: 'CodeBuild exécute le même outil, une fois par environnement.',
  },
} as const satisfies Record<string, Translated>;
