### La file d’attente, et les dossiers pris en main.

lease-title = Ce dossier est déjà ouvert
lease-open = Ouvrir ce dossier
lease-open-hint = Tant que vous l’avez ouvert, personne d’autre ne décide.
lease-yours = Ce dossier est à vous jusqu’au { $until }.
lease-release = Le rendre
lease-held = Entre d’autres mains
lease-held-by = { $who } a ouvert ce dossier le { $since } et l’a jusqu’au { $until } au plus tard.
lease-taken-over = Repris à { $who }, avec cette note :
lease-take-over = Reprendre
lease-note-hint = La personne qui avait le dossier la lit. La reprise est consignée.
notice-leased-title = Décision non enregistrée
notice-leased-text = Une autre personne a maintenant ouvert ce dossier. Ce que vous avez saisi est toujours là, et le reste si vous reprenez le dossier.
developers-leased = Une autre personne du secrétariat a ouvert le dossier.

field-intent = Action
field-holder = Détenteur du dossier
field-takeover-note = Pourquoi vous reprenez le dossier
missing-intent = Choisissez une action
missing-holder = Indiquez qui a le dossier
missing-takeover-note = Indiquez pourquoi vous reprenez le dossier

queue-tabs = Parties de la file
queue-tab-all = Tout
queue-tab-signatories = Signataires
queue-tab-initiatives = Initiatives
queue-tab-updates = Modifications de publications
queue-tab-appeals = Recours
queue-tab-mine = Ouverts par moi
queue-filter = Afficher
queue-filter-any = Tous
queue-filter-age = Ancienneté
queue-filter-p = Contribue à
queue-filter-flagged = Signalements
queue-age-new = Récent
queue-age-nearly-late = Bientôt en retard
queue-age-late = En retard
queue-mark-appeal = Recours
queue-mark-flagged = Signalé
queue-mark-update = Nouvelle version
queue-mark-approved = Une approbation
queue-page-before = Page précédente
queue-page-behind = Page suivante
queue-open = Ouvert par { $who }

field-search = Nom ou numéro
missing-search = Saisissez un nom, ou une partie d’un nom
queue-search-hint = Une partie d’un nom, un identifiant ou l’adresse d’une page. Un identifiant mène au dossier, qu’il soit en attente ou non.
queue-search-button = Rechercher
queue-found = { $count ->
    [0] Rien de ce nom n’est en attente
    [one] Un dossier de ce nom est en attente
   *[other] { NUMBER($count) } dossiers de ce nom sont en attente
}
queue-found-none = L’identifiant d’un signataire ou d’une initiative mène à son dossier. Il figure dans l’adresse de sa page publique.
queue-found-more = Seuls les { NUMBER($count) } plus anciens sont affichés. Une partie plus longue du nom en trouve moins.
queue-all = Tout ce qui est en attente
queue-place = Numéro { NUMBER($place) } sur { NUMBER($count) } en attente
queue-beside = Autres dossiers en attente
queue-previous = Dossier précédent
queue-next = Dossier suivant
queue-keys = Dans le tableau, les touches J et K mènent au dossier suivant et au précédent.

alike-title = Noms semblables
alike-none = Aucun autre signataire de ce pays ne porte un nom semblable.
alike-text = Au registre, ou en attente de vérification, dans le même pays :
alike-waiting = en attente
alike-public = au registre
