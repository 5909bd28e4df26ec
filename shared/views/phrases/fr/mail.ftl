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

mail-confirm-subject = Votre code pour confirmer cette adresse
mail-confirm-text = Saisissez ce code sur la page qui l’attend, afin d’utiliser cette adresse pour votre compte :
mail-confirm-do = Le code est valable une heure. Nous ne le demandons jamais par téléphone ni par courriel.
mail-confirm-other = Si vous n’avez rien demandé, ne tenez pas compte de ce courriel : rien ne sera modifié.
mail-confirm-link = Aller à votre espace

mail-moved-subject = L’adresse de votre compte a été changée
mail-moved-text = Votre compte utilise désormais une autre adresse électronique ; les courriels n’arrivent plus à celle-ci.
mail-moved-do = Si c’était vous, vous n’avez rien à faire.
mail-moved-other = Si ce n’était pas vous, écrivez sans tarder au secrétariat depuis cette adresse.
mail-moved-link = Comment joindre le secrétariat

mail-factor-subject = Le second facteur de votre compte a été retiré
mail-factor-text = Votre compte ne demande plus de code d’authentification : le second facteur a été désactivé, ou un code de secours a été utilisé.
mail-factor-do = Si c’était vous, vous pouvez remettre en place une application d’authentification à tout moment.
mail-factor-link = Se connecter
mail-factor-other = Si ce n’était pas vous, choisissez dès maintenant un nouveau mot de passe.
