# The texts of the signup pop-up in Danish.

-product = WhatsApp

## On every screen

frame-title = Forbind din virksomhed med { -product }
frame-emulated = Emuleret af Vestibule til test. Dette er ikke Meta og ikke { -product }.
frame-progress = Trin { $number } af { $count }
frame-signed-in = Logget ind som { $name }
frame-switch = Skift person
frame-continue = Fortsæt
frame-back = Tilbage
frame-cancel = Annuller
frame-choose = Vælg
frame-optional = (valgfrit)
frame-problem = Dette kræver din opmærksomhed
frame-report = Rapportér problemet, og afslut
frame-check-field = Kontrollér dette felt: { $label }

## Times

moment = { $day }. { $month } { $year } kl. { $time } UTC
month-1 = januar
month-2 = februar
month-3 = marts
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

## Log in

login-title = Log ind
login-lead = Vælg, hvem du er. Dette er en emulator: Der kræves ingen adgangskode.
login-people = Personer
login-continue-as = Fortsæt som { $name }
login-new-title = Eller opret en person
login-name = Dit navn
login-email = Din e-mailadresse
login-language = Sprog
login-create = Opret, og fortsæt

## What is asked for

authorization-title = { $provider } vil forbinde din virksomhed med { -product }
authorization-lead = Hvis du fortsætter, får { $provider } adgang til den { -product } Business-konto, du vælger eller opretter i de næste trin.
authorization-can = { $provider } vil kunne
authorization-manage = administrere kontoen: dens beskedskabeloner, telefonnumre og profil
authorization-send = sende og modtage beskeder på vegne af din virksomhed
authorization-measure = se kvalitet, grænser og forbrug
authorization-users = bestemme, hvilke af sine egne systemer der må bruge kontoen
authorization-bill-title = Hvem får regningen
authorization-bill = { $provider } deler sin kreditlinje med dig. Forbruget faktureres til { $provider }, og du betaler til { $provider }.
authorization-owner = Kontoen er fortsat din. Du kan altid se den i din Business Manager.
authorization-start = Kom i gang

## The business

business-title = Vælg din virksomhed
business-lead = { -product } Business-kontoen kommer til at tilhøre denne virksomhed.
business-existing = Virksomhed
business-existing-hint = Kun en administrator af en virksomhed kan forbinde den.
business-not-admin = { $name } (du er ikke administrator)
business-not-admin-title = Er du ikke administrator af en af de virksomheder, der vises her?
business-not-admin-run = Bed en administrator af virksomheden om at gennemføre tilmeldingen.
business-not-admin-make = Bed en administrator om at gøre dig til administrator, og kom så tilbage.
business-not-admin-other = Brug en anden virksomhed, eller opret en.
business-new = Opret en ny virksomhed
business-name = Virksomhedens navn
business-name-hint = Det juridiske navn, som det står i dine papirer.
business-email = Virksomhedens e-mailadresse
business-website = Website
business-website-hint = Dit website eller din side på et socialt netværk.
business-country = Land
business-phone = Virksomhedens telefonnummer
business-add-address = Tilføj en adresse
business-address = Vejnavn og husnummer
business-address-more = Adresselinje 2
business-city = By
business-state = Region eller delstat
business-zip = Postnummer

## The account

waba-title = Vælg en { -product } Business-konto
waba-lead = Hver tilmelding forbinder én konto. Gennemfør den igen for at forbinde en konto mere.
waba-existing = { -product } Business-konto
waba-existing-hint = Vælg en konto, der tilhører { $business }, for at føje et telefonnummer til den, eller opret en.
waba-new = Opret en ny konto
waba-closed = (kan ikke forbindes)
waba-profile = { -product } Business-profil
waba-profile-new = Opret en ny profil med et nyt telefonnummer
waba-profile-hint = En eksisterende profil forbindes uændret sammen med sit nummer. Brug WhatsApp Manager, hvis du vil ændre den.
waba-only-new = { $business } har endnu ingen konto: Der oprettes en ny.

## The profile

