### Courriels. Aucune donnée personnelle dans l’objet ; aucun secret hormis le code attendu.

mail-hello = Bonjour,
mail-sign-off = L’équipe du Pacte des villes et régions
mail-why = Ce courriel a été envoyé automatiquement par { $site }.

mail-known-subject = Cette adresse est déjà inscrite
mail-known-text = Quelqu’un, sans doute vous, vient de s’inscrire avec cette adresse électronique. Elle a déjà un compte ; aucun autre n’a été créé.
mail-known-do = Connectez-vous avec votre mot de passe. Si vous l’avez oublié, vous pourrez en choisir un nouveau au même endroit.
mail-known-link = Se connecter
mail-known-other = Si vous ne vous êtes pas inscrit, vous n’avez rien à faire : votre compte est inchangé.

mail-wrong-subject = Plusieurs mots de passe erronés pour votre compte
mail-wrong-text = Quelqu’un a saisi plusieurs fois un mot de passe erroné pour votre compte. Les nouvelles tentatives sont refusées pendant un quart d’heure au plus. Votre compte n’est pas bloqué durablement et rien n’y a été modifié.
mail-wrong-do = Si c’était vous et que vous avez oublié votre mot de passe, choisissez-en un nouveau : vous pourrez ensuite vous connecter aussitôt.
mail-wrong-link = Choisir un nouveau mot de passe
mail-wrong-other = Si ce n’était pas vous et que ce mot de passe ne sert nulle part ailleurs, vous n’avez rien à faire.

mail-device-subject = Votre compte a été utilisé dans un nouveau navigateur
mail-device-text = Quelqu’un vient de se connecter à votre compte, avec le bon mot de passe, depuis un navigateur qui n’avait encore jamais servi.
mail-device-do = Si c’était vous, vous n’avez rien à faire.
mail-device-other = Si ce n’était pas vous, choisissez dès maintenant un nouveau mot de passe. Toutes les sessions seront aussi fermées.
mail-device-link = Choisir un nouveau mot de passe

mail-password-subject = Votre mot de passe a été changé
mail-password-text = Le mot de passe de votre compte vient d’être changé et toutes les autres sessions ont été fermées.
mail-password-do = Si c’était vous, vous n’avez rien à faire.
mail-password-other = Si ce n’était pas vous, choisissez dès maintenant un nouveau mot de passe.
mail-password-link = Choisir un nouveau mot de passe

mail-code-subject = Votre code pour terminer votre inscription
mail-code-text = Saisissez ce code sur la page qui l’attend, afin de confirmer cette adresse et de terminer votre inscription :
mail-code-other = Si vous ne vous êtes pas inscrit, ne tenez pas compte de ce courriel : sans le code, personne ne peut utiliser cette adresse.
mail-code-link = La page qui demande le code

mail-reset-subject = Votre code pour un nouveau mot de passe
mail-reset-text = Saisissez ce code sur la page qui l’attend, puis choisissez-y un nouveau mot de passe :
mail-reset-other = Si vous n’avez rien demandé, ne tenez pas compte de ce courriel : votre mot de passe reste inchangé.
mail-reset-link = La page qui demande le code

mail-confirm-subject = Votre code pour confirmer cette adresse
mail-confirm-text = Saisissez ce code sur la page qui l’attend, afin d’utiliser cette adresse pour votre compte :
mail-confirm-do = Le code est valable une heure. Nous ne le demandons jamais par téléphone ni par courriel.
mail-confirm-other = Si vous n’avez rien demandé, ne tenez pas compte de ce courriel : rien ne sera modifié.
mail-confirm-link = Aller à votre espace

mail-moved-subject = L’adresse de votre compte a été changée
mail-moved-text = Votre compte utilise désormais une autre adresse électronique ; les courriels n’arrivent plus à celle-ci.
mail-moved-do = Si c’était vous, vous n’avez rien à faire.
mail-moved-other = Si ce n’était pas vous, écrivez sans tarder au secrétariat depuis cette adresse.

mail-factor-subject = Le second facteur de votre compte a été retiré
mail-factor-text = Votre compte ne demande plus de code d’authentification : le second facteur a été désactivé, ou un code de secours a été utilisé.
mail-factor-do = Si c’était vous, vous pouvez remettre en place une application d’authentification à tout moment.
mail-factor-link = Se connecter
mail-factor-other = Si ce n’était pas vous, choisissez dès maintenant un nouveau mot de passe.

## Décisions du secrétariat. Le nom ou le titre suit le texte qui finit par deux-points.

mail-reason = Motif : { $reason }.
mail-note = Note du secrétariat :
mail-public-link = La page publique
mail-desk-link = Aller à votre espace
mail-initiative-link = L’initiative dans votre espace
mail-ask = Pour toute question, écrivez au secrétariat.
mail-disagree = Si quelque chose n’est pas clair, ou si vous n’êtes pas d’accord, écrivez au secrétariat.
mail-secretariat-link = Comment joindre le secrétariat
mail-sign-again = S’il est possible d’y remédier, corrigez vos données dans votre espace et signez à nouveau le Pacte ; le secrétariat réexaminera alors votre inscription. Pour corriger ce que vous ne pouvez pas modifier vous-même, comme le nom, écrivez au secrétariat.
mail-mend = Vous pouvez corriger le texte dans votre espace et le soumettre à nouveau. Le secrétariat le lira avant toute publication.

