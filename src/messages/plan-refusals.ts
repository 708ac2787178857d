import type { Translated } from '../model/message.ts';

/** Sentences of the plan: what becomes of the conditions on which a script gives up. */
export const planRefusalMessages = {
  'plan/refusal-consent': {
    en: 'The approval of the pipeline asks it.',
    fr: 'C’est l’approbation du pipeline qui le demande.',
  },
  'plan/refusal-optional': {
    en: 'Not needed: the question only decides over a part that nobody is asked for any more.',
    fr: 'Inutile\u00a0: la question ne décide que d’une partie que personne ne demande plus.',
  },
  'plan/refusal-identity': {
    en: 'Not needed: nobody is logged in, and the pipeline works with roles of its own.',
    fr: 'Inutile\u00a0: personne n’est connecté, et le pipeline travaille avec ses propres rôles.',
  },
  'plan/refusal-user': {
    en: 'Not needed: appspec.yml says as whom each hook runs.',
    fr: 'Inutile\u00a0: appspec.yml dit sous quel utilisateur tourne chaque hook.',
  },
  'plan/refusal-branch': {
    en: 'The pipeline follows one branch only: `source.branch` in pipeline.yaml.',
    fr: 'Le pipeline ne suit qu’une branche\u00a0: `source.branch` dans pipeline.yaml.',
  },
  'plan/refusal-checkout': {
    en: 'Not needed: the Source action brings a commit, and nothing of a working copy comes with it.',
    fr: 'Inutile\u00a0: l’action Source apporte un commit, et rien d’une copie de travail ne vient avec.',
  },
  'plan/refusal-arguments': {
    en: 'Not needed: nobody types arguments or answers any more.',
    fr: 'Inutile\u00a0: personne ne saisit plus d’arguments ni de réponses.',
  },
  'plan/refusal-variable': {
    en: 'What is still read is named in parameters.yaml or pipeline.yaml, and its file stops where it is missing.',
    fr: 'Ce qui est encore lu est nommé dans parameters.yaml ou pipeline.yaml, et son fichier s’arrête là où il manque.',
  },
  'plan/refusal-settings': {
    en: 'Not asked in the build: the repository holds no such file; its values come from Parameter Store or lie on the hosts.',
    fr: 'Non demandé dans le build\u00a0: le dépôt ne contient pas ce fichier\u00a0; ses valeurs viennent de Parameter Store ou se trouvent sur les machines.',
  },
  'plan/refusal-own-file': {
    en: 'Not needed: it asks for a file of the person who deploys, and the pipeline works with roles.',
    fr: 'Inutile\u00a0: elle cherche un fichier de la personne qui déploie, et le pipeline travaille avec des rôles.',
  },
  'plan/refusal-host-list': {
    en: 'Not needed: CodeDeploy finds the hosts by the Auto Scaling group or the tags in pipeline.yaml, and no file lists them.',
    fr: 'Inutile : CodeDeploy trouve les machines par le groupe Auto Scaling ou les étiquettes de pipeline.yaml, et aucun fichier ne les énumère.',
  },
  'plan/refusal-reach': {
    en: 'Not needed: nobody logs in over ssh any more; the agent on each host fetches the release.',
    fr: 'Inutile\u00a0: plus personne ne se connecte en ssh\u00a0; l’agent de chaque machine vient chercher la livraison.',
  },
  'plan/refusal-lock': {
    en: 'Not needed: each execution has a machine of its own, and a stage takes one execution at a time.',
    fr: 'Inutile\u00a0: chaque exécution a sa propre machine, et une étape ne prend qu’une exécution à la fois.',
  },
  'plan/refusal-ends-well': {
    en: 'Not converted: the script ended here without an error, which no action of a pipeline can do. Reject the approval where there is nothing to release.',
    fr: 'Non converti\u00a0: le script s’arrêtait ici sans erreur, ce qu’aucune action d’un pipeline ne sait faire. Refusez l’approbation quand il n’y a rien à livrer.',
  },
  'plan/refusal-build': {
    en: 'The build asks it of the source.',
    fr: 'Le build le vérifie dans la source.',
  },
  'plan/refusal-verdict': {
    en: 'It judges what a step answers, and goes with that step.',
    fr: 'Elle juge la réponse d’une étape, et va avec cette étape.',
  },
  'plan/refusal-step': {
    en: 'It judged what a step answered, and goes where that step goes.',
    fr: 'Elle jugeait la réponse d’une étape, et va là où va cette étape.',
  },
  'plan/refusal-tool': {
    en: 'Not asked by itself: the first call of `{name}` fails where it is missing, and the build stops there.',
    fr: 'Non demandé à part\u00a0: le premier appel de `{name}` échoue s’il manque, et le build s’arrête là.',
  },
  'plan/refusal-tool-unused': {
    en: 'Not needed: nothing of what was generated calls `{name}`.',
    fr: 'Inutile\u00a0: rien de ce qui a été généré n’appelle `{name}`.',
  },
  'plan/refusal-host-tool': {
    en: 'Asked before the first release: `{name}` stands in the list of what the hosts must have.',
    fr: 'Vérifié avant la première livraison\u00a0: `{name}` figure dans la liste de ce que les machines doivent avoir.',
  },
  'plan/refusal-secret': {
    en: 'Left to a person: it holds a secret, which has no place in a condition. Look before you approve.',
    fr: 'Laissé à une personne\u00a0: elle contient un secret, qui n’a pas sa place dans une condition. Vérifiez avant d’approuver.',
  },
  'plan/refusal-left': {
    en: 'Left to a person: what it asks is known neither to the source nor to CodeBuild. Look before you approve.',
    fr: 'Laissé à une personne\u00a0: ni la source ni CodeBuild ne savent ce qu’elle demande. Vérifiez avant d’approuver.',
  },
  'plan/refusal-host': {
    en: 'Left to a person: a value that it compares is not known on the hosts. Look before you approve.',
    fr: 'Laissé à une personne\u00a0: une valeur qu’elle compare n’est pas connue sur les machines. Vérifiez avant d’approuver.',
  },
} as const satisfies Record<string, Translated>;
