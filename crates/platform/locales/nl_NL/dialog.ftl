# The texts of the signup pop-up in Dutch.

-product = WhatsApp

## On every screen

frame-title = Je bedrijf met { -product } verbinden
frame-emulated = Door Vestibule geëmuleerd om te testen. Dit is niet Meta en niet { -product }.
frame-progress = Stap { $number } van { $count }
frame-signed-in = Ingelogd als { $name }
frame-switch = Andere persoon kiezen
frame-continue = Doorgaan
frame-back = Terug
frame-cancel = Annuleren
frame-choose = Maak een keuze
frame-optional = (optioneel)
frame-problem = Dit vraagt je aandacht
frame-report = Dit probleem melden en stoppen
frame-check-field = Controleer dit veld: { $label }

## Times

moment = { $day } { $month } { $year } om { $time } UTC
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

## Log in

login-title = Inloggen
login-lead = Kies wie je bent. Dit is een emulator: niemand heeft een wachtwoord nodig.
login-people = Personen
login-continue-as = Doorgaan als { $name }
login-new-title = Of maak een persoon aan
login-name = Je naam
login-email = Je e-mailadres
login-language = Taal
login-create = Aanmaken en doorgaan

## What is asked for

authorization-title = { $provider } wil je bedrijf met { -product } verbinden
authorization-lead = Als je doorgaat, krijgt { $provider } toegang tot het { -product } Business-account dat je in de volgende stappen kiest of aanmaakt.
authorization-can = { $provider } kan dan
authorization-manage = het account beheren: de berichtsjablonen, telefoonnummers en het profiel
authorization-send = namens je bedrijf berichten verzenden en ontvangen
authorization-measure = kwaliteit, limieten en gebruik bekijken
authorization-users = bepalen welke eigen systemen het account mogen gebruiken
authorization-bill-title = Wie de factuur krijgt
authorization-bill = { $provider } deelt de eigen kredietlijn met je. Het gebruik wordt aan { $provider } gefactureerd en jij betaalt aan { $provider }.
authorization-owner = Het account blijft van jou. Je kunt het altijd bekijken in je Business Manager.
authorization-start = Aan de slag

## The business

business-title = Kies je bedrijf
business-lead = Het { -product } Business-account wordt eigendom van dit bedrijf.
business-existing = Bedrijf
business-existing-hint = Alleen een beheerder van een bedrijf kan dat bedrijf verbinden.
business-not-admin = { $name } (je bent geen beheerder)
business-not-admin-title = Ben je geen beheerder van een van de bedrijven die hier staan?
business-not-admin-run = Vraag een beheerder van dat bedrijf om deze registratie te doorlopen.
business-not-admin-make = Vraag een beheerder om jou beheerder te maken en kom dan terug.
business-not-admin-other = Gebruik een ander bedrijf of maak er een aan.
business-new = Nieuw bedrijf aanmaken
business-name = Bedrijfsnaam
business-name-hint = De officiële naam, zoals die in je documenten staat.
business-email = Zakelijk e-mailadres
business-website = Website
business-website-hint = Je website of je pagina op een sociaal netwerk.
business-country = Land
business-phone = Zakelijk telefoonnummer
business-add-address = Adres toevoegen
business-address = Straat en huisnummer
business-address-more = Adresregel 2
business-city = Plaats
business-state = Provincie of regio
business-zip = Postcode

## The account

waba-title = Kies een { -product } Business-account
waba-lead = Per registratie wordt één account verbonden. Doorloop de registratie opnieuw om nog een account te verbinden.
waba-existing = { -product } Business-account
waba-existing-hint = Kies een account van { $business } om er een telefoonnummer aan toe te voegen, of maak er een aan.
waba-new = Nieuw account aanmaken
waba-closed = (kan niet worden verbonden)
waba-profile = { -product } Business-profiel
waba-profile-new = Nieuw profiel met nieuw telefoonnummer aanmaken
waba-profile-hint = Een bestaand profiel wordt ongewijzigd verbonden, met het bijbehorende nummer. Wijzigen kan in de WhatsApp Manager.
waba-only-new = { $business } heeft nog geen account: er wordt een nieuw account aangemaakt.

## The profile

