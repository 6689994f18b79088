# The texts of the signup pop-up in French.

-product = WhatsApp

## On every screen

frame-title = Associer votre entreprise à { -product }
frame-emulated = Émulé par Vestibule à des fins de test. Ceci n’est ni Meta ni { -product }.
frame-progress = Étape { $number } sur { $count }
frame-signed-in = Session ouverte : { $name }
frame-switch = Changer de personne
frame-continue = Continuer
frame-back = Retour
frame-cancel = Annuler
frame-choose = Veuillez choisir
frame-optional = (facultatif)
frame-problem = Un point demande votre attention
frame-report = Signaler ce problème et quitter
frame-check-field = Veuillez vérifier ce champ : { $label }

## Times

moment = { $day } { $month } { $year } à { $time } UTC
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

## Log in

login-title = Se connecter
login-lead = Choisissez qui vous êtes. Ceci est un émulateur : aucun mot de passe n’est nécessaire.
login-people = Personnes
login-continue-as = Continuer en tant que { $name }
login-new-title = Ou créer une personne
login-name = Votre nom
login-email = Votre adresse e-mail
login-language = Langue
login-create = Créer et continuer

## What is asked for

authorization-title = { $provider } souhaite associer votre entreprise à { -product }
authorization-lead = Si vous continuez, { $provider } aura accès au compte { -product } Business que vous choisirez ou créerez aux étapes suivantes.
authorization-can = { $provider } pourra
authorization-manage = gérer le compte : ses modèles de message, ses numéros de téléphone et son profil
authorization-send = envoyer et recevoir des messages au nom de votre entreprise
authorization-measure = consulter la qualité, les limites et l’utilisation
authorization-users = décider lesquels de ses propres systèmes peuvent utiliser le compte
authorization-bill-title = Qui reçoit la facture
authorization-bill = { $provider } met sa ligne de crédit à votre disposition. L’utilisation est facturée à { $provider }, et c’est à { $provider } que vous payez.
authorization-owner = Le compte reste le vôtre. Vous pouvez le consulter à tout moment dans votre Business Manager.
authorization-start = Commencer

## The business

business-title = Choisissez votre entreprise
business-lead = Le compte { -product } Business appartiendra à cette entreprise.
business-existing = Entreprise
business-existing-hint = Seul un administrateur de l’entreprise peut l’associer.
business-not-admin = { $name } (vous n’êtes pas administrateur)
business-not-admin-title = Vous n’êtes pas administrateur de l’une des entreprises affichées ici ?
business-not-admin-run = Demandez à un administrateur de cette entreprise d’effectuer l’inscription.
business-not-admin-make = Demandez à un administrateur de vous donner ce rôle, puis revenez.
business-not-admin-other = Utilisez une autre entreprise, ou créez-en une.
business-new = Créer une entreprise
business-name = Nom de l’entreprise
business-name-hint = La dénomination légale, telle qu’elle figure sur vos documents.
business-email = Adresse e-mail professionnelle
business-website = Site web
business-website-hint = Votre site web, ou votre page sur un réseau social.
business-country = Pays
business-phone = Téléphone professionnel
business-add-address = Ajouter une adresse
business-address = Adresse
business-address-more = Complément d’adresse
business-city = Ville
business-state = État ou région
business-zip = Code postal

## The account

waba-title = Choisissez un compte { -product } Business
waba-lead = Chaque inscription associe un seul compte. Recommencez l’inscription pour en associer un autre.
waba-existing = Compte { -product } Business
waba-existing-hint = Choisissez un compte de l’entreprise { $business } pour y ajouter un numéro de téléphone, ou créez-en un.
waba-new = Créer un compte
waba-closed = (ne peut pas être associé)
waba-profile = Profil { -product } Business
waba-profile-new = Créer un profil avec un nouveau numéro de téléphone
waba-profile-hint = Un profil existant est associé tel quel, avec son numéro. Pour le modifier, utilisez le WhatsApp Manager.
waba-only-new = { $business } n’a pas encore de compte : un nouveau compte va être créé.

## The profile

