### Les pages publiques.

home-tab = Accueil
home-title = Ce que font les villes et les régions d’Europe pour protéger les enfants
home-lead = Villes, régions, élus et associations signent le Pacte pour mettre fin à la violence sexuelle à l’égard des enfants et montrent ici ce qu’ils font : prévenir, protéger les victimes, poursuivre les auteurs et écouter les enfants.
home-read = Lire le Pacte
home-signatories = { $count ->
    [one] signataire
   *[other] signataires
}
home-countries = { $count ->
    [one] pays
   *[other] pays
}
home-initiatives = { $count ->
    [one] initiative
   *[other] initiatives
}
home-ps = Quatre « P »
home-new-initiatives = Nouvelles initiatives
home-new-signatories = Nouveaux signataires
card-signed = Signé le { $date }

pact-title = Le Pacte
pact-lead = C’est là où vivent les enfants que l’on met fin à la violence sexuelle. Par le Pacte, villes, régions et organisations s’engagent à faire leur part. Il traduit dans l’action locale la Convention de Lanzarote du Conseil de l’Europe.
pact-own-words = Tel est le texte auquel souscrivent les signataires de cette plateforme. La rédaction est celle de la plateforme et ne remplace aucun texte officiel du Conseil de l’Europe.
pact-goals = Les signataires choisissent les objectifs auxquels ils travaillent. La liste est provisoire : chaque ligne indique sa source.

signatories-lead = { $count ->
    [0] Personne n’a encore signé.
    [one] Un signataire à ce jour.
   *[other] { NUMBER($count) } signataires à ce jour.
}
signatories-by-country = Par pays
country-lead = { $count ->
    [0] Aucun signataire pour l’instant.
    [one] Un signataire.
   *[other] { NUMBER($count) } signataires.
}
country-tab = Signataires : { $country }
signatory-description = { $name }, { $country } : ce que fait ce signataire du Pacte.
signatory-facts = En bref
signatory-goals = Objectifs choisis
signatory-no-initiative = Aucune initiative n’a encore été publiée.
signatory-signed = Date de signature
signatory-number = Signature n°
signatory-version = Version du texte
signatory-by = Personne signataire
signatory-authority = Autorité
public-on-hold = Suspendu
public-on-hold-text = Le secrétariat a suspendu cette fiche le { $date }. Ses initiatives ne sont pas affichées pour le moment.
public-withdrawn = Signature retirée
public-withdrawn-text = Ce signataire a retiré sa signature le { $date }.

initiatives-lead = { $count ->
    [0] Aucune initiative n’a encore été publiée.
    [one] Une initiative à ce jour.
   *[other] { NUMBER($count) } initiatives à ce jour.
}
initiatives-tab = Initiatives : { $name }
initiatives-filter = Choisir l’un des quatre « P »
initiatives-all = Toutes
initiatives-empty = Rien à lire ici pour l’instant.
initiative-language = Dans la langue de ses auteurs : { $language }
initiative-published-on = Publiée le { $date }.
initiative-changed-on = Dernière modification le { $date }.
initiative-when = Quand
initiative-contact = Contact

help-page-lead = Si un enfant est en danger maintenant, appelez le 112. Si tu es un enfant, ou si vous êtes inquiet pour l’un d’eux, des personnes sont là pour écouter.
help-page-free = Les numéros européens sont gratuits. Tous les pays ne les ont pas encore tous ouverts.
help-page-checked = Dernière vérification le { $date }.
help-page-source = Source ({ $host })
help-page-countries = Les numéros par pays
help-page-directory = Les lignes d’écoute pour enfants dans chaque pays (Child Helpline International)
help-page-child = S’il t’est arrivé quelque chose
help-page-child-text = Ce n’est pas ta faute. Tu peux en parler à une personne de confiance : un parent, un enseignant, un médecin. Tu peux aussi appeler une ligne d’écoute sans donner ton nom. On t’y écoute et on ne fait rien dans ton dos.
help-page-adult = Si vous êtes inquiet pour un enfant
help-page-adult-text = Il n’est pas nécessaire d’être certain. Écoutez, restez calme, ne promettez pas de garder le secret et n’interrogez pas l’enfant. Prévenez le service de protection de l’enfance ou la police de votre pays ; une ligne d’écoute peut vous dire qui appeler.
help-page-leave = Pour quitter vite cette page
help-page-leave-text = « Quitter cette page », en haut, vous mène à une encyclopédie. Appuyer trois fois sur la touche Échap a le même effet. Les pages consultées auparavant peuvent rester dans l’historique de votre navigateur.
help-page-signatory = Aide pour cette plateforme
help-page-signatory-text = Si vous êtes signataire et que quelque chose ne fonctionne pas, répondez à l’un des courriels que vous avez reçus de nous.

