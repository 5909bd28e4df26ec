### Connexion.

sign-in-title = Se connecter
sign-in-button = Se connecter
sign-in-forgotten = J’ai oublié mon mot de passe
sign-in-new = Pas encore inscrit ?
sign-in-needed = Connectez-vous d’abord
sign-in-needed-text = La page demandée nécessite un compte. Vous y arriverez juste après la connexion.
sign-in-over = Votre session était terminée
sign-in-over-text = Votre saisie est conservée. Connectez-vous et vous la retrouverez.
sign-in-out = Vous êtes déconnecté
sign-in-out-text = Sur un ordinateur partagé, fermez aussi le navigateur.
sign-in-set = Votre nouveau mot de passe est enregistré
sign-in-set-text = Toutes les autres sessions ont été fermées. Connectez-vous avec le nouveau mot de passe.
sign-in-confirmed = Votre adresse est confirmée
sign-in-confirmed-text = Votre compte est prêt. Connectez-vous pour continuer.
sign-in-known = Cette adresse a déjà un compte
sign-in-known-text = Connectez-vous avec le mot de passe choisi alors, ou choisissez-en un nouveau.
sign-in-removed = Le second facteur est désactivé
sign-in-removed-text = Le code de secours a été accepté. Connectez-vous de nouveau ; vous pourrez ensuite mettre en place une nouvelle application d’authentification.
sign-in-late = Veuillez recommencer
sign-in-late-text = Les étapes qui suivent le mot de passe doivent se faire en dix minutes. Rien n’a été modifié.

second-factor-title = Saisissez le code de votre application d’authentification
second-factor-hint = Les six chiffres que l’application affiche en ce moment
second-factor-lost = Je n’ai pas mon application : utiliser un code de secours
recovery-code-title = Saisissez un code de secours
recovery-code-hint = L’un des dix codes que vous avez conservés lors de la mise en place. Chacun ne sert qu’une fois.
recovery-code-none = S’il ne vous reste aucun code de secours, écrivez au secrétariat depuis l’adresse électronique de votre compte.

forgotten-title = Mot de passe oublié
forgotten-text = Saisissez l’adresse électronique de votre compte. Si nous la connaissons, nous envoyons un code qui permet de choisir un nouveau mot de passe.
forgotten-button = Envoyer un code
reset-title = Choisir un nouveau mot de passe
reset-text = S’il existe un compte à cette adresse, un courriel avec un code à six chiffres est en route.
reset-button = Enregistrer le nouveau mot de passe
reset-nothing-text = Cela peut prendre quelques minutes. Regardez dans le dossier des courriels indésirables et vérifiez qu’il s’agit bien de l’adresse de votre inscription.

set-up-title = Mettre en place une application d’authentification
set-up-why = Avec un second facteur, un mot de passe volé ne suffit plus. C’est facultatif, et nous le conseillons.
set-up-start-text = Saisissez d’abord votre mot de passe encore une fois.
set-up-picture = Image de la clé pour l’appareil photo de votre téléphone
set-up-required = Les membres du secrétariat travaillent avec un second facteur. Mettez-le en place maintenant ; cela prend deux minutes.
set-up-step-app = Installez une application d’authentification sur votre téléphone, ou utilisez celle de votre gestionnaire de mots de passe.
set-up-step-key = Ajoutez-y un compte : faites-lui lire cette image, ou saisissez la clé qui la suit.
set-up-open = Ouvrir l’application sur cet appareil
set-up-step-code = Saisissez ensuite les six chiffres qu’elle affiche.
set-up-button = Activer

manage-title = Votre second facteur
manage-on = Le second facteur est activé
manage-codes-left = { $count ->
    [0] Il ne vous reste aucun code de secours.
    [one] Il vous reste un code de secours.
   *[other] Il vous reste { NUMBER($count) } codes de secours.
}
manage-staff = Les membres du secrétariat ne peuvent pas s’en passer. Si vous changez de téléphone, demandez à un administrateur de le remettre en place.
manage-remove-title = Le retirer
manage-remove-text = Ensuite, le mot de passe seul suffira pour se connecter.
manage-remove-button = Retirer le second facteur

codes-title = Vos codes de secours
codes-lead = Le second facteur est activé. Conservez ces codes là où vous seul les trouverez : ils ne s’affichent que cette fois.
codes-text = Chaque code sert une fois, à la place de l’application. Imprimez-les ou copiez-les dans un gestionnaire de mots de passe.
codes-button = J’ai conservé les codes