profile-title = Décrivez votre entreprise
profile-lead = Vos clients voient ce profil lorsqu’ils discutent avec vous.
profile-existing-title = Votre profil existant
profile-existing-lead = Ce profil est associé tel quel. Vous pouvez le modifier dans le WhatsApp Manager.
profile-real-title = Utilisez le vrai nom
profile-real = Inscrivez-vous avec le nom d’affichage et le numéro que votre entreprise utilisera réellement. Il est très difficile de les modifier par la suite : n’utilisez donc pas de nom de test.
profile-waba-name = Nom du compte
profile-waba-name-hint = Visible uniquement par vous et { $provider }.
profile-display-name = Nom d’affichage
profile-display-name-hint = Vos clients le voient. Il doit représenter votre entreprise, s’écrire partout de la même façon et compter au moins 3 lettres ou chiffres. Pas de slogan, d’adresse web ni de symbole, ni de nom entièrement en majuscules.
profile-timezone = Fuseau horaire
profile-category = Catégorie
profile-description = Description
profile-description-hint = 512 caractères au maximum.
profile-website = Site web

## The number

number-title = Ajoutez un numéro de téléphone
number-lead = C’est de ce numéro que vos clients recevront vos messages.
number-real-title = N’utilisez ni numéro de test ni numéro personnel
number-real = Le numéro est désormais lié à votre entreprise, et il est très difficile d’en changer par la suite. Choisissez le numéro que vos clients doivent connaître.
number-used = Un numéro déjà utilisé dans { -product } Messenger ou dans l’application { -product } Business doit d’abord y être libéré : supprimez le compte dans l’application, attendez environ trois minutes, puis revenez.
number-offer-title = Utiliser un numéro de votre fournisseur
number-offer = { $provider } a déjà vérifié le numéro { $number }. Aucun code n’est nécessaire.
number-offer-take = Utiliser ce numéro
number-country = Indicatif du pays
number-number = Numéro de téléphone
number-number-hint = Sans l’indicatif du pays, par exemple 1512 3456789.
number-method = Comment souhaitez-vous recevoir le code ?
number-sms = SMS
number-voice = Appel téléphonique
number-next = Envoyer le code

## The code

verify-title = Vérifiez votre numéro
verify-lead = Saisissez le code à 6 chiffres reçu au { $number } par SMS ou par appel.
verify-where = Ceci est un émulateur : le code se trouve sur la { $page }.
verify-where-link = page des téléphones du Desk
verify-code = Code de vérification
verify-next = Vérifier
verify-again-title = Vous ne l’avez pas reçu ?
verify-again-sms = Envoyer un nouveau SMS
verify-again-voice = Recevoir plutôt un appel
verify-other-number = Utiliser un autre numéro
verify-spent = Un nouveau code ne pourra être envoyé qu’à partir du { $until }. Le dernier reste valable jusqu’à son expiration.
verify-locked = D’ici là, aucun code ne peut être saisi, envoyé ou communiqué par appel. Les essais erronés comptent pour le numéro, quel que soit leur auteur.
verify-clock = L’horloge de cet émulateur indique : { $now }. Inutile d’attendre : avancez-la sur la { $page }.
verify-clock-link = page de l’horloge du Desk
verify-look-again = Actualiser

## The review

permissions-title = Récapitulatif
permissions-lead = Veuillez passer en revue les accès accordés à { $provider }.
permissions-business = Entreprise
permissions-waba = Compte
permissions-number = Numéro de téléphone
permissions-name = Nom d’affichage
permissions-allowed = Autorisations
permissions-scope-management = Gérer vos comptes { -product }
permissions-scope-messaging = Envoyer des messages en votre nom
permissions-scope-business = Gérer votre entreprise
permissions-bill = L’utilisation est facturée à { $provider }.
permissions-next = Confirmer

## The end

done-title = Votre compte est associé
done-lead = { $provider } a maintenant accès à :
done-business-id = Entreprise
done-waba-id = Compte { -product } Business
done-phone-id = Numéro de téléphone
done-next = { $provider } se charge désormais de toute la configuration. Nos contrôles se poursuivent en arrière-plan. Nous avons écrit à l’adresse e-mail de votre entreprise et vous écrirons à nouveau en cas de nouveauté.
done-finish = Terminer
done-lost = Le résultat de la connexion n’est plus disponible. Recommencez l’inscription sur la page de votre fournisseur, { $provider } ; rien n’est créé en double.
cancelled-title = Inscription annulée
cancelled-lead = Les informations saisies sont conservées. Vous les retrouverez en recommençant.
cancelled-close = Vous pouvez fermer cette fenêtre.
cancelled-return = Retour à la page précédente

