### Les initiatives d’un signataire.

initiatives-title = Vos initiatives
initiatives-new = Nouvelle initiative
initiatives-none = Vous n’en avez pas encore rédigé. Commencez par une initiative en cours : de quoi il s’agit, pour qui, ce qu’il en est résulté.
initiatives-sign-first = Les brouillons peuvent être enregistrés à tout moment. Pour les soumettre, signez d’abord le Pacte.
initiative-untitled = Sans titre
initiative-changed = Dernière modification le { $date }

edit-title = Modifier l’initiative
edit-new-title = Nouvelle initiative
edit-refused = Elle a été refusée
edit-waiting = Elle attend une décision
edit-waiting-text = Depuis le { $date }. Si vous la modifiez maintenant, elle quitte la file d’attente jusqu’à ce que vous la soumettiez à nouveau.
edit-see-public = Voir la version publique
edit-text = Le texte
edit-title-hint = Court et clair : ce qui est fait, pour qui
edit-summary-hint = Une ou deux phrases pour les listes.
edit-description-hint = Ce que vous faites, comment, et ce que d’autres pourraient en retenir.
edit-markdown-title = Paragraphes, listes et liens
edit-markdown-paragraph = Une ligne vide commence un nouveau paragraphe.
edit-markdown-strong = Mots importants :
edit-markdown-list = Un élément de liste :
edit-markdown-heading = Un intertitre :
edit-markdown-link = Un lien :
edit-kind = La nature de l’initiative
edit-goals = Objectifs du Pacte qu’elle sert (facultatif)
edit-goals-legend = Objectifs
edit-facts = Faits et chiffres
edit-partners-hint = Des organisations, non des particuliers
edit-results-hint = Avec des chiffres si vous en avez.
edit-link = Lien { NUMBER($number) }
edit-contact-hint = Une de vos pages où l’on peut vous joindre ; pas d’adresse personnelle
edit-safeguard-text = Cherchez encore une fois les noms, images, écoles, rues, dates et détails qui, réunis, pourraient révéler l’identité d’un enfant ou d’une victime.
edit-safeguard = Rien dans ce texte ni derrière ses liens ne permet d’identifier un enfant ou une victime.
edit-submit = Soumettre
edit-save = Enregistrer le brouillon
edit-preview = Aperçu
edit-what-next = Une fois soumis, le texte est lu par le secrétariat avant d’être publié.
edit-preview-title = Voici ce que cela donnera
edit-withdraw = Retirer cette initiative

versions-title = Quelqu’un d’autre a modifié cette initiative
versions-lead = Pendant que vous écriviez, une autre version a été enregistrée. Rien n’a été écrasé : choisissez celle à conserver.
versions-theirs = La version enregistrée entre-temps
versions-mine = Votre version
versions-keep-theirs = Conserver cette version
versions-keep-mine = Enregistrer plutôt ma version
versions-differs = (différent)
versions-both = Pour réunir les deux, copiez d’ici ce qu’il vous faut, conservez la version enregistrée entre-temps, puis modifiez-la.

submitted-title = Votre initiative a été soumise
submitted-step-1 = Le secrétariat la lit, les plus anciennes d’abord.
submitted-step-2 = Vous recevez un courriel avec la décision. S’il faut corriger quelque chose, il le précise.
submitted-step-3 = Une fois approuvée, sa page est publique en une ou deux minutes.
submitted-old-stays = D’ici là, la version actuellement publique reste en ligne.

take-back-title = Retirer une initiative
take-back-text = Si elle est publique, sa page est retirée et son adresse l’indique. Le texte vous reste accessible.
take-back-confirm = Je retire « { $title } ».
take-back-button = Retirer l’initiative
