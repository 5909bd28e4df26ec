### L’espace d’un signataire.

desk-tasks = Ce qui est fait et ce qui vient ensuite
desk-joining = Votre compte est prêt. Votre demande de rejoindre une fiche existante est notée ; le secrétariat l’examine et vous écrit.
desk-staff = Vous travaillez pour le secrétariat. Ce qui attend une décision se trouve ici :
desk-submitted = Signé : en attente de vérification
desk-submitted-text = Depuis le { $date }. Le secrétariat vérifie que l’autorité ou l’organisation existe et que vous pouvez agir pour elle. Vous recevrez un courriel dès que ce sera fait. D’ici là, vous pouvez préparer des initiatives.
desk-public-page = Voir votre page publique
desk-on-hold = Votre fiche est suspendue
desk-on-hold-text = Depuis le { $date }. Votre page l’indique et vos initiatives ne sont pas affichées. Le secrétariat vous a écrit à ce sujet.
desk-withdrawn = Vous avez retiré votre signature
desk-withdrawn-text = Le { $date }. Vous pouvez signer à nouveau à tout moment.
desk-refused = Votre inscription a été refusée
refused-on = Le { $date }. Motif : { $reason }.
waiting-place = { $of ->
    [1] Rien d’autre n’est en attente.
   *[other] Numéro { NUMBER($number) } sur { NUMBER($of) } en attente.
}
waiting-usual = { $days ->
    [1] La décision est généralement prise en un jour au plus.
   *[other] La décision est généralement prise en { NUMBER($days) } jours au plus.
}
desk-initiatives = { $count ->
    [0] Aucune initiative pour l’instant
    [one] Une initiative
   *[other] { NUMBER($count) } initiatives
}
desk-data = Vos données et votre compte
desk-profile = Profil
desk-profile-hint = Chiffres, site web, personne signataire
desk-contact = Contacts
desk-contact-hint = Non publiés : le secrétariat leur écrit
desk-password-hint = Connu de vous seul
desk-second-factor = Second facteur
desk-on = Activé
desk-off = Désactivé
desk-sessions = Sessions
desk-sessions-hint = Où vous êtes connecté
desk-withdraw = Retirer la signature
desk-pending-email = Une nouvelle adresse électronique attend son code
desk-pending-email-text = Nous avons envoyé un code à { $email }.

task-register = S’inscrire et confirmer l’adresse électronique
task-sign = Signer le Pacte
task-signed = Signature n° { NUMBER($number) }, { $date }
task-verified = Vérification par le secrétariat
task-verified-hint = Rien n’est public avant cela
task-post = Publier vos initiatives
task-done = Fait
task-next = Prochaine étape
task-waiting = En attente
task-later = Viendra plus tard
task-open = Peut se préparer

profile-fixed-title = Ce qui a été inscrit
profile-fixed-text = Ces données vous identifient et ont été ou seront vérifiées. Pour les corriger, écrivez au secrétariat.
versions-caption = Ce qui diffère
versions-field = Champ
contact-second = Une seconde personne
contact-second-text = Pour que rien ne se perde pendant les congés ou en cas de départ.

sign-title = Signer le Pacte
sign-lead = Lisez l’engagement, choisissez vos objectifs, indiquez la décision qui le fonde, puis signez.
undertaking-title = Texte de l’engagement, version { $version }
undertaking-hash = Empreinte de ce texte (SHA-256) :
sign-goals-text = Choisissez ceux auxquels vous travaillerez. Peu suffisent : c’est ce que vous faites qui compte.
sign-goals-legend = Les objectifs que nous choisissons
sign-decision = La décision
sign-decision-text = La décision de signer, prise par le conseil ou le bureau. Si aucune n’est nécessaire, laissez les deux premières questions vides et dites pourquoi.
sign-reference-hint = Numéro ou intitulé qui permet de la retrouver
sign-no-decision-hint = Seulement s’il n’y a pas de décision, par exemple parce que le maire peut signer seul.
sign-sign = Signature
sign-act = { $name } prend cet engagement, et je peux le signer en son nom.
sign-record = Nous enregistrons un numéro d’ordre, l’heure et l’empreinte du texte que vous avez lu. Votre signature devient publique une fois vérifiée par le secrétariat.
sign-button = Signer le Pacte

withdraw-title = Retirer la signature
withdraw-effect-page = Si votre page est publique, elle demeure et indique que la signature a été retirée, avec la date et votre note.
withdraw-effect-initiatives = Vos initiatives ne sont plus affichées. Leurs textes vous restent accessibles ici.
withdraw-effect-again = Vous pouvez signer à nouveau à tout moment.
withdraw-note = Note publique
withdraw-note-hint = Par exemple la raison. Tout le monde peut la lire.
withdraw-confirm = { $name } retire sa signature.
withdraw-button = Retirer la signature

password-title = Changer de mot de passe
password-text = Toutes les autres sessions sont fermées quand le mot de passe change, et vous en êtes informé par courriel.
password-new = Nouveau mot de passe
password-button = Changer de mot de passe

email-title = Changer d’adresse électronique
email-now = Vous vous connectez avec { $email }.
email-text = Nous envoyons un code à la nouvelle adresse. Tant que vous ne l’avez pas saisi, l’adresse actuelle reste valable. Un courriel part aussi à l’adresse actuelle.
email-new = Nouvelle adresse électronique
email-button = Envoyer un code à la nouvelle adresse
email-confirm-title = Confirmez votre nouvelle adresse
email-nothing-text = Cela peut prendre quelques minutes. Regardez dans le dossier des courriels indésirables, ou vérifiez l’adresse.

sessions-text = Si l’une d’elles vous est inconnue, fermez-la et changez de mot de passe.
sessions-caption = Où vous êtes connecté
sessions-where = Où
sessions-since = Depuis
sessions-seen = Dernière activité
sessions-action = Action
sessions-token = Programme muni d’un jeton
sessions-browser = Navigateur
sessions-this = (celle-ci)
sessions-end = Fermer
sessions-end-all = Se déconnecter partout
