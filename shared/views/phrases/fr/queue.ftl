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
queue-open = Ouvert par { $who }