legal-title = Mentions légales
legal-lead = Qui répond de quoi sur ces pages.
legal-publisher = Éditeur
legal-publisher-text = L’exploitant de cette plateforme publie ces pages. Son nom et son adresse doivent figurer ici avant l’ouverture au public.
legal-content = Contenus
legal-content-text = Les signataires répondent de ce qu’ils écrivent. Le secrétariat lit chaque texte avant publication et retire ce qui pourrait identifier un enfant ou une victime, ou qui est contraire à la loi.
legal-links = Liens
legal-links-text = Les liens vers d’autres sites sont choisis par les signataires. Nous ne répondons pas de ce qui s’y trouve.
legal-reuse = Réutilisation des textes
legal-reuse-text = Vous pouvez citer et partager ce qui est publié ici en nommant le signataire et cette plateforme.
legal-report = Signaler un texte
legal-report-text = Si une page peut identifier un enfant ou une victime, ou est contraire à la loi, écrivez à l’éditeur en indiquant l’adresse de la page. Ces signalements sont traités en priorité.

privacy-title = Vie privée
privacy-lead = Lire ces pages ne laisse chez nous aucune trace au-delà du nécessaire technique. Les données des signataires sont séparées : ce qui est public et ce qui ne l’est pas.
privacy-readers = Si vous ne faites que lire
privacy-readers-text = Les pages publiques ne déposent aucun cookie, ne chargent rien d’autres sites et ne vous mesurent pas. Nos serveurs conservent brièvement des journaux techniques, pour la sûreté du service.
privacy-reports = Si vous signalez une page
privacy-reports-text = Vous n’avez pas à dire qui vous êtes. Nous conservons la page, ce qui ne va pas et ce que vous écrivez jusqu’à ce que le secrétariat ait traité le signalement, et un an au plus. Votre adresse réseau est comptée peu de temps, sous une forme qui ne la montre pas, afin que personne ne puisse nous submerger.
privacy-accounts = Si vous avez un compte
privacy-accounts-text = Nous conservons votre adresse électronique, votre mot de passe sous une forme que personne ne peut relire, et les noms et numéros de téléphone des personnes à contacter. Nous nous en servons pour gérer votre compte et vous écrire à son sujet, pour rien d’autre.
privacy-public = Ce qui est public
privacy-public-text = Le nom, le pays et les chiffres de l’autorité ou de l’organisation, la signature avec sa date et ses objectifs, et les initiatives publiées. Le nom de la personne signataire n’est affiché que si elle a donné son accord ; une personne élue signe en son nom.
privacy-keep = Combien de temps
privacy-keep-text = Une inscription non confirmée est supprimée au bout d’un jour ; seule son adresse reste, inutilisée, auprès du service de connexion, jusqu’à une nouvelle inscription ou votre demande de suppression. Une session terminée est supprimée aussitôt ou en quelques jours. Les contacts sont conservés aussi longtemps que le compte ; la signature, acte public, reste au registre.
privacy-rights = Vos droits
privacy-rights-text = Vous pouvez consulter, corriger et supprimer vos données, et les emporter. Une grande partie se fait dans votre espace ; pour le reste, écrivez à l’éditeur. Vous pouvez saisir l’autorité de protection des données de votre pays.
privacy-cookies = Cookies
privacy-cookies-text = Uniquement ceux sans lesquels l’inscription, la connexion et le signalement d’une page ne fonctionnent pas. Chacun contient un nombre aléatoire : l’un prend fin avec la session, un autre au bout d’un jour, et celui auquel votre compte reconnaît votre navigateur au bout de 180 jours. Il n’y a rien à accepter ni à refuser.

