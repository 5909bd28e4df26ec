### Pages pour ce qui ne va pas.

problem-reference = Si vous nous écrivez à ce sujet, indiquez ce numéro :
problem-home = Aller à l’accueil
bad-request-title = Cette demande n’a pas pu être lue
bad-request-text = Ce qui est arrivé ici n’est pas ce que la page envoie. Revenez en arrière, vérifiez votre saisie et envoyez-la à nouveau.
forbidden-title = Cette page ne vous est pas ouverte
forbidden-text = Soit la demande ne venait pas de nos propres pages, soit votre compte n’y est pas autorisé. Connectez-vous avec le bon compte, ou revenez en arrière et recommencez depuis la page elle-même.
not-found-title = Page introuvable
not-found-text = Il n’y a pas de page à cette adresse. Elle a peut-être été saisie ou copiée avec une erreur.
not-found-signatories = Tous les signataires
not-found-initiatives = Toutes les initiatives
gone-title = Cette page a été retirée
gone-text = Ce qui se trouvait à cette adresse n’est plus publié.
gone-taken-down = Retrait le { $date }. Motif : { $reason }.
not-allowed-title = Cette adresse ne s’utilise pas ainsi
not-allowed-text = Rien n’a été modifié. Revenez en arrière et utilisez le bouton ou le lien de la page elle-même.
conflict-title = Quelque chose a changé entre-temps
conflict-text = Ce que vous vouliez modifier n’est plus tel qu’à l’ouverture de la page. Rien n’a été écrasé. Regardez l’état actuel, puis décidez à nouveau.
conflict-back = Voir l’état actuel
too-large-title = C’est trop pour un seul formulaire
too-large-text = Rien n’a été enregistré. Raccourcissez le texte et envoyez à nouveau le formulaire.
too-many-title = Trop de tentatives
too-many-text = { $minutes ->
    [one] Il y a eu trop de tentatives en peu de temps. Réessayez dans une minute.
   *[other] Il y a eu trop de tentatives en peu de temps. Réessayez dans { NUMBER($minutes) } minutes.
}
too-many-more = Cela protège votre compte et ceux des autres. Rien n’est bloqué définitivement.
try-again-title = Réessayez dans quelques minutes
try-again-text = Une partie de notre système ne répond pas en ce moment. Rien de ce que vous avez saisi n’est perdu de votre côté : la page d’où vous venez le contient toujours.
try-again-kept = Ce que vous aviez saisi est conservé et vous sera de nouveau présenté.
form-expired-title = Ce formulaire est resté ouvert trop longtemps
form-expired-text = Par sécurité, un formulaire n’est valable qu’une journée et pour une seule visite. Votre saisie est conservée : ouvrez à nouveau le formulaire et renvoyez-le.
form-expired-back = Ouvrir à nouveau le formulaire
internal-title = Un problème est survenu de notre côté
internal-text = Votre demande n’a pas pu être traitée. Vous n’y êtes pour rien, et l’incident a été enregistré.
internal-more = Réessayez dans quelques minutes. Si cela se reproduit, écrivez-nous en indiquant le numéro ci-dessous.