profile-title = Beskriv din virksomhed
profile-lead = Kunderne ser denne profil, når de chatter med dig.
profile-existing-title = Din eksisterende profil
profile-existing-lead = Denne profil forbindes uændret. Den kan ændres i WhatsApp Manager.
profile-real-title = Brug det rigtige navn
profile-real = Tilmeld dig med det visningsnavn og det nummer, din virksomhed rent faktisk skal bruge. De er meget svære at ændre senere, så brug ikke testnavne.
profile-waba-name = Kontonavn
profile-waba-name-hint = Kun du og { $provider } ser det.
profile-display-name = Visningsnavn
profile-display-name-hint = Kunderne ser det. Det skal betegne din virksomhed, skrives på samme måde overalt og have mindst 3 bogstaver eller cifre. Slogans, webadresser, symboler og navne kun med store bogstaver er ikke tilladt.
profile-timezone = Tidszone
profile-category = Kategori
profile-description = Beskrivelse
profile-description-hint = Højst 512 tegn.
profile-website = Website

## The number

number-title = Tilføj et telefonnummer
number-lead = Dine kunder modtager beskeder fra dette nummer.
number-real-title = Brug ikke et testnummer eller et privat nummer
number-real = Nummeret er fra nu af knyttet til din virksomhed, og det er meget svært at skifte til et andet senere. Vælg det nummer, dine kunder skal kende.
number-used = Et nummer, der er i brug i { -product } Messenger eller i { -product } Business-appen, skal først frigives der: Slet kontoen i appen, vent cirka tre minutter, og kom så tilbage.
number-offer-title = Brug et nummer fra din udbyder
number-offer = { $provider } har allerede bekræftet nummeret { $number }. Du behøver ingen kode til det.
number-offer-take = Brug dette nummer
number-country = Landekode
number-number = Telefonnummer
number-number-hint = Uden landekoden, for eksempel 1512 3456789.
number-method = Hvordan skal vi sende dig koden?
number-sms = Sms
number-voice = Telefonopkald
number-next = Send kode

## The code

verify-title = Bekræft dit nummer
verify-lead = Indtast den 6-cifrede kode, du har modtaget på { $number } via sms eller opkald.
verify-where = Dette er en emulator: Du finder koden på { $page }.
verify-where-link = telefonsiden i Desk
verify-code = Bekræftelseskode
verify-next = Bekræft
verify-again-title = Har du ikke fået den?
verify-again-sms = Send en ny sms
verify-again-voice = Ring til mig i stedet
verify-other-number = Brug et andet nummer
verify-spent = Der kan tidligst sendes en ny kode den { $until }. Den seneste gælder, indtil den udløber.
verify-locked = Indtil da kan ingen kode indtastes, sendes eller oplyses i et opkald. Forkerte forsøg tæller for nummeret, uanset hvem der står bag.
verify-clock = Uret i denne emulator viser: { $now }. Du behøver ikke vente: Stil det frem på { $page }.
verify-clock-link = siden med uret i Desk
verify-look-again = Opdater

## The review

permissions-title = Gennemgang
permissions-lead = Gennemgå, hvad { $provider } får adgang til.
permissions-business = Virksomhed
permissions-waba = Konto
permissions-number = Telefonnummer
permissions-name = Visningsnavn
permissions-allowed = Tilladelser
permissions-scope-management = Administrere dine { -product }-konti
permissions-scope-messaging = Sende beskeder på dine vegne
permissions-scope-business = Administrere din virksomhed
permissions-bill = Forbruget faktureres til { $provider }.
permissions-next = Godkend

## The end

done-title = Din konto er forbundet
done-lead = { $provider } har nu adgang til:
done-business-id = Virksomhed
done-waba-id = { -product } Business-konto
done-phone-id = Telefonnummer
done-next = Herfra sætter { $provider } alt op. Vores kontroller kører i baggrunden. Vi har skrevet til virksomhedens e-mailadresse og skriver igen, når der er nyt.
done-finish = Afslut
done-lost = Loginresultatet findes ikke længere her. Start tilmeldingen igen på siden hos { $provider }; intet oprettes to gange.
cancelled-title = Tilmeldingen er annulleret
cancelled-lead = Det, du har indtastet, er gemt. Du finder det igen, når du starter på ny.
cancelled-close = Du kan lukke dette vindue.
cancelled-return = Tilbage til den side, du kom fra