accessibility-title = Accessibilité
accessibility-lead = Ces pages sont faites pour que tout le monde puisse les utiliser : au clavier, avec un lecteur d’écran, agrandies, sur un petit téléphone, sans JavaScript.
accessibility-state = Conformité
accessibility-state-text = Nous visons le niveau AA des règles pour l’accessibilité des contenus web (WCAG), version 2.2, et contrôlons automatiquement chaque type de page à chaque modification.
accessibility-works = Ce sur quoi vous pouvez compter
accessibility-works-text = Le texte peut être agrandi à 400 % sans défilement latéral. Chaque formulaire fonctionne au clavier seul et nomme ses problèmes par des mots. Les couleurs suivent le réglage clair ou sombre de votre système.
accessibility-known = Limites connues
accessibility-known-text = Les signataires écrivent dans leur langue, et tous les textes n’existent pas en français. Aucun audit indépendant n’a encore été réalisé.
accessibility-report = Nous écrire
accessibility-report-text = Si quelque chose vous fait obstacle, écrivez à l’éditeur en indiquant la page. Nous répondons et corrigeons ce que nous pouvons.

## For programs

nav-developers = Pour les développeurs
developers-title = Pour les développeurs
developers-lead = Tout ce que l’on fait ici avec des formulaires, un programme peut le faire en JSON : aux mêmes adresses, avec les mêmes membres, selon les mêmes règles.
developers-description = Description
developers-description-text = La description en OpenAPI 3.1 est produite à partir des programmes eux-mêmes et dit toujours ce qui est vrai :
developers-token = Un jeton
developers-token-text = Envoyez l’adresse et le mot de passe d’un compte, en JSON, à /api/token. Le jeton est valable une heure. Joignez-le à chaque requête dans l’en-tête « Authorization: Bearer … ».
developers-change = Modifications
developers-change-text = Tout ce qui peut être modifié porte une révision, « rev ». Renvoyez celle que vous avez lue : si quelqu’un a été plus rapide, rien n’est écrasé et la réponse est un conflit. Une même requête envoyée deux fois n’agit qu’une fois.
developers-problems = Problèmes
developers-problems-text = Ce qui n’a pas pu être fait reçoit une réponse application/problem+json (RFC 9457). « code » est l’un de ceux-ci et ne change pas ; « reference » figure dans nos journaux ; « errors » désigne chaque champ par un pointeur JSON.
developers-code = Code
developers-meaning = Ce qu’il signifie et ce qu’il faut faire
developers-unreadable = Le corps est illisible : codage ou JSON défectueux, membre inconnu, type erroné. Corrigez la requête.
developers-sign-in = Pas de jeton, ou un jeton échu. Demandez-en un nouveau.
developers-forbidden = Pas pour ce compte, ou envoyé par la page d’un autre site.
developers-form-expired = Le formulaire d’un navigateur est resté ouvert trop longtemps. Un programme ne rencontre pas ce cas.
developers-not-found = Inexistant, ou invisible pour ce compte.
developers-gone = C’était public et a été retiré.
developers-method = L’adresse accepte d’autres méthodes : l’en-tête « Allow » les nomme.
developers-conflict = Cela a changé depuis votre lecture. Relisez, puis décidez.
developers-not-possible = Une autre étape vient d’abord : « step » et « state » disent laquelle.
developers-too-large = Le corps dépasse la taille d’un formulaire.
developers-media-type = Envoyez application/json.
developers-rejected = Des champs posent problème ; « errors » les nomme tous.
developers-too-many = Trop souvent. L’en-tête « Retry-After » indique combien de secondes attendre.
developers-unavailable = Un service dont nous avons besoin ne répond pas. Réessayez après « Retry-After ».
developers-internal = L’erreur est de notre côté. Donnez-nous la référence si elle persiste.
developers-email-taken = L’adresse a désormais un compte.
developers-body-taken = L’entité figure déjà au registre ; votre compte a été créé, et votre demande de la rejoindre est notée.
developers-second-factor-on = Un second facteur est déjà configuré.
developers-expired = Le premier code est arrivé trop tard : recommencez par le mot de passe.