## Before the first screen

refused-title = L’inscription ne peut pas démarrer ici
refused-app = Aucune application ne porte l’identifiant { $app }.
    .advice = La page doit appeler FB.init avec l’identifiant d’une application de fournisseur.
refused-domain = L’application { $app } ne peut pas être utilisée sur { $domain }.
    .advice = Le fournisseur doit ajouter { $domain } aux domaines autorisés de l’application : dans le Desk, sous « Providers », ou avec le champ « domains » de POST /_control/provider.
refused-domain-right = Ouvrez la page à l’adresse { $address } et démarrez-y l’inscription. Ou bien :
refused-redirect-title = URL bloquée
refused-redirect = L’application { $app } ne peut pas être utilisée sur { $domain } : la redirection a échoué, car { $uri } ne figure pas parmi ses adresses de redirection OAuth valides.
    .advice = Le fournisseur doit ajouter l’adresse à l’application, dans le Desk, sous « Providers ». Vérifiez qu’elle y est écrite exactement comme ici.
refused-no-domain = La page qui a démarré l’inscription n’a pas indiqué où elle se trouve.
    .advice = Démarrez l’inscription avec FB.login du SDK, ou indiquez un redirect_uri sur un domaine autorisé.
refused-device = L’inscription n’est possible que sur un ordinateur
    .advice = Ouvrez la page sur un ordinateur de bureau ou portable et démarrez-y l’inscription.
refused-gone = Cette inscription n’est plus active.
    .advice = Recommencez-la sur la page du fournisseur. Vous y retrouverez les informations saisies.
refused-unexplained = Une erreur s’est produite. Veuillez réessayer plus tard.

## Categories

vertical-auto = Automobile
vertical-beauty = Beauté, spa et salon
vertical-apparel = Vêtements et mode
vertical-edu = Éducation
vertical-entertain = Divertissement
vertical-event-plan = Organisation d’événements et services
vertical-finance = Finance et banque
vertical-grocery = Alimentation et épicerie
vertical-govt = Service public
vertical-hotel = Hôtel et hébergement
vertical-health = Médecine et santé
vertical-nonprofit = Organisme à but non lucratif
vertical-prof-services = Services professionnels
vertical-retail = Achats et vente au détail
vertical-travel = Voyages et transports
vertical-restaurant = Restaurant
vertical-not-a-biz = Pas une entreprise
vertical-other = Autre

## What the platform refuses

refusal-not-allowed = Vous n’avez pas le droit d’effectuer cette action.
    .advice = Connectez-vous en tant que la personne qui a démarré l’inscription.
refusal-not-business-admin = Vous n’êtes pas administrateur de cette entreprise.
    .advice = Demandez à un administrateur d’effectuer l’inscription ou de vous donner ce rôle, ou utilisez une autre entreprise.
refusal-not-a-provider = Seule l’application d’un fournisseur peut démarrer cette inscription.
    .advice = L’application appartient à une entreprise qui n’est pas un fournisseur.
refusal-app-in-development = L’application { $app } est en mode développement : seules les personnes qui y ont un rôle peuvent l’utiliser.
    .advice = Vous ne pouvez pas y remédier vous-même. Veuillez contacter le fournisseur.
refusal-bad-value = « { $value } » ne peut pas être utilisé ici.
    .advice = Veuillez corriger votre saisie et réessayer.
refusal-name-length = Un nom d’affichage compte au moins 3 lettres ou chiffres et au plus 255 caractères.
    .advice = Utilisez le nom sous lequel vos clients vous connaissent.
refusal-name-address = Un nom d’affichage n’est pas une adresse web.
    .advice = Supprimez https://, www. et .com.
refusal-name-symbols = Un nom d’affichage ne contient ni emoji ni symbole.
    .advice = Supprimez les symboles tels que ™ ou ★.
refusal-name-punctuation = Un nom d’affichage ne contient pas de ponctuation ni d’espaces superflus.
    .advice = Mettez un seul espace entre les mots, et ne doublez aucun signe.
refusal-name-capitals = Un nom d’affichage ne s’écrit pas en majuscules, sauf s’il s’agit d’un sigle.
    .advice = Écrivez-le normalement, par exemple « Lucky Shrub ».
refusal-name-trademark = Un nom d’affichage ne peut pas contenir les noms de la plateforme.
    .advice = Utilisez uniquement votre propre nom.