## Before the first screen

refused-title = Tilmeldingen kan ikke starte her
refused-app = Der findes ingen app med id’et { $app }.
    .advice = Siden skal kalde FB.init med id’et for en udbyders app.
refused-domain = Appen { $app } må ikke bruges på { $domain }.
    .advice = Udbyderen skal føje { $domain } til appens tilladte domæner: i Desk under “Providers” eller med feltet “domains” i POST /_control/provider.
refused-domain-right = Åbn siden på adressen { $address }, og start tilmeldingen der. Eller:
refused-redirect-title = URL-adressen er blokeret
refused-redirect = Appen { $app } må ikke bruges på { $domain }: Omdirigeringen mislykkedes, fordi { $uri } ikke er en af appens gyldige OAuth-omdirigeringsadresser.
    .advice = Udbyderen skal føje adressen til appen i Desk under “Providers”. Sørg for, at den står der præcis som her.
refused-no-domain = Den side, der startede tilmeldingen, har ikke oplyst, hvor den er.
    .advice = Start tilmeldingen med FB.login fra SDK’et, eller angiv en redirect_uri på et tilladt domæne.
refused-device = Dette virker kun på en computer
    .advice = Åbn siden på en stationær eller bærbar computer, og start tilmeldingen der.
refused-gone = Denne tilmelding er ikke længere aktiv.
    .advice = Start den igen på udbyderens side. Der finder du det, du har indtastet.
refused-unexplained = Noget gik galt. Prøv igen senere.

## Categories

vertical-auto = Biler og køretøjer
vertical-beauty = Skønhed, spa og salon
vertical-apparel = Tøj og mode
vertical-edu = Uddannelse
vertical-entertain = Underholdning
vertical-event-plan = Eventplanlægning og service
vertical-finance = Finans og bank
vertical-grocery = Fødevarer og dagligvarer
vertical-govt = Offentlig service
vertical-hotel = Hotel og overnatning
vertical-health = Medicin og sundhed
vertical-nonprofit = Nonprofitorganisation
vertical-prof-services = Professionelle tjenester
vertical-retail = Shopping og detailhandel
vertical-travel = Rejser og transport
vertical-restaurant = Restaurant
vertical-not-a-biz = Ikke en virksomhed
vertical-other = Andet

## What the platform refuses

refusal-not-allowed = Det har du ikke tilladelse til.
    .advice = Log ind som den person, der startede tilmeldingen.
refusal-not-business-admin = Du er ikke administrator af denne virksomhed.
    .advice = Bed en administrator om at gennemføre tilmeldingen eller om at gøre dig til administrator, eller brug en anden virksomhed.
refusal-not-a-provider = Kun en udbyders app kan starte denne tilmelding.
    .advice = Appen tilhører en virksomhed, der ikke er udbyder.
refusal-app-in-development = Appen { $app } er i udviklingstilstand: Kun personer med en rolle i appen kan bruge den.
    .advice = Det kan du ikke selv ændre. Kontakt udbyderen.
refusal-bad-value = “{ $value }” kan ikke bruges her.
    .advice = Ret det, og prøv igen.
refusal-name-length = Et visningsnavn har mindst 3 bogstaver eller cifre og højst 255 tegn.
    .advice = Brug det navn, dine kunder kender dig under.
refusal-name-address = Et visningsnavn er ikke en webadresse.
    .advice = Udelad https://, www. og .com.
refusal-name-symbols = Et visningsnavn indeholder ingen emojis eller symboler.
    .advice = Udelad symboler som ™ eller ★.
refusal-name-punctuation = Et visningsnavn indeholder ingen overflødige skilletegn eller mellemrum.
    .advice = Sæt ét mellemrum mellem ordene, og sæt ikke det samme tegn to gange.
refusal-name-capitals = Et visningsnavn skrives ikke med store bogstaver, medmindre det er en forkortelse.
    .advice = Skriv det som normalt, for eksempel “Lucky Shrub”.
