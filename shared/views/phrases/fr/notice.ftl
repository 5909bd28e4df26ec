notice-expired-title = Envoyez-le encore une fois
notice-expired-text = Ce formulaire est resté ouvert longtemps ou appartient à une autre session. Ce que vous avez saisi est toujours là : vérifiez-le et envoyez-le de nouveau.
notice-try-again-title = Cela n’a pas pu se faire pour l’instant
notice-try-again-text = Rien n’a été modifié et ce que vous avez saisi est toujours là. Réessayez dans une minute. Si cela persiste, écrivez-nous en indiquant la référence { $reference }.
notice-too-many-title = Trop de tentatives
notice-too-many-text = { $minutes ->
    [one] Attendez { NUMBER($minutes) } minute, puis réessayez.
   *[other] Attendez { NUMBER($minutes) } minutes, puis réessayez.
}
notice-kept-title = Rien n’est perdu
notice-kept-text = Ce que vous avez saisi et qui n’a pas pu être enregistré est de nouveau ici : vérifiez-le et envoyez-le.
notice-done-title = C’est fait
notice-done-text = Votre modification est enregistrée.
notice-signed-title = Vous avez signé le Pacte
notice-signed-text = Votre signature porte le numéro { NUMBER($number) }. Le secrétariat va maintenant la vérifier ; elle deviendra ensuite publique.