mail-verified-subject = Votre signature a été vérifiée
mail-verified-text = Le secrétariat a vérifié cette inscription et sa signature :
mail-verified-now = Votre page devient publique en une ou deux minutes, ainsi que les initiatives déjà approuvées.
mail-verified-next = Dans votre espace, vous pouvez compléter votre profil et publier des initiatives.

mail-refused-subject = Votre inscription a été refusée
mail-refused-text = Le secrétariat a refusé cette inscription :
mail-refused-now = Rien n’est publié sur ce signataire. Votre compte et vos textes sont conservés.

mail-held-subject = Votre fiche est suspendue
mail-held-text = Le secrétariat a suspendu cette fiche :
mail-held-now = La page reste publique et indique la suspension. Les initiatives ne sont pas affichées pour le moment ; rien n’a été supprimé.
mail-held-next = Vous recevrez un autre courriel à la fin de la suspension. D’ici là, vous pouvez préparer des brouillons dans votre espace.

mail-resumed-subject = Votre fiche n’est plus suspendue
mail-resumed-text = Le secrétariat a levé la suspension de cette fiche :
mail-resumed-now = La page et les initiatives sont de nouveau affichées d’ici une ou deux minutes.
mail-resumed-next = Vous pouvez poursuivre vos initiatives dans votre espace.

mail-down-subject = Votre page publique a été retirée du site
mail-down-text = Le secrétariat a retiré du site la page publique de ce signataire :
mail-down-now = Ni votre page ni vos initiatives ne sont plus publiques, et leurs adresses l’indiquent. Votre compte et vos textes sont conservés.

mail-approved-subject = Votre initiative a été approuvée
mail-approved-text = Le secrétariat a approuvé cette initiative :
mail-approved-now = L’initiative devient publique en une ou deux minutes et remplace, s’il y a lieu, la version précédente.
mail-approved-later = L’initiative deviendra publique dès que le secrétariat aura vérifié votre signature. Vous recevrez alors un autre courriel.
mail-approved-next = Vous pouvez la modifier à tout moment dans votre espace. Le secrétariat lit chaque nouvelle version avant qu’elle ne remplace celle-ci.

mail-declined-subject = Votre initiative a été refusée
mail-declined-text = Le secrétariat a décidé de ne pas publier cette initiative en l’état :
mail-declined-now = L’initiative n’est pas publique. Son texte vous reste accessible.
mail-declined-stays = La version actuellement publique reste en ligne.

mail-removed-subject = Votre initiative a été retirée du site
mail-removed-text = Le secrétariat a retiré du site cette initiative :
mail-removed-now = L’initiative n’est plus publique et son adresse l’indique. Son texte vous reste accessible.

mail-appeal = Si vous n’êtes pas d’accord, vous pouvez faire appel d’un clic dans votre espace et y donner vos raisons. Une autre personne que celle qui a décidé réexaminera alors le dossier. Si quelque chose n’est pas clair, écrivez au secrétariat.

## Ce que vous avez fait vous-même, et la suite.

mail-welcome-subject = Votre inscription est confirmée : il reste une étape
mail-welcome-text = Votre adresse est confirmée et cette inscription est enregistrée :
mail-welcome-now = Il reste une étape : le Pacte n’est pas encore signé. Rien n’est public avant que vous n’ayez signé et que le secrétariat n’ait vérifié la signature.
mail-welcome-next = Connectez-vous, lisez le Pacte dans votre espace et signez-le au même endroit. Cela prend quelques minutes.

mail-reminder-subject = Le Pacte attend votre signature
mail-reminder-text = Il y a une semaine, vous avez confirmé cette inscription :
mail-reminder-now = Le Pacte n’est pas encore signé : le secrétariat ne peut donc rien vérifier et rien n’est public. Ce rappel est le seul.

mail-signed-subject = Nous avons reçu votre signature
mail-signed-text = Merci. Le Pacte a été signé pour :
mail-signed-now = Le secrétariat vérifie maintenant la signature. Votre espace indique à tout moment votre place dans la file d’attente et le délai habituel. Un courriel vous annoncera la décision.
mail-signed-next = En attendant, vous pouvez préparer des initiatives dans votre espace.

mail-withdrawn-subject = Votre signature a été retirée
mail-withdrawn-text = La signature du Pacte a été retirée depuis votre espace pour :
mail-withdrawn-stays = La page publique indiquera d’ici une ou deux minutes que la signature a été retirée. Les initiatives ne sont plus affichées.
mail-withdrawn-now = Rien n’est publié sur ce signataire.
mail-withdrawn-next = Votre compte et vos textes sont conservés. Vous pouvez signer de nouveau dans votre espace à tout moment.
mail-withdrawn-ask = Si ce n’était pas vous, écrivez sans tarder au secrétariat.

