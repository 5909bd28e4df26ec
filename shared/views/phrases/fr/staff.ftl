### Les pages du secrétariat.

queue-title = En attente
queue-empty = Rien n’est en attente.
queue-caption = Les plus anciens d’abord
queue-what = Nom ou titre
queue-kind = Nature
queue-since = En attente depuis
queue-signatory = Signataire
queue-initiative = Initiative
queue-age = { $days ->
    [0] aujourd’hui
    [one] un jour
   *[other] { NUMBER($days) } jours
}

decide-title = Décision
decide-nothing = Il n’y a rien à décider ici pour l’instant.
decide-verify = Vérifier
decide-verify-hint = Elle existe et la personne peut agir pour elle. Sa page devient publique.
decide-publish = Publier
decide-publish-hint = La version en attente devient publique et remplace la précédente.
decide-refuse = Refuser
decide-refuse-hint = L’auteur reçoit le motif et votre note, et peut corriger.
decide-take-down = Retirer du site
decide-take-down-hint = La page est supprimée aussitôt et son adresse l’indique. L’auteur en est informé.
decide-hold = Suspendre
decide-hold-hint = La page demeure et l’indique ; les initiatives ne sont pas affichées.
decide-resume = Lever la suspension
decide-resume-hint = La page et les initiatives sont de nouveau affichées.
decide-reason-hint = Pour un refus ou un retrait.
decide-note = Note au signataire
decide-note-hint = Jointe au courriel qui annonce la décision.
decide-button = Décider

initiatives-heading = Initiatives
staff-no-initiative = Aucune pour l’instant.
staff-not-needed = Aucune n’est nécessaire :
staff-private = Non publié.
staff-initiative = Décider d’une initiative
staff-waiting-version = La version en attente, depuis le { $date }
staff-refused-version = La version refusée
staff-public-version = La version publique

history-title = Historique
history-when = Quand
history-what = Quoi
history-who = Qui
history-signatory = Le signataire
action-registered = Inscription
action-join-requested = Un autre compte demande à rejoindre ou à reprendre la fiche
action-profile-changed = Profil modifié
action-contact-changed = Contacts modifiés
action-signed = Signature du Pacte
action-withdrawn = Retrait de la signature
action-verified = Vérification
action-refused = Refus ou retrait du site
action-held = Suspension
action-resumed = Fin de la suspension
action-initiative-created = Initiative commencée
action-initiative-saved = Brouillon d’initiative enregistré
action-initiative-submitted = Initiative soumise
action-initiative-withdrawn = Initiative retirée
action-initiative-published = Initiative publiée
action-initiative-refused = Initiative refusée
action-initiative-taken-down = Initiative retirée du site