profile-title = Beschrijf je bedrijf
profile-lead = Klanten zien dit profiel wanneer ze met je chatten.
profile-existing-title = Je bestaande profiel
profile-existing-lead = Dit profiel wordt ongewijzigd verbonden. Wijzigen kan in de WhatsApp Manager.
profile-real-title = Gebruik de echte naam
profile-real = Registreer je met de weergavenaam en het nummer die je bedrijf echt gaat gebruiken. Later wijzigen is erg lastig, dus gebruik geen testnamen.
profile-waba-name = Accountnaam
profile-waba-name-hint = Alleen jij en { $provider } zien deze naam.
profile-display-name = Weergavenaam
profile-display-name-hint = Klanten zien deze naam. De naam moet je bedrijf aanduiden, overal op dezelfde manier worden geschreven en minstens 3 letters of cijfers bevatten. Slogans, webadressen, symbolen en namen in alleen hoofdletters zijn niet toegestaan.
profile-timezone = Tijdzone
profile-category = Categorie
profile-description = Beschrijving
profile-description-hint = Maximaal 512 tekens.
profile-website = Website

## The number

number-title = Voeg een telefoonnummer toe
number-lead = Je klanten ontvangen berichten van dit nummer.
number-real-title = Gebruik geen test- of privénummer
number-real = Het nummer is vanaf nu aan je bedrijf gekoppeld en later overstappen op een ander nummer is erg lastig. Kies het nummer dat je klanten moeten kennen.
number-used = Een nummer dat in gebruik is in { -product } Messenger of in de { -product } Business-app moet daar eerst worden vrijgegeven: verwijder dat account in de app, wacht ongeveer drie minuten en kom dan terug.
number-offer-title = Gebruik een nummer van je provider
number-offer = { $provider } heeft het nummer { $number } al geverifieerd. Je hebt er geen code voor nodig.
number-offer-take = Dit nummer gebruiken
number-country = Landnummer
number-number = Telefoonnummer
number-number-hint = Zonder het landnummer, bijvoorbeeld 1512 3456789.
number-method = Hoe wil je de code ontvangen?
number-sms = Sms
number-voice = Telefoonoproep
number-next = Code versturen

## The code

verify-title = Verifieer je nummer
verify-lead = Voer de 6-cijferige code in die je per sms of telefoonoproep op { $number } hebt ontvangen.
verify-where = Dit is een emulator: je vindt de code op de { $page }.
verify-where-link = telefoonpagina van de Desk
verify-code = Verificatiecode
verify-next = Verifiëren
verify-again-title = Niet ontvangen?
verify-again-sms = Nieuwe sms versturen
verify-again-voice = Bel mij
verify-other-number = Ander nummer gebruiken
verify-spent = Een volgende code kan pas vanaf { $until } worden verstuurd. De laatste code blijft geldig tot hij verloopt.
verify-locked = Tot die tijd kan er geen code worden ingevoerd, verstuurd of telefonisch doorgegeven. Onjuiste pogingen tellen mee voor het nummer, wie ze ook doet.
verify-clock = Tijd in deze emulator: { $now }. Je hoeft niet te wachten: zet de klok vooruit op de { $page }.
verify-clock-link = klokpagina van de Desk
verify-look-again = Vernieuwen

## The review

permissions-title = Controle
permissions-lead = Controleer waartoe { $provider } toegang krijgt.
permissions-business = Bedrijf
permissions-waba = Account
permissions-number = Telefoonnummer
permissions-name = Weergavenaam
permissions-allowed = Rechten
permissions-scope-management = Je { -product }-accounts beheren
permissions-scope-messaging = Namens jou berichten verzenden
permissions-scope-business = Je bedrijf beheren
permissions-bill = Het gebruik wordt aan { $provider } gefactureerd.
permissions-next = Bevestigen

## The end

done-title = Je account is verbonden
done-lead = { $provider } heeft nu toegang tot:
done-business-id = Bedrijf
done-waba-id = { -product } Business-account
done-phone-id = Telefoonnummer
done-next = Vanaf nu stelt { $provider } alles voor je in. Onze controles lopen op de achtergrond. We hebben een bericht gestuurd naar het e-mailadres van je bedrijf en laten weer van ons horen als er nieuws is.
done-finish = Voltooien
done-lost = Het resultaat van het inloggen is hier niet meer beschikbaar. Begin de registratie opnieuw op de pagina van { $provider }; er wordt niets dubbel aangemaakt.
cancelled-title = Registratie geannuleerd
cancelled-lead = Wat je hebt ingevuld, blijft bewaard. Je vindt het terug als je opnieuw begint.
cancelled-close = Je kunt dit venster sluiten.
cancelled-return = Terug naar de vorige pagina

