### Une seule décision sur plusieurs dossiers, proposée par une personne et confirmée par une autre.

bulk-title = Décisions groupées
bulk-text = Choisissez des dossiers dans la file. Ce que vous proposez est décidé dès qu’une autre personne l’a confirmé.
bulk-none = Rien n’a été proposé ces 30 derniers jours.
bulk-kept-title = Toujours là
bulk-kept-text = Ce que vous aviez choisi et saisi avant la fin de votre session a été conservé.
bulk-kept-button = Reprendre
bulk-caption = Les plus récentes d’abord
bulk-cases = Dossiers
bulk-proposed-by = Proposée par
bulk-proposed-at = { $who }, { $when }
bulk-state = État
bulk-state-proposed = Attend une deuxième personne jusqu’au { $until }
bulk-state-expired = Personne ne l’a confirmée à temps
bulk-state-confirmed = Confirmée par { $who }, pas encore achevée
bulk-state-finished = Confirmée par { $who } et exécutée : { NUMBER($done) } sur { NUMBER($count) } décidés
bulk-state-cancelled = Annulée par { $who }
bulk-approve = Vérifier et publier
bulk-approve-hint = Les signataires sont vérifiés, les initiatives publiées.
bulk-chosen = Choisis :
bulk-chosen-label = Décider de plusieurs dossiers
bulk-choose = Choisir { $name }
bulk-preview-button = Aperçu
bulk-preview-title = Décider de plusieurs dossiers
bulk-preview-text = Rien n’est encore décidé. Décochez ce qui ne doit pas être décidé avec les autres.
bulk-possible = { $count ->
    [one] Un dossier peut être décidé
   *[other] { NUMBER($count) } dossiers peuvent être décidés
}
bulk-nothing-possible = Aucun de ces dossiers ne peut être décidé avec d’autres.
bulk-impossible = Laissés de côté
bulk-why = Pourquoi
bulk-note-hint = La même note est jointe au courriel de chaque dossier.
bulk-propose-text = Une autre personne doit confirmer dans la journée. Les dossiers qui changent d’ici là sont laissés de côté.
bulk-propose = Proposer à une autre personne
bulk-obstacle-decided = N’attend plus de décision
bulk-obstacle-changed = A changé depuis l’aperçu
bulk-obstacle-appeal = Un recours s’examine seul
bulk-obstacle-flagged = Un texte signalé demande deux approbations et s’examine seul
bulk-obstacle-unsigned = Son signataire n’a pas de signature en vigueur
bulk-obstacle-own = Relève de votre propre organisation
bulk-obstacle-leased = Une autre personne a ouvert le dossier
bulk-one-title = Une décision groupée
bulk-one-caption = Ses dossiers
bulk-case-possible = Peut être décidé
bulk-case-waiting = Attend son tour
bulk-case-done = Décidé
bulk-case-skipped = Laissé de côté
bulk-own = Vous l’avez proposée. Une autre personne doit la confirmer.
bulk-withdraw = Retirer la proposition
bulk-decline = Rejeter la proposition
bulk-confirm-title = Confirmer
bulk-confirm-text = { $possible ->
    [one] Un dossier sur { NUMBER($count) } peut être décidé à présent. Les autres, s’il y en a, sont laissés de côté.
   *[other] { NUMBER($possible) } dossiers sur { NUMBER($count) } peuvent être décidés à présent. Les autres, s’il y en a, sont laissés de côté.
}
bulk-confirm-button = Confirmer et décider
bulk-continue-text = { $left ->
    [one] L’exécution a été interrompue : un dossier attend encore son tour. Rien n’est décidé deux fois.
   *[other] L’exécution a été interrompue : { NUMBER($left) } dossiers attendent encore leur tour. Rien n’est décidé deux fois.
}
bulk-continue = Continuer
bulk-back = Décisions groupées
field-cases = Dossiers
field-count = Combien de dossiers confirmez-vous ?
bulk-count-hint = Écrivez le nombre de dossiers proposés, tel qu’il figure ci-dessus.
missing-cases = Choisissez au moins un dossier
missing-count = Écrivez combien de dossiers vous confirmez
wrong-count = Ce n’est pas le nombre de dossiers proposés : relevez-le ci-dessus et écrivez-le à nouveau
unknown-cases = L’un des dossiers n’existe pas ou n’est pas des vôtres : il a été laissé de côté
