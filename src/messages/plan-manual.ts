import type { Translated } from '../model/message.ts';

/** Sentences of the plan: what a person must do, and what a person is asked. */
export const planManualMessages = {
  // Manual
  'plan/operation': {
    en: 'The action “{action}” is no deployment: keep it as an SSM document that operators run.',
    fr: 'L’action «\u00a0{action}\u00a0» n’est pas un déploiement\u00a0: gardez-la sous forme de document SSM, à lancer par l’exploitation.',
  },
  'plan/action-other': {
    en: 'The action “{action}” is not what a deployment runs (that is “{by}”): keep it as an SSM document that operators run.',
    fr: 'Un déploiement ne lance pas l’action «\u00a0{action}\u00a0» (mais «\u00a0{by}\u00a0»)\u00a0: gardez-la sous forme de document SSM, à lancer par l’exploitation.',
  },
  'plan/other-way-target': {
    en: 'The script “{action}” brings something to {what}, as “{by}” does: taken for another way to the same, and “{by}” for the one that deploys.',
    fr: 'Le script «\u00a0{action}\u00a0» livre vers {what}, comme «\u00a0{by}\u00a0»\u00a0: il est pris pour une autre façon de faire la même chose, et «\u00a0{by}\u00a0» pour celui qui déploie.',
  },
  'plan/other-way-source': {
    en: 'The script “{action}” brings what is made from the folder {what}, as “{by}” does: taken for another way to the same, and “{by}” for the one that deploys.',
    fr: 'Le script «\u00a0{action}\u00a0» livre ce qui est fait à partir du dossier {what}, comme «\u00a0{by}\u00a0»\u00a0: il est pris pour une autre façon de faire la même chose, et «\u00a0{by}\u00a0» pour celui qui déploie.',
  },
  'plan/other-way-means': {
    en: 'The script “{action}” is called like “{by}”, but for “{what}”: taken for another way to the same, and “{by}” for the one that deploys.',
    fr: 'Le script «\u00a0{action}\u00a0» porte le nom de «\u00a0{by}\u00a0», à «\u00a0{what}\u00a0» près\u00a0: il est pris pour une autre façon de faire la même chose, et «\u00a0{by}\u00a0» pour celui qui déploie.',
  },
  'plan/ask-deploy-action': {
    en: 'Which action of the script, or which script, is the deployment? Several, in their order, with commas between them.',
    fr: 'Quelle action du script, ou quel script, est le déploiement\u202f? S’il y en a plusieurs, dans leur ordre, séparées par des virgules.',
  },
  'plan/unknown-command': {
    en: 'No rule knows this command: read it, decide where it belongs and add a rule.',
    fr: 'Aucune règle ne connaît cette commande\u00a0: lisez-la, décidez de sa place et ajoutez une règle.',
  },
  'plan/sourced-outside': {
    en: 'It reads {file}, which the repository does not hold: add the file without its secrets, or move what it does by hand.',
    fr: 'Elle lit {file}, que le dépôt ne contient pas\u00a0: ajoutez ce fichier sans ses secrets ou migrez son travail à la main.',
  },
  'plan/sourced-names': {
    en: 'It reads {file}, which the repository does not hold. No script sets {names}: taken to come from there. Add the file without its secrets, or set what the pipeline must know.',
    fr: 'Elle lit {file}, que le dépôt ne contient pas. Aucun script ne définit {names}\u00a0: ces valeurs sont supposées en venir. Ajoutez ce fichier sans ses secrets ou définissez ce que le pipeline doit savoir.',
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
  'plan/unresolved-text-printed': {
    en: 'What it runs is what `{command}` prints when the script runs. Write those commands into a hook, for the hosts that they are meant for.',
    fr: 'Ce qu’elle exécute est ce que `{command}` affiche à l’exécution : à écrire dans un hook, pour les machines concernées.',
  },
  'plan/unresolved-text-handed': {
    en: 'It runs whatever command the person who deploys puts into `{name}`; a pipeline asks nobody. Give what was really handed over a hook or an action of its own.',
    fr: 'Elle exécute la commande que la personne qui déploie met dans `{name}` ; un pipeline ne demande rien à personne. Donner à ce qui était vraiment transmis un hook ou une action à part.',
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
  'plan/serves-itself': {
    en: 'It changes what the machine that runs the script serves itself, and CodeBuild’s machine serves nobody. Where that machine is a server of the application, say so (`runsOn` in pipewright.yaml) and generate again; else name the host that serves it.',
    fr: 'Elle change ce que sert la machine même qui exécute le script, et celle de CodeBuild ne sert personne. Si cette machine est un serveur de l’application, indiquez-le (`runsOn` dans pipewright.yaml) et générez à nouveau\u00a0; sinon, nommez la machine qui le sert.',
  },
  'plan/image-needs-no-archive': {
    en: 'The image goes to the hosts through ECR: no archive of it is made, sent or removed any more.',
    fr: 'L’image passe aux machines par ECR\u00a0: aucune archive n’en est plus faite, envoyée ni supprimée.',
  },
  'plan/image-pulled': {
    en: 'The hook pulls the image from ECR and gives it the name that the script used.',
    fr: 'Le hook récupère l’image dans ECR et lui donne le nom que le script employait.',
  },
  'plan/image-by-hand': {
    en: 'It sends an image straight to a host, and the build does not make that image under a name that can be read here: push it to ECR in the build, and pull it in the hook.',
    fr: 'Elle envoie une image directement à une machine, et le build ne produit pas cette image sous un nom lisible ici\u00a0: publiez-la dans ECR pendant le build, et récupérez-la dans le hook.',
  },
  'plan/image-for-local-cluster': {
    en: 'It brings an image to a cluster on the machine of the person who deploys, which serves nobody. Push the image to ECR in the build, and name it with its registry in the manifests.',
    fr: 'Elle apporte une image à un cluster situé sur la machine de la personne qui déploie et qui ne sert personne. Publiez l’image dans ECR pendant le build, et nommez-la avec son registre dans les manifestes.',
  },
  'plan/host-to-host': {
    en: 'It copies from one host to another. Put the files into the bundle or on shared storage.',
    fr: 'Elle copie d’une machine à une autre. Mettez les fichiers dans le paquet ou sur un stockage partagé.',
  },
  'plan/from-host': {
    en: 'It fetches files from a host, which a pipeline can’t. Say where they really come from.',
    fr: 'Elle récupère des fichiers sur une machine, ce qu’un pipeline ne peut pas. Indiquez d’où ils viennent vraiment.',
  },
  'plan/cache-of-its-host': {
    en: 'It asks the cache on the machine that it runs on, and nothing is installed on that host. Let an action run it there by SSM Run Command (`aws ssm send-command`), or purge over HTTP.',
    fr: 'Cela s’adresse au cache de la machine même, et rien ne s’installe sur ce serveur. Le lancer là-bas depuis une action par SSM Run Command (`aws ssm send-command`), ou purger par HTTP.',
  },
  'plan/optional-left-off': {
    en: 'It ran only for who said yes to “{question}”, and nobody is asked in a pipeline: it stays off. Run it by hand when it is wanted, or give it an action of its own behind an approval.',
    fr: 'Cela ne tournait que pour qui répondait oui à « {question} », et un pipeline ne demande rien à personne : cela reste désactivé. Le lancer à la main quand on le veut, ou lui donner une action à part derrière une approbation.',
  },
  'plan/field-expanded-here': {
    en: 'Its awk program was to print {field}, but the shell that sends this text puts an argument of the script there. Say what it should do: with awk’s own field, put it into the hook as it was meant.',
    fr: 'Son programme awk devait afficher {field}, mais le shell qui envoie ce texte met à sa place un argument du script. Dire ce qu’il doit faire : si c’est bien le champ d’awk, le mettre dans le hook tel qu’il était voulu.',
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
  'plan/first-time': {
    en: 'The script does it once, where “{condition}” finds no application on the host yet; a pipeline would do it again with every release. Do it by hand for a new environment.',
    fr: 'Le script le fait une seule fois, là où «\u00a0{condition}\u00a0» ne trouve pas encore l’application sur la machine\u00a0; un pipeline le referait à chaque livraison. Faites-le à la main pour un nouvel environnement.',
  },
  'plan/endless-loop': {
    en: 'It stands in a loop that nothing ends, and a deployment has to end. Make the loop a service of the host (a unit of systemd), which the deployment restarts.',
    fr: 'Elle se trouve dans une boucle que rien n’arrête, alors qu’un déploiement doit se terminer. Faites de la boucle un service de la machine (une unité systemd), que le déploiement redémarre.',
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
  'plan/ask-test-database': {
    en: 'The tests ran on a host, beside its database, and run in CodeBuild now: which database do they use there? Start one in the build (a container, with the project privileged), or let the tests use one of their own.',
    fr: 'Les tests tournaient sur une machine, près de sa base de données, et tournent désormais dans CodeBuild\u00a0: quelle base y utilisent-ils\u202f? Lancez-en une dans le build (un conteneur, projet privilégié), ou donnez aux tests une base à eux.',
  },
  'plan/ask-outside-files': {
    en: 'The build reads {files}, which lies outside the repository: where will CodeBuild take it from? Commit it, or let the build fetch it from S3 or, where it is secret, from Parameter Store.',
    fr: 'Le build lit {files}, en dehors du dépôt\u00a0: où CodeBuild le prendra-t-il\u202f? Versionnez-le, ou faites-le chercher par le build dans S3 ou, s’il est secret, dans Parameter Store.',
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
} as const satisfies Record<string, Translated>;