## Before the first screen

refused-title = Deze registratie kan hier niet beginnen
refused-app = Er is geen app met ID { $app }.
    .advice = De pagina moet FB.init aanroepen met het ID van een app van een provider.
refused-domain = De app { $app } mag niet op { $domain } worden gebruikt.
    .advice = De provider moet { $domain } toevoegen aan de toegestane domeinen van de app: op de Desk onder ‘Providers’, of met het veld ‘domains’ van POST /_control/provider.
refused-domain-right = Open de pagina via { $address } en begin de registratie daar. Of:
refused-redirect-title = URL geblokkeerd
refused-redirect = De app { $app } mag niet op { $domain } worden gebruikt: de omleiding is mislukt omdat { $uri } niet een van de geldige OAuth-omleidingsadressen van de app is.
    .advice = De provider moet het adres toevoegen aan de app, op de Desk onder ‘Providers’. Zorg dat het daar precies zo staat als hier.
refused-no-domain = De pagina die de registratie is begonnen, heeft niet aangegeven waar ze staat.
    .advice = Begin de registratie met FB.login van de SDK of geef een redirect_uri op een toegestaan domein op.
refused-device = Dit werkt alleen op een computer
    .advice = Open de pagina op een desktopcomputer of laptop en begin de registratie daar.
refused-gone = Deze registratie is niet meer actief.
    .advice = Begin opnieuw op de pagina van de provider. Je vindt daar terug wat je hebt ingevuld.
refused-unexplained = Er is iets misgegaan. Probeer het later opnieuw.

## Categories

vertical-auto = Auto’s en voertuigen
vertical-beauty = Beauty, spa en salon
vertical-apparel = Kleding en mode
vertical-edu = Onderwijs
vertical-entertain = Entertainment
vertical-event-plan = Evenementenplanning en -diensten
vertical-finance = Financiën en bankwezen
vertical-grocery = Levensmiddelen
vertical-govt = Overheidsdienst
vertical-hotel = Hotel en accommodatie
vertical-health = Medisch en gezondheid
vertical-nonprofit = Non-profitorganisatie
vertical-prof-services = Zakelijke dienstverlening
vertical-retail = Winkels en detailhandel
vertical-travel = Reizen en vervoer
vertical-restaurant = Restaurant
vertical-not-a-biz = Geen bedrijf
vertical-other = Overig

## What the platform refuses

refusal-not-allowed = Je mag dit niet doen.
    .advice = Log in als de persoon die de registratie is begonnen.
refusal-not-business-admin = Je bent geen beheerder van dit bedrijf.
    .advice = Vraag een beheerder om de registratie te doorlopen of om jou beheerder te maken, of gebruik een ander bedrijf.
refusal-not-a-provider = Alleen de app van een provider kan deze registratie starten.
    .advice = De app is van een bedrijf dat geen provider is.
refusal-app-in-development = De app { $app } staat in de ontwikkelmodus: alleen mensen met een rol in de app kunnen deze gebruiken.
    .advice = Je kunt dit niet zelf wijzigen. Neem contact op met de provider.
refusal-bad-value = ‘{ $value }’ kan hier niet worden gebruikt.
    .advice = Corrigeer dit en probeer het opnieuw.
refusal-name-length = Een weergavenaam heeft minstens 3 letters of cijfers en hoogstens 255 tekens.
    .advice = Gebruik de naam waaronder je klanten je kennen.
refusal-name-address = Een weergavenaam is geen webadres.
    .advice = Laat https://, www. en .com weg.
refusal-name-symbols = Een weergavenaam bevat geen emoji’s of symbolen.
    .advice = Laat symbolen zoals ™ of ★ weg.
refusal-name-punctuation = Een weergavenaam bevat geen overbodige leestekens of spaties.
    .advice = Zet één spatie tussen woorden en geen leesteken dubbel.
refusal-name-capitals = Een weergavenaam wordt niet in hoofdletters geschreven, tenzij het een afkorting is.
    .advice = Schrijf de naam zoals gewoonlijk, bijvoorbeeld ‘Lucky Shrub’.
refusal-name-trademark = Een weergavenaam mag de namen van het platform niet bevatten.
    .advice = Gebruik alleen je eigen naam.
