### Les signalements de pages publiques par leurs lecteurs. Un enfant peut lire le formulaire.

report-link = Signaler cette page
report-title = Signaler une page
report-help = Si un enfant est en danger maintenant, ou s’il vous est arrivé quelque chose, appelez d’abord un de ces numéros. Vous n’avez pas à donner votre nom. Un signalement est lu par le secrétariat, et pas aussitôt.
report-text = Ici, on dit au secrétariat que quelque chose ne devrait pas figurer sur une page. Il ne faut ni compte ni nom. Nous ne gardons rien sur la personne qui signale et ne pouvons donc pas répondre.
report-about = La page signalée :
report-text-hint = Avec vos propres mots. N’écrivez aucun nom, ni le vôtre ni celui d’une autre personne.
report-button = Envoyer le signalement
report-sent = Merci. Le secrétariat lira votre signalement ; il n’y a rien d’autre à faire. S’il vous est arrivé quelque chose, ou si vous vous inquiétez pour quelqu’un, les numéros ci-dessus sont là pour vous.
report-back = Retour à la page
report-identifies-person = Urgent : on pourrait reconnaître un enfant ou une victime
report-identifies-person-hint = Par exemple par un nom, une image, une école ou une adresse. Le secrétariat examine ces signalements avant tous les autres.
report-wrong = Quelque chose est inexact
report-unlawful = Quelque chose est contraire à la loi
report-other = Autre chose
field-category = Qu’est-ce qui ne va pas ?
field-report-text = Que devons-nous regarder ?
missing-category = Choisissez ce qui ne va pas
missing-report-text = Dites ce que nous devons regarder

reports-title = Pages signalées
reports-none = Aucune page n’est signalée.
reports-urgent = Urgent
reports-count = Signalements : { $count }.
reports-between = Premier le { $first }, dernier le { $last }.
reports-more = Après ceux-ci : encore { $count }.
reports-case = Ouvrir le dossier
reports-case-hint = De là, la page peut être retirée aussitôt.
reports-said = Ce que les lecteurs ont écrit
reports-close = Marquer comme traité
reports-note = La suite donnée
reports-note-hint = Vos collègues la voient pendant 90 jours. Ce que les lecteurs ont écrit est supprimé maintenant. Ne nommez ni enfant ni victime.
reports-closed = Traités
reports-waiting-title = Des lecteurs ont signalé des pages
reports-waiting = Ouverts : { $open }. Urgents : { $urgent }.
