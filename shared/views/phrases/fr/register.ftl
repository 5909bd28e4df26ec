### Rejoindre le Pacte.

what-next = La suite

register-profile-title = Qui va signer le Pacte ?
register-profile-hint = Comptez une dizaine de minutes. Votre saisie est conservée une journée : vous pouvez vous interrompre et revenir avec le même navigateur.
register-profile-authority = Autorité locale ou régionale
register-profile-authority-hint = Une ville, une commune, une province ou une région, ou l’un de ses élus
register-profile-organisation-hint = Par exemple une association nationale de collectivités, une organisation non gouvernementale ou une organisation professionnelle
register-need-title = Ce qu’il vous faudra
register-need-name = le nom officiel et le pays de l’autorité ou de l’organisation
register-need-signer = le nom et la fonction de la personne signataire
register-need-email = une adresse électronique professionnelle que vous pouvez consulter maintenant
register-need-decision = pour la signature elle-même, plus tard : la date et la référence de la décision du conseil, s’il en faut une
register-have-account = Déjà inscrit ?

register-authority-title = Qui signe : l’autorité, ou l’un de ses élus ?
register-authority-itself = L’autorité elle-même
register-authority-itself-hint = En général après une décision de son conseil ; signature du maire ou du président
register-authority-representative = Un élu, en son propre nom
register-authority-representative-hint = Par exemple un conseiller municipal ; son nom est publié

register-details-title = Vos informations
register-details-lead = Les questions facultatives sont signalées. Vous pourrez tout vérifier avant la création du compte.
register-body-authority = L’autorité
register-body-representative = L’autorité de l’élu
register-body-organisation = L’organisation
register-official-name-hint = Tel qu’il figure sur ses courriers, dans sa langue et son écriture
register-latin-name-hint = Nécessaire si le nom officiel s’écrit autrement, par exemple en grec, en géorgien ou en cyrillique
register-territorial-code-hint = Un code national ou européen qui désigne le territoire, par exemple 67482 ou FR-67
register-signer = La personne signataire
register-signer-lead = La personne qui peut engager l’autorité ou l’organisation.
register-publish-signer = Le nom et la fonction peuvent figurer sur la page publique. La personne a donné son accord.
register-publish-representative = Mon nom et ma fonction figurent sur la page publique : un élu signe sous son propre nom.
register-function-hint = Par exemple maire, présidente de la région, directeur
register-mandate-hint = S’il y a un terme, nous vous demanderons alors si les données sont toujours exactes
register-contact = La personne à contacter
register-contact-lead = La personne qui suit le dossier au quotidien. Jamais publié.
register-account = Votre compte
register-email-hint = Elle sert à vous connecter, et nous y envoyons un code. Jamais publiée.

check-title = Vérifiez vos réponses
check-account = Créer votre compte
check-authorised = Je peux agir pour cette autorité ou organisation, et mes réponses sont exactes.
check-next = Nous enverrons ensuite un code à six chiffres à votre adresse électronique.
check-button = Créer le compte
password-hint = 12 caractères ou plus. Quatre mots sans rapport entre eux conviennent bien. Aucune règle sur les chiffres ou les signes.

confirm-title = Saisissez le code reçu par courriel
confirm-sent = Nous avons envoyé un courriel avec un code à six chiffres à { $email }.
confirm-code-hint = Six chiffres. Valable une heure.
confirm-button = Confirmer
confirm-resent = Nous avons envoyé un nouveau code
confirm-resent-text = Seul le dernier code est valable.
confirm-nothing-title = Aucun courriel n’est arrivé
confirm-nothing-text = Cela peut prendre quelques minutes. Regardez dans le dossier des courriels indésirables. Si vous avez déjà un compte, le courriel l’indique et ne contient pas de code.
confirm-resend = Envoyer un nouveau code
confirm-change = Changer d’adresse électronique

join-title = Déjà au registre
join-lead = { $name } a déjà été inscrit. Il n’y a qu’une fiche par autorité ou organisation ; nous n’en avons donc pas créé de seconde.
join-account = Votre compte est créé et votre adresse électronique est confirmée.
join-step-1 = Votre souhait de rejoindre ou de reprendre cette fiche est noté dans son historique, que lit le secrétariat.
join-step-2 = Le secrétariat se renseigne auprès des personnes qui s’en occupent actuellement.
join-step-3 = Il vous écrit ensuite.
join-mistake = S’il s’agissait d’une autre autorité ou organisation du même nom, écrivez au secrétariat pour nous le dire.
