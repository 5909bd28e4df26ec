### Les membres du secrétariat : rôles, invitations, et la page où l’on en accepte une.

field-role = Rôle
field-countries = Pays
missing-role = Choisissez un rôle
missing-countries = Choisissez un ou plusieurs pays pour le point focal
problem-countries-role = Seul un point focal a des pays : n’en choisissez aucun, ou choisissez le rôle de point focal
problem-member-already = Cette adresse est déjà celle d’un membre : modifiez plutôt son rôle

role-administrator = Administrateur
role-administrator-hint = Décide de tout, modifie les réglages, invite et retire des membres.
role-moderator = Modérateur
role-moderator-hint = Vérifie et décide dans tous les pays.
role-focal-point = Point focal national
role-focal-point-hint = Vérifie et décide dans les pays choisis ci-dessous, et n’en voit pas d’autres.
role-auditor = Auditeur
role-auditor-hint = Lit tout et ne modifie rien.

staff-nav = Les pages du secrétariat
people-title = Membres du secrétariat
people-text = Qui travaille ici, et ce que chacun peut faire. Une modification vaut dès l’action suivante du membre.
people-caption = Membres
people-who = Adresse
people-factor = Second facteur
people-factor-on = En place
people-factor-off = Pas encore
people-you = (vous)
people-invite = Inviter quelqu’un
people-back = Retour aux membres
invitations-title = Invitations
invitations-caption = Pas encore acceptées
invitations-none = Aucune invitation n’est en attente.
invitations-until = Valable jusqu’au
invitations-action = Annuler
invitations-withdraw = Annuler l’invitation
invitations-withdraw-of = de { $email }

invite-title = Inviter un membre du secrétariat
invite-text = Un courriel avec un lien est envoyé à cette adresse. Le lien sert une fois, dans les trois jours. La personne qui l’ouvre choisit un mot de passe et met en place un second facteur.
invite-button = Envoyer l’invitation
countries-hint = Pour un point focal national uniquement.
member-title = Rôle d’un membre
member-role-button = Modifier le rôle
member-own = Personne ne modifie son propre rôle. Adressez-vous à un autre administrateur.
member-remove-title = Retirer du secrétariat
member-remove-text = Ses sessions sont fermées aussitôt et ces pages ne lui sont plus ouvertes. Le compte demeure ; ses décisions restent dans l’historique sous ce compte.
member-remove-confirm = { $email } ne fait plus partie du secrétariat.
member-remove-button = Retirer

invitation-title = Bienvenue au secrétariat
invitation-text = Vous êtes invité à travailler au registre du Pacte. Choisissez le mot de passe de votre compte ; vous mettrez ensuite en place un second facteur.
invitation-address = Adresse de votre compte
invitation-role = Votre rôle
invitation-button = Enregistrer le mot de passe
invitation-over-title = Ce lien ne sert plus
invitation-over-text = Une invitation sert une fois, dans les trois jours, et seulement jusqu’à l’envoi d’une plus récente.
invitation-over-new = Si vous n’avez pas encore choisi votre mot de passe, demandez une nouvelle invitation à l’administrateur qui vous a invité.
invitation-over-done = Si vous l’avez déjà choisi :
sign-in-invited = Votre compte est prêt
sign-in-invited-text = Connectez-vous avec le mot de passe que vous venez de choisir, pour mettre en place votre second facteur.