refusal-name-trademark = Et visningsnavn må ikke indeholde platformens navne.
    .advice = Brug kun dit eget navn.
refusal-name-general = Et visningsnavn er navnet på en virksomhed, et produkt eller en afdeling, ikke kun et almindeligt ord eller et sted.
    .advice = Tilføj navnet på din virksomhed.
refusal-origin-not-allowed = Tilmeldingen må ikke startes fra { $origin }.
    .advice = Udbyderen skal føje dette domæne til sin apps tilladte domæner.
refusal-signup-over = Denne tilmelding er afsluttet.
    .advice = Start den igen på udbyderens side for at forbinde en konto eller et nummer mere.
refusal-wrong-step = Denne tilmelding er på et andet trin.
    .advice =
        { $step ->
            [authorization] Fortsæt på det første trin, tilladelsen til udbyderen.
            [business] Fortsæt ved valget af virksomhed.
            [waba] Fortsæt ved valget af konto.
            [profile] Fortsæt ved profilen.
            [number] Fortsæt ved telefonnummeret.
            [verify] Fortsæt ved bekræftelseskoden.
           *[permissions] Fortsæt ved gennemgangen.
        }
refusal-shared-with-another = Denne konto er allerede delt med { $partner }. En konto kan kun deles med én udbyder.
    .advice = Stop først delingen der, eller opret en ny konto.
refusal-waba-quota =
    { $max ->
        [one] En virksomhed, der ikke er bekræftet, kan kun have én konto.
       *[other] En virksomhed, der ikke er bekræftet, kan højst have { $max } konti.
    }
    .advice = Få virksomheden bekræftet i Business Manager for at oprette flere, eller vælg en af dens konti.
refusal-business-limit =
    { $max ->
        [one] Du har allerede oprettet en virksomhed og kan ikke oprette flere.
       *[other] Du har allerede oprettet { $max } virksomheder og kan ikke oprette flere.
    }
    .advice = Vælg en af dine virksomheder, eller bed en administrator af en anden om at tilføje dig.
refusal-account-too-new = Din brugerkonto er for ny til at oprette en virksomhed.
    .advice = Prøv igen efter den { $until }, eller vælg en virksomhed, du er administrator af.
refusal-configuration = Appen har ingen loginkonfiguration med id’et { $configuration }.
    .advice = Siden skal angive en af appens konfigurationer som config_id. Udbyderen finder dem i Desk under “Providers”.
refusal-waba-limit =
    { $max ->
        [one] Virksomheden har allerede en konto og kan ikke have flere.
       *[other] Virksomheden har allerede { $max } konti og kan ikke have flere.
    }
    .advice = Vælg en af dens konti.
refusal-number-listed = Nummeret { $number } er allerede på denne konto.
    .advice = Angiv et andet nummer, eller fortsæt med det eksisterende hos din udbyder.
refusal-number-in-use = Nummeret { $number } er i brug på en anden konto.
    .advice = Slet det der, vent cirka tre minutter, og indtast det så igen. Hvis det er hos en anden udbyder, skal du først deaktivere pinkoden til totrinsbekræftelse der.
refusal-number-connected = Nummeret { $number } er allerede forbundet med din konto “{ $account }”.
    .advice = Gå tilbage, og vælg den konto for at fortsætte med dette nummer, eller indtast et andet nummer.
refusal-number-on-messenger = Nummeret { $number } bruges i { -product } Messenger.
    .advice = Åbn { -product } på telefonen, slet kontoen (Indstillinger, Konto, Slet min konto), vent cirka tre minutter, og indtast så nummeret igen. Eller brug et andet nummer.
refusal-number-on-business-app = Nummeret { $number } bruges i { -product } Business-appen.
    .advice = Åbn appen på telefonen, slet kontoen (Indstillinger, Konto, Slet min konto), vent cirka tre minutter, og indtast så nummeret igen. Eller brug et andet nummer.
refusal-number-being-freed = Kontoen til nummeret { $number } er lige blevet slettet i appen, og nummeret er endnu ikke frit.
    .advice = Indtast det igen efter den { $until }, eller stil uret i Desk frem til dette tidspunkt.
