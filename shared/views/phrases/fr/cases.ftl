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

staff-appeal = Ceci est un recours
staff-appeal-text = Il porte sur la décision ci-dessous. La personne qui l’a prise ne peut pas décider maintenant.
staff-needs-another = Vous avez pris la décision précédente. Un ou une collègue doit décider celle-ci.
staff-approved-once = Un ou une collègue a approuvé ce texte signalé. Une deuxième personne doit l’approuver avant qu’il devienne public.
staff-approved-by-you = Vous avez approuvé ce texte signalé. Un ou une collègue doit aussi l’approuver avant qu’il devienne public.
undo-title = Décision toute récente
undo-text = { $action }. Personne n’en a encore été informé : vous pouvez revenir en arrière jusqu’à { $time }.
undo-button = Annuler la décision
correct-link = Corriger une faute
correct-title = Corriger une faute
correct-text = Uniquement pour des fautes de frappe. L’auteur est informé de ce qui a été modifié.
correct-button = Enregistrer la correction
correct-note = Note à l’auteur
difference-title = Ce qui a changé depuis la version publique
difference-same = Rien n’a changé.
difference-added = ajouté :
difference-removed = supprimé :
register-title = Où vérifier
register-eurostat = Liste officielle des unités administratives locales (Eurostat)
register-site = Son propre site web
problem-taken = Un autre enregistrement du registre porte déjà ce nom