refusal-name-general = Un nom d’affichage désigne une entreprise, un produit ou un service de l’entreprise ; un mot général ou un lieu seul ne suffit pas.
    .advice = Ajoutez le nom de votre entreprise.
refusal-origin-not-allowed = L’inscription ne peut pas être démarrée depuis { $origin }.
    .advice = Le fournisseur doit ajouter ce domaine aux domaines autorisés de son application.
refusal-signup-over = Cette inscription est terminée.
    .advice = Recommencez-la sur la page du fournisseur pour associer un autre compte ou un autre numéro.
refusal-wrong-step = Cette inscription se trouve à une autre étape.
    .advice =
        { $step ->
            [authorization] Reprenez à la première étape, l’autorisation du fournisseur.
            [business] Reprenez au choix de l’entreprise.
            [waba] Reprenez au choix du compte.
            [profile] Reprenez au profil.
            [number] Reprenez au numéro de téléphone.
            [verify] Reprenez au code de vérification.
           *[permissions] Reprenez au récapitulatif.
        }
refusal-shared-with-another = Ce compte est déjà partagé avec { $partner }. Un compte ne peut être partagé qu’avec un seul fournisseur.
    .advice = Mettez d’abord fin à ce partage, ou créez un nouveau compte.
refusal-waba-quota =
    { $max ->
        [one] Une entreprise non vérifiée ne peut avoir qu’un seul compte.
       *[other] Une entreprise non vérifiée ne peut avoir que { $max } comptes.
    }
    .advice = Faites vérifier l’entreprise dans le Business Manager pour en créer d’autres, ou choisissez l’un de ses comptes.
refusal-business-limit =
    { $max ->
        [one] Vous avez déjà créé une entreprise et ne pouvez pas en créer d’autre.
       *[other] Vous avez déjà créé { $max } entreprises et ne pouvez pas en créer d’autres.
    }
    .advice = Choisissez l’une de vos entreprises, ou demandez à l’administrateur d’une autre de vous ajouter.
refusal-account-too-new = Votre compte utilisateur est trop récent pour créer une entreprise.
    .advice = Réessayez à partir du { $until }, ou choisissez une entreprise que vous administrez.
refusal-configuration = L’application n’a pas de configuration de connexion portant l’identifiant { $configuration }.
    .advice = La page doit indiquer une configuration de l’application comme config_id. Le fournisseur trouve ces configurations dans le Desk, sous « Providers ».
refusal-waba-limit =
    { $max ->
        [one] L’entreprise a déjà un compte et ne peut pas en avoir d’autre.
       *[other] L’entreprise a déjà { $max } comptes et ne peut pas en avoir d’autres.
    }
    .advice = Choisissez l’un de ses comptes.
refusal-number-listed = Le numéro { $number } figure déjà sur ce compte.
    .advice = Indiquez-en un autre, ou poursuivez avec le numéro existant chez votre fournisseur.
refusal-number-in-use = Le numéro { $number } est utilisé par un autre compte.
    .advice = Supprimez-le de ce compte, attendez environ trois minutes, puis saisissez-le à nouveau. S’il se trouve chez un autre fournisseur, désactivez-y d’abord le code PIN de vérification en deux étapes.
refusal-number-connected = Le numéro { $number } est déjà associé à votre compte « { $account } ».
    .advice = Revenez en arrière et choisissez ce compte pour continuer avec ce numéro, ou saisissez un autre numéro.
refusal-number-on-messenger = Le numéro { $number } est utilisé dans { -product } Messenger.
    .advice = Ouvrez { -product } sur ce téléphone, supprimez le compte (Paramètres, Compte, Supprimer mon compte), attendez environ trois minutes, puis saisissez à nouveau le numéro. Ou utilisez un autre numéro.
refusal-number-on-business-app = Le numéro { $number } est utilisé dans l’application { -product } Business.
    .advice = Ouvrez l’application sur ce téléphone, supprimez le compte (Paramètres, Compte, Supprimer mon compte), attendez environ trois minutes, puis saisissez à nouveau le numéro. Ou utilisez un autre numéro.
refusal-number-being-freed = Le compte du numéro { $number } vient d’être supprimé dans l’application, et le numéro n’est pas encore libre.
    .advice = Saisissez-le à nouveau à partir du { $until }, ou avancez l’horloge du Desk jusque-là.