refusal-name-general = Een weergavenaam is die van een bedrijf, product of afdeling, niet alleen een algemeen woord of een plaats.
    .advice = Voeg de naam van je bedrijf toe.
refusal-origin-not-allowed = De registratie mag niet vanaf { $origin } worden gestart.
    .advice = De provider moet dit domein toevoegen aan de toegestane domeinen van zijn app.
refusal-signup-over = Deze registratie is afgerond.
    .advice = Begin opnieuw op de pagina van de provider om nog een account of nummer te verbinden.
refusal-wrong-step = Deze registratie is bij een andere stap.
    .advice =
        { $step ->
            [authorization] Ga verder bij de eerste stap, de toestemming voor de provider.
            [business] Ga verder bij de keuze van het bedrijf.
            [waba] Ga verder bij de keuze van het account.
            [profile] Ga verder bij het profiel.
            [number] Ga verder bij het telefoonnummer.
            [verify] Ga verder bij de verificatiecode.
           *[permissions] Ga verder bij de controle.
        }
refusal-shared-with-another = Dit account wordt al gedeeld met { $partner }. Een account kan met maar één provider worden gedeeld.
    .advice = Stop daar eerst met delen of maak een nieuw account aan.
refusal-waba-quota =
    { $max ->
        [one] Een bedrijf dat niet is geverifieerd, kan maar één account hebben.
       *[other] Een bedrijf dat niet is geverifieerd, kan maximaal { $max } accounts hebben.
    }
    .advice = Verifieer het bedrijf in de Business Manager om er meer aan te maken, of kies een van de accounts van het bedrijf.
refusal-business-limit =
    { $max ->
        [one] Je hebt al een bedrijf aangemaakt en kunt er niet nog een aanmaken.
       *[other] Je hebt al { $max } bedrijven aangemaakt en kunt er geen nieuwe meer aanmaken.
    }
    .advice = Kies een van je bedrijven of vraag een beheerder van een ander bedrijf om je toe te voegen.
refusal-account-too-new = Je gebruikersaccount is te nieuw om een bedrijf aan te maken.
    .advice = Probeer het vanaf { $until } opnieuw of kies een bedrijf waarvan je beheerder bent.
refusal-configuration = De app heeft geen inlogconfiguratie met ID { $configuration }.
    .advice = De pagina moet als config_id een configuratie van de app opgeven. De provider vindt ze op de Desk onder ‘Providers’.
refusal-waba-limit =
    { $max ->
        [one] Het bedrijf heeft al een account en kan er niet nog een hebben.
       *[other] Het bedrijf heeft al { $max } accounts; meer is niet mogelijk.
    }
    .advice = Kies een van de accounts van het bedrijf.
refusal-number-listed = Het nummer { $number } staat al op dit account.
    .advice = Geef een ander nummer op of ga bij je provider verder met het bestaande nummer.
refusal-number-in-use = Het nummer { $number } is in gebruik op een ander account.
    .advice = Verwijder het daar, wacht ongeveer drie minuten en voer het dan opnieuw in. Staat het bij een andere provider, schakel daar dan eerst de pincode voor verificatie in twee stappen uit.
refusal-number-connected = Het nummer { $number } is al met je account ‘{ $account }’ verbonden.
    .advice = Ga terug en kies dat account om met dit nummer verder te gaan, of voer een ander nummer in.
refusal-number-on-messenger = Het nummer { $number } wordt gebruikt in { -product } Messenger.
    .advice = Open { -product } op die telefoon, verwijder het account (Instellingen, Account, Mijn account verwijderen), wacht ongeveer drie minuten en voer het nummer dan opnieuw in. Of gebruik een ander nummer.
refusal-number-on-business-app = Het nummer { $number } wordt gebruikt in de { -product } Business-app.
    .advice = Open de app op die telefoon, verwijder het account (Instellingen, Account, Mijn account verwijderen), wacht ongeveer drie minuten en voer het nummer dan opnieuw in. Of gebruik een ander nummer.
refusal-number-being-freed = Het account van het nummer { $number } is zojuist in de app verwijderd en het nummer is nog niet vrij.
    .advice = Voer het vanaf { $until } opnieuw in of zet de klok van de Desk vooruit tot dat moment.
