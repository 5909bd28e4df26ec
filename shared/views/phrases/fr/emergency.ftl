### Le retrait d’urgence.

emergency-title = Retrait d’urgence
emergency-text = Pour une page où un enfant ou une victime pourrait être reconnu, ou qui fait du tort tant qu’elle est en ligne. Elle quitte le site en moins d’une minute : la page, les listes et toutes leurs copies. L’auteur est informé qu’une personne pourrait être reconnue. Un collègue peut la rétablir.
emergency-confirm = Ceci doit quitter le site immédiatement.
emergency-button = Retirer « { $name } » maintenant
emergency-signatory = Retirer maintenant le signataire avec tout ce qu’il a publié
