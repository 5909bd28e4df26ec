### What staff change without a deployment.

message-title = Message du secrétariat

field-service-days = Jours pour décider
field-nearly-late-days = Jours avant qu’un dossier soit presque en retard
field-lease-minutes = Minutes de réservation d’un dossier ouvert
field-undo-seconds = Secondes pour annuler une décision
field-report-rate = Signalements d’un même réseau en une heure
field-registration-rate = Inscriptions d’un même réseau en une heure
field-initiatives-limit = Nombre maximal d’initiatives d’un signataire
field-registration-off = Fermer les inscriptions
field-posting-off = Fermer le dépôt d’initiatives
field-read-only = Lecture seule : rien ne peut être modifié
field-closed-routes = Fermer des pages ou des actions une à une
field-banner-registration-en = Inscription, en anglais
field-banner-registration-fr = Inscription, en français
field-banner-sign-in-en = Connexion, en anglais
field-banner-sign-in-fr = Connexion, en français
field-banner-desk-en = Espace des signataires, en anglais
field-banner-desk-fr = Espace des signataires, en français
field-banner-staff-en = Secrétariat, en anglais
field-banner-staff-fr = Secrétariat, en français
field-reason-code = Code
field-words-en = Texte en anglais
field-words-fr = Texte en français
field-hides-text = Ne pas faire figurer le texte au registre public
field-retired = Ne plus le proposer
field-number = Numéro de téléphone
field-name-en = À quoi il sert, en anglais
field-name-fr = À quoi il sert, en français
field-source = Page qui l’indique
field-checked = Jour de la vérification

problem-missing = Saisissez « { $label } »
problem-reason-code-taken = Ce code est déjà pris : choisissez-en un autre
malformed-reason-code = Saisissez un code en lettres minuscules, chiffres et tirets bas qui commence par une lettre, comme not_verifiable
malformed-number = Saisissez un numéro de téléphone comme 116 111 ou +33 3 88 41 20 00
malformed-whole = Saisissez « { $label } » en nombre entier, comme 10