refusal-number-behind-voice-menu = Op het nummer { $number } neemt een keuzemenu op, dus een code komt daar bij niemand aan.
    .advice = Gebruik een nummer waarop iemand opneemt of dat sms’jes kan ontvangen.
refusal-verification-not-started = Dit account kan nog geen extra nummer hebben.
    .advice = Begin eerst met de bedrijfsverificatie in de Business Manager en voeg daarna meer nummers toe.
refusal-number-limit =
    { $max ->
        [one] Dit account heeft al een nummer en kan er niet nog een hebben.
       *[other] Dit account heeft al { $max } nummers; meer is niet mogelijk.
    }
    .advice = Maak voor dit nummer een ander account aan.
refusal-business-number-limit =
    { $max ->
        [one] Een bedrijf dat niet is geverifieerd, kan maar één nummer hebben.
       *[other] Een bedrijf dat niet is geverifieerd, kan maximaal { $max } nummers hebben.
    }
    .advice = Rond de bedrijfsverificatie in de Business Manager af en voeg daarna meer nummers toe.
refusal-migration =
    Dit nummer staat op een ander account en kan niet hierheen worden verplaatst. { $why ->
        [other-business] Dat account is van een ander bedrijf.
        [business-not-verified] Het bedrijf moet eerst worden geverifieerd.
        [name-not-approved] De weergavenaam van het nummer moet eerst zijn goedgekeurd, zonder lopende wijziging.
        [no-payment] Dat account heeft geen betaalaccount.
        [account-not-approved] Dat account is niet goedgekeurd of de beoordeling loopt nog.
       *[no-webhooks] Voor het hier gekozen account zijn geen webhooks ingesteld.
    }
    .advice = Breng dit in orde of verwijder het nummer in de WhatsApp Manager van het andere account, wacht vijf minuten en voer het opnieuw in. Of gebruik een ander nummer.
refusal-two-step-on = Het nummer { $number } staat op je account ‘{ $account }’ bij een andere provider, met verificatie in twee stappen ingeschakeld.
    .advice = Open het nummer in de WhatsApp Manager van dat account, schakel verificatie in twee stappen uit en bevestig dit via de link in de e-mail. Voer het nummer daarna opnieuw in, dan wordt het hierheen verplaatst. Of verwijder het daar, of gebruik een ander nummer.
refusal-code-too-soon = Er is zojuist een code verstuurd.
    .advice =
        { $seconds ->
            [one] Wacht één seconde en vraag dan een nieuwe aan.
           *[other] Wacht { $seconds } seconden en vraag dan een nieuwe aan.
        }
refusal-too-many-codes = Er zijn te veel codes voor dit nummer aangevraagd.
    .advice = Probeer het vanaf { $until } opnieuw of zet de klok van de Desk vooruit tot dat moment.
refusal-guesses-locked = De code is te vaak verkeerd ingevoerd.
    .advice = Probeer het vanaf { $until } opnieuw of zet de klok van de Desk vooruit tot dat moment. Is dit venster dan gesloten, begin dan opnieuw met de registratie en kies hetzelfde bedrijf en nummer.
refusal-no-code-sent = Er is geen code naar dit nummer verstuurd.
    .advice = Vraag eerst een code aan.
refusal-code-wrong = Deze code klopt niet.
    .advice = Kijk nog eens in het laatste bericht of vraag een nieuwe code aan.
refusal-code-expired = Deze code is verlopen.
    .advice = Vraag een nieuwe aan.
refusal-already-verified = Dit nummer is al geverifieerd.
    .advice = Ga door naar de volgende stap.
refusal-not-verified = Dit nummer is niet geverifieerd.
    .advice = Vraag een code aan en voer die in.
refusal-number-off = Dit nummer is uitgeschakeld.
    .advice = Verifieer het bedrijf of maak bezwaar in de Business Manager.
refusal-limit-reached = De berichtenlimiet is bereikt.
    .advice = Begin met de bedrijfsverificatie om de limiet te verhogen.
refusal-waba-disabled = Dit account is uitgeschakeld omdat een controle is mislukt.
    .advice = Maak bezwaar in de Business Manager of kies een ander account.
refusal-other = Dit kan niet: { $sentence }
    .advice = Corrigeer dit en probeer het opnieuw.
refusal-down = Er is niets opgeslagen, omdat het platform niet naar zijn schijf kon schrijven.
    .advice = Probeer het opnieuw.
