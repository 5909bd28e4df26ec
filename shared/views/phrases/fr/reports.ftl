### Les signalements de pages publiques par leurs lecteurs.

report-link = Signaler cette page
report-title = Signaler une page
report-help = Si un enfant est en danger, appelez d’abord. Un signalement est lu par le secrétariat, mais pas aussitôt.
report-text = Il ne faut pas de compte, et nous ne gardons rien sur vous. Si un enfant ou une victime pourrait être reconnu, le signalement passe avant tous les autres.
report-text-hint = Jusqu’à 1 000 caractères. Ne nommez ici ni enfant ni victime.
report-button = Envoyer le signalement
report-sent = Merci. Le secrétariat lit votre signalement.
report-back = Retour à la page
report-identifies-person = Un enfant ou une victime pourrait être reconnu
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
reports-case = Ouvrir le dossier
reports-said = Ce que les lecteurs ont écrit
reports-close = Clore le signalement
reports-note-hint = La suite donnée. Elle est consignée ; ce que les lecteurs ont écrit est supprimé.
