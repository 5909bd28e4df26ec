### Ce que devient un dossier : modifications demandées, recours, rétablissement, correction, annulation.

signatory-changes-asked = Modifications demandées
signatory-taken-down = Retiré du site
initiative-changes-asked = Modifications demandées
initiative-published-with-changes-asked = Publiée ; modifications demandées pour la nouvelle version

desk-changes-asked = Le secrétariat vous demande quelque chose
desk-taken-down = Votre page publique a été retirée
changes-asked-on = Le { $date }, le secrétariat a écrit :
resubmit-text = Modifiez ce qui est demandé, dans votre profil et vos contacts ci-dessous. Renvoyez ensuite le tout : votre signature et son numéro restent les mêmes.
resubmit-button = Renvoyer au secrétariat
appeal-title = Vous n’êtes pas d’accord ?
appeal-text = Vous pouvez former un recours, une fois. Une autre personne que celle qui a décidé réexamine le dossier, et les deux décisions sont conservées.
appeal-note = Pourquoi vous n’êtes pas d’accord
appeal-note-hint = Vous pouvez laisser ce champ vide.
appeal-button = Former un recours
appeal-final = Cette décision répond à votre recours. En cas d’élément nouveau, écrivez au secrétariat.
edit-changes-asked = Le secrétariat vous demande des modifications
staff-returned-version = La version renvoyée à son auteur

decide-ask-changes = Demander des modifications
decide-ask-changes-hint = Le dossier retourne à son auteur avec votre note, et revient dans la file une fois modifié.
decide-restore = Rétablir
decide-restore-hint = La page redevient publique telle qu’elle était. Une autre personne que celle qui l’a retirée doit le faire.

needs-another-title = Quelqu’un d’autre doit décider
needs-another-text = Il s’agit d’une décision que vous avez prise vous-même. Un ou une collègue doit l’examiner.
needs-another-back = Retour au dossier

action-changes-asked = Modifications demandées
action-resubmitted = Renvoyé au secrétariat
action-appealed = Recours formé
action-taken-down = Retiré du site
action-restored = Rétabli
action-corrected = Faute corrigée
action-undone = Décision annulée
action-initiative-approved = Initiative approuvée, première personne sur deux
action-initiative-changes-asked = Modifications de l’initiative demandées
action-initiative-appealed = Initiative : recours formé
action-initiative-restored = Initiative rétablie
action-initiative-corrected = Initiative : faute corrigée
action-initiative-undone = Initiative : décision annulée

developers-needs-another = Il s’agit d’une décision que vous avez prise vous-même : quelqu’un d’autre doit décider.
