import type { Translated } from '../model/message.ts';

/** What `generate` says. */
export const generateMessages = {
  'generate/need-place': {
    en: 'Say where to write: -o FOLDER for everything, or --into CHECKOUT for the part of one application that its own repository gets.',
    fr: 'Indiquez où écrire : -o DOSSIER pour tout, ou --into DÉPÔT pour la partie d’une application destinée à son propre dépôt.',
  },
  'generate/into-one': {
    en: '--into takes one application; choose it with --app NAME. There are: {names}.',
    fr: '--into prend une seule application ; choisissez-la avec --app NOM. Il y a : {names}.',
  },
  'generate/no-checkout': {
    en: 'There is no folder {path}; the part of {application} for its repository goes into the output folder.',
    fr: 'Le dossier {path} n’existe pas ; la partie de {application} destinée à son dépôt va dans le dossier de sortie.',
  },
  'generate/no-folder': {
    en: 'There is no folder {path}. Name a checkout of the application’s repository.',
    fr: 'Le dossier {path} n’existe pas. Indiquez une copie du dépôt de l’application.',
  },
  'generate/unreadable': {
    en: '{path} is in the way: it can’t be read as a text file ({reason}). Nothing was written.',
    fr: '{path} gêne : il ne se lit pas comme un fichier texte ({reason}). Rien n’a été écrit.',
  },
  'generate/unwritable': {
    en: '{folder} can’t be written ({reason}). Files that were already in place are untouched.',
    fr: 'Impossible d’écrire dans {folder} ({reason}). Les fichiers déjà en place sont intacts.',
  },
  'generate/summary': {
    en: '{folder}: {written} written, {unchanged} unchanged, {kept} kept as edited by hand, {removed} removed.',
    fr: '{folder} : {written} écrits, {unchanged} inchangés, {kept} conservés tels que modifiés à la main, {removed} supprimés.',
  },
  'generate/summary-dry': {
    en: '{folder}: {written} would be written, {unchanged} are unchanged, {kept} would be kept as edited by hand, {removed} removed. Nothing was written.',
    fr: '{folder} : {written} seraient écrits, {unchanged} sont inchangés, {kept} seraient conservés tels que modifiés à la main, {removed} supprimés. Rien n’a été écrit.',
  },
  'generate/outcome-written': { en: 'written', fr: 'écrit' },
  'generate/outcome-unchanged': { en: 'unchanged', fr: 'inchangé' },
  'generate/outcome-kept': { en: 'kept as edited', fr: 'modifié, conservé' },
  'generate/outcome-deleted': { en: 'stays deleted', fr: 'reste supprimé' },
  'generate/outcome-removed': { en: 'removed', fr: 'supprimé' },
  'generate/outcome-orphaned': {
    en: 'no longer generated, kept as edited',
    fr: 'n’est plus généré, conservé car modifié',
  },
  'generate/outcome-conflict': { en: 'conflict', fr: 'conflit' },
  'generate/outcome-outside': { en: 'outside', fr: 'hors du dossier' },
  'generate/orphaned': {
    en: '{path} is no longer generated; it was edited by hand, so it stays. Remove it if nothing needs it.',
    fr: '{path} n’est plus généré ; il a été modifié à la main, il reste donc. Supprimez-le si rien n’en a besoin.',
  },
  'generate/deleted': {
    en: '{path} was deleted by hand and stays deleted. To get it back, remove {base} and generate again.',
    fr: '{path} a été supprimé à la main et le reste. Pour le retrouver, supprimez {base} et relancez la génération.',
  },
  'generate/no-drift': {
    en: 'No script has changed since it was generated.',
    fr: 'Aucun script n’a changé depuis la génération.',
  },
  'generate/drift-changed': {
    en: '{application}: {script} has changed since it was generated.',
    fr: '{application} : {script} a changé depuis la génération.',
  },
  'generate/drift-added': {
    en: '{application}: {script} has come since it was generated.',
    fr: '{application} : {script} est apparu depuis la génération.',
  },
  'generate/drift-removed': {
    en: '{application}: {script} has gone since it was generated.',
    fr: '{application} : {script} a disparu depuis la génération.',
  },
  'generate/drift-never-generated': {
    en: '{application} has not been generated here.',
    fr: '{application} n’a pas été générée ici.',
  },
} as const satisfies Readonly<Record<string, Translated>>;

export type GenerateCode = keyof typeof generateMessages;