refusal-number-behind-voice-menu = En telefonmenu svarer på nummeret { $number }, så en kode ville ikke nå frem til nogen.
    .advice = Brug et nummer, som en person svarer på, eller som modtager sms’er.
refusal-verification-not-started = Denne konto kan endnu ikke have flere numre.
    .advice = Start først virksomhedsbekræftelsen i Business Manager, og tilføj så flere numre.
refusal-number-limit =
    { $max ->
        [one] Denne konto har allerede et nummer og kan ikke have flere.
       *[other] Denne konto har allerede { $max } numre og kan ikke have flere.
    }
    .advice = Opret en anden konto til dette nummer.
refusal-business-number-limit =
    { $max ->
        [one] En virksomhed, der ikke er bekræftet, kan kun have ét nummer.
       *[other] En virksomhed, der ikke er bekræftet, kan højst have { $max } numre.
    }
    .advice = Gennemfør virksomhedsbekræftelsen i Business Manager, og tilføj så flere numre.
refusal-migration =
    Dette nummer er på en anden konto og kan ikke flyttes hertil. { $why ->
        [other-business] Den anden konto tilhører en anden virksomhed.
        [business-not-verified] Virksomheden skal først bekræftes.
        [name-not-approved] Nummerets visningsnavn skal først være godkendt, og der må ikke være en ændring i gang.
        [no-payment] Den anden konto har ingen betalingskonto.
        [account-not-approved] Den anden konto er ikke godkendt, eller den er stadig under gennemgang.
       *[no-webhooks] Der er ikke sat webhooks op for den konto, du har valgt her.
    }
    .advice = Bring dette i orden, eller slet nummeret i WhatsApp Manager for den anden konto, vent fem minutter, og indtast det igen. Eller brug et andet nummer.
refusal-two-step-on = Nummeret { $number } er på din konto “{ $account }” hos en anden udbyder med totrinsbekræftelse slået til.
    .advice = Åbn nummeret i WhatsApp Manager for den konto, slå totrinsbekræftelse fra, og bekræft det via linket i e-mailen. Indtast så nummeret igen, og det flyttes hertil. Eller slet det der, eller brug et andet nummer.
refusal-code-too-soon = Der er lige blevet sendt en kode.
    .advice =
        { $seconds ->
            [one] Vent et sekund, og bed så om en ny.
           *[other] Vent { $seconds } sekunder, og bed så om en ny.
        }
refusal-too-many-codes = Der er bedt om for mange koder til dette nummer.
    .advice = Prøv igen efter den { $until }, eller stil uret i Desk frem til dette tidspunkt.
refusal-guesses-locked = Koden er indtastet forkert for mange gange.
    .advice = Prøv igen efter den { $until }, eller stil uret i Desk frem til dette tidspunkt. Hvis dette vindue er blevet lukket inden da, skal du starte tilmeldingen igen og vælge samme virksomhed og nummer.
refusal-no-code-sent = Der er ikke sendt en kode til dette nummer.
    .advice = Bed om en kode først.
refusal-code-wrong = Denne kode er ikke rigtig.
    .advice = Se i den seneste besked igen, eller bed om en ny kode.
refusal-code-expired = Denne kode er udløbet.
    .advice = Bed om en ny.
refusal-already-verified = Dette nummer er allerede bekræftet.
    .advice = Gå videre til næste trin.
refusal-not-verified = Dette nummer er ikke bekræftet.
    .advice = Bed om en kode, og indtast den.
refusal-number-off = Dette nummer er slået fra.
    .advice = Få virksomheden bekræftet, eller gør indsigelse i Business Manager.
refusal-limit-reached = Beskedgrænsen er nået.
    .advice = Start virksomhedsbekræftelsen for at hæve den.
refusal-waba-disabled = Denne konto er deaktiveret, fordi en kontrol ikke blev bestået.
    .advice = Gør indsigelse i Business Manager, eller vælg en anden konto.
refusal-other = Det er ikke muligt: { $sentence }
    .advice = Ret det, og prøv igen.
refusal-down = Intet blev gemt, fordi platformen ikke kunne skrive til sin disk.
    .advice = Prøv igen.