refusal-number-behind-voice-menu = Un menu vocal répond au numéro { $number } : personne ne pourrait y recevoir le code.
    .advice = Utilisez un numéro auquel une personne répond, ou qui reçoit des SMS.
refusal-verification-not-started = Ce compte ne peut pas encore avoir d’autre numéro.
    .advice = Lancez d’abord la vérification de l’entreprise dans le Business Manager, puis ajoutez d’autres numéros.
refusal-number-limit =
    { $max ->
        [one] Ce compte a déjà un numéro et ne peut pas en avoir d’autre.
       *[other] Ce compte a déjà { $max } numéros et ne peut pas en avoir d’autres.
    }
    .advice = Créez un autre compte pour ce numéro.
refusal-business-number-limit =
    { $max ->
        [one] Une entreprise non vérifiée ne peut avoir qu’un seul numéro.
       *[other] Une entreprise non vérifiée ne peut avoir que { $max } numéros.
    }
    .advice = Terminez la vérification de l’entreprise dans le Business Manager, puis ajoutez d’autres numéros.
refusal-migration =
    Ce numéro appartient à un autre compte et ne peut pas être transféré ici. { $why ->
        [other-business] Cet autre compte appartient à une entreprise différente.
        [business-not-verified] L’entreprise doit d’abord être vérifiée.
        [name-not-approved] Son nom d’affichage doit d’abord être approuvé, sans modification en cours.
        [no-payment] Cet autre compte n’a pas de compte de paiement.
        [account-not-approved] Cet autre compte n’est pas approuvé, ou son examen est encore en cours.
       *[no-webhooks] Les webhooks ne sont pas configurés pour le compte choisi ici.
    }
    .advice = Réglez ce point, ou supprimez le numéro dans le WhatsApp Manager de l’autre compte, attendez cinq minutes et saisissez-le à nouveau. Ou utilisez un autre numéro.
refusal-two-step-on = Le numéro { $number } se trouve sur votre compte « { $account } » chez un autre fournisseur, avec la vérification en deux étapes activée.
    .advice = Ouvrez le numéro dans le WhatsApp Manager de ce compte, désactivez la vérification en deux étapes et confirmez à l’aide du lien reçu par e-mail. Saisissez ensuite à nouveau le numéro : il sera transféré ici. Ou supprimez-le de ce compte, ou utilisez un autre numéro.
refusal-code-too-soon = Un code vient d’être envoyé.
    .advice =
        { $seconds ->
            [one] Attendez une seconde, puis demandez-en un autre.
           *[other] Attendez { $seconds } secondes, puis demandez-en un autre.
        }
refusal-too-many-codes = Trop de codes ont été demandés pour ce numéro.
    .advice = Réessayez à partir du { $until }, ou avancez l’horloge du Desk jusque-là.
refusal-guesses-locked = Trop de codes erronés ont été saisis.
    .advice = Réessayez à partir du { $until }, ou avancez l’horloge du Desk jusque-là. Si cette fenêtre est fermée entre-temps, recommencez l’inscription et choisissez la même entreprise et le même numéro.
refusal-no-code-sent = Aucun code n’a été envoyé à ce numéro.
    .advice = Demandez d’abord un code.
refusal-code-wrong = Ce code est incorrect.
    .advice = Relisez le dernier message, ou demandez un nouveau code.
refusal-code-expired = Ce code a expiré.
    .advice = Demandez-en un nouveau.
refusal-already-verified = Ce numéro est déjà vérifié.
    .advice = Passez à l’étape suivante.
refusal-not-verified = Ce numéro n’est pas vérifié.
    .advice = Demandez un code et saisissez-le.
refusal-number-off = Ce numéro a été désactivé.
    .advice = Faites vérifier l’entreprise, ou faites appel dans le Business Manager.
refusal-limit-reached = La limite de messages est atteinte.
    .advice = Lancez la vérification de l’entreprise pour l’augmenter.
refusal-waba-disabled = Ce compte est désactivé, car un contrôle a échoué.
    .advice = Faites appel dans le Business Manager, ou choisissez un autre compte.
refusal-other = Cette action est impossible : { $sentence }
    .advice = Veuillez corriger votre saisie et réessayer.
refusal-down = Rien n’a été enregistré, car la plateforme n’a pas pu écrire sur son disque.
    .advice = Veuillez réessayer.