mail-submitted-subject = Nous avons reçu votre initiative
mail-submitted-text = Cette initiative a été soumise :
mail-submitted-now = Le secrétariat la lit avant toute publication. Votre espace indique à tout moment sa place dans la file d’attente et le délai habituel. Un courriel vous annoncera la décision.
mail-submitted-stays = Le secrétariat lit cette version avant qu’elle ne remplace la version actuellement publique, qui reste en ligne d’ici là. Votre espace indique à tout moment sa place dans la file d’attente. Un courriel vous annoncera la décision.
mail-submitted-next = Vous pouvez encore modifier le texte dans votre espace. Il faudra alors le soumettre à nouveau.

mail-ended-subject = Votre initiative a été retirée
mail-ended-text = Cette initiative a été retirée depuis votre espace :
mail-ended-now = Elle n’est plus publique et son adresse l’indiquera d’ici une ou deux minutes. Son texte vous reste accessible.
mail-ended-next = Vous pouvez publier d’autres initiatives dans votre espace à tout moment.

## Autres décisions du secrétariat

mail-changes-subject = Le secrétariat vous demande des modifications
mail-changes-text = Avant de pouvoir décider, le secrétariat vous demande de modifier quelque chose dans cette inscription :
mail-changes-now = Rien n’a été refusé. Votre texte est conservé et n’est pas public tant qu’aucune décision n’a été prise.
mail-changes-next = Faites les modifications dans votre espace, où figure aussi la note du secrétariat, puis renvoyez le tout.
mail-revise-subject = Le secrétariat vous demande de modifier votre initiative
mail-revise-text = Avant de pouvoir décider, le secrétariat vous demande de modifier quelque chose dans cette initiative :

mail-corrected-subject = L’orthographe de votre fiche a été corrigée
mail-corrected-text = Le secrétariat a corrigé l’orthographe dans cette fiche :
mail-corrected-now = Rien d’autre n’a été modifié. Ce qui est public montrera la correction d’ici une ou deux minutes.
mail-corrected-next = Vérifiez-la dans votre espace. Si la correction est erronée, signalez-le au secrétariat.
mail-spelled-subject = L’orthographe de votre initiative a été corrigée
mail-spelled-text = Le secrétariat a corrigé l’orthographe dans cette initiative :

mail-restored-subject = Votre page publique est rétablie
mail-restored-text = Le secrétariat a rétabli la page publique de ce signataire :
mail-returned-subject = Votre initiative est de nouveau publique
mail-returned-text = Le secrétariat a rétabli cette initiative :
mail-returned-now = L’initiative est de nouveau publique d’ici une ou deux minutes, à la même adresse qu’auparavant.

mail-appealed-subject = Nous avons reçu votre appel
mail-appealed-text = Vous avez fait appel d’une décision sur ce signataire :
mail-appealed-now = Une autre personne que celle qui a décidé réexamine le dossier. D’ici là, la première décision reste en vigueur.
mail-appealed-next = Votre espace indique à tout moment la place de l’appel dans la file d’attente. Un courriel vous annoncera la décision.
mail-contested-subject = Nous avons reçu votre appel au sujet d’une initiative
mail-contested-text = Vous avez fait appel d’une décision sur cette initiative :

## Au secrétariat. Rien de personnel n’y figure.

mail-queue-link = Ouvrir la file d’attente
mail-invitation-subject = Une invitation à rejoindre le secrétariat du Pacte
mail-invitation-text = Vous êtes invité à travailler dans l’espace du secrétariat du Pacte.
mail-invitation-administrator = Votre rôle serait celui d’administrateur : tout, y compris les personnes et les réglages.
mail-invitation-moderator = Votre rôle serait celui de modérateur : vérifier les signataires et décider des initiatives.
mail-invitation-focal-point = Votre rôle serait celui de point focal national : vérifier les signataires et décider des initiatives de votre pays.
mail-invitation-auditor = Votre rôle serait celui d’auditeur : tout lire et ne rien modifier.
mail-invitation-do = Le lien fonctionne une seule fois, pendant 72 heures. Vous choisirez un mot de passe, puis vous mettrez en place une application d’authentification comme second facteur ; sans elle, l’espace du secrétariat reste fermé.
mail-invitation-other = Si vous n’attendiez pas cette invitation, ne faites rien : elle expirera d’elle-même. Ne transmettez pas le lien.
mail-invitation-link = Accepter l’invitation

mail-urgent-subject = Un signalement urgent vous attend
mail-urgent-text = Quelqu’un a signalé une page publique comme urgente : elle permettrait d’identifier un enfant ou une victime.
mail-urgent-do = Examinez-la dès maintenant. Depuis le dossier, vous pouvez retirer la page aussitôt.
mail-urgent-link = Ouvrir les pages signalées

mail-digest-subject = La file d’attente a pris du retard
mail-digest-text = Pour information ce matin : au moins un dossier attend depuis plus longtemps que le délai prévu.
mail-digest-late = En retard : { $count }
mail-digest-nearly = Bientôt en retard : { $count }
mail-digest-waiting = En attente au total : { $count }
