# The texts of the signup pop-up in Norwegian (Bokmål).

-product = WhatsApp

## On every screen

frame-title = Koble bedriften din til { -product }
frame-emulated = Emulert av Vestibule for testing. Dette er ikke Meta og ikke { -product }.
frame-progress = Trinn { $number } av { $count }
frame-signed-in = Logget inn som { $name }
frame-switch = Bytt person
frame-continue = Fortsett
frame-back = Tilbake
frame-cancel = Avbryt
frame-choose = Velg
frame-optional = (valgfritt)
frame-problem = Dette krever din oppmerksomhet
frame-report = Rapporter problemet og avslutt
frame-check-field = Kontroller dette feltet: { $label }

## Times

moment = { $day }. { $month } { $year } kl. { $time } UTC
month-1 = januar
month-2 = februar
month-3 = mars
month-4 = april
month-5 = mai
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = desember

## Log in

login-title = Logg inn
login-lead = Velg hvem du er. Dette er en emulator: Det kreves ikke noe passord.
login-people = Personer
login-continue-as = Fortsett som { $name }
login-new-title = Eller opprett en person
login-name = Navnet ditt
login-email = E-postadressen din
login-language = Språk
login-create = Opprett og fortsett

## What is asked for

authorization-title = { $provider } vil koble bedriften din til { -product }
authorization-lead = Hvis du fortsetter, får { $provider } tilgang til { -product } Business-kontoen du velger eller oppretter i de neste trinnene.
authorization-can = { $provider } vil kunne
authorization-manage = administrere kontoen: meldingsmaler, telefonnumre og profil
authorization-send = sende og motta meldinger på vegne av bedriften din
authorization-measure = se kvalitet, grenser og bruk
authorization-users = bestemme hvilke av sine egne systemer som kan bruke kontoen
authorization-bill-title = Hvem får regningen
authorization-bill = { $provider } deler kredittlinjen sin med deg. Bruken faktureres til { $provider }, og du betaler til { $provider }.
authorization-owner = Kontoen er fortsatt din. Du kan når som helst se den i Business Manager.
authorization-start = Kom i gang

## The business

business-title = Velg bedriften din
business-lead = { -product } Business-kontoen kommer til å tilhøre denne bedriften.
business-existing = Bedrift
business-existing-hint = Bare en administrator for en bedrift kan koble den til.
business-not-admin = { $name } (du er ikke administrator)
business-not-admin-title = Er du ikke administrator for en av bedriftene som vises her?
business-not-admin-run = Be en administrator for bedriften om å gjennomføre registreringen.
business-not-admin-make = Be en administrator om å gjøre deg til administrator, og kom så tilbake.
business-not-admin-other = Bruk en annen bedrift, eller opprett en.
business-new = Opprett en ny bedrift
business-name = Bedriftsnavn
business-name-hint = Det juridiske navnet, slik det står i papirene dine.
business-email = Bedriftens e-postadresse
business-website = Nettsted
business-website-hint = Nettstedet ditt eller siden din i et sosialt nettverk.
business-country = Land
business-phone = Bedriftens telefonnummer
business-add-address = Legg til en adresse
business-address = Gateadresse
business-address-more = Adresselinje 2
business-city = Sted
business-state = Fylke eller region
business-zip = Postnummer

## The account

waba-title = Velg en { -product } Business-konto
waba-lead = Hver registrering kobler til én konto. Gjennomfør den på nytt for å koble til enda en konto.
waba-existing = { -product } Business-konto
waba-existing-hint = Velg en konto som tilhører { $business }, for å legge til et telefonnummer på den, eller opprett en.
waba-new = Opprett en ny konto
waba-closed = (kan ikke kobles til)
waba-profile = { -product } Business-profil
waba-profile-new = Opprett en ny profil med et nytt telefonnummer
waba-profile-hint = En eksisterende profil kobles til uendret, sammen med nummeret. Bruk WhatsApp Manager hvis du vil endre den.
waba-only-new = { $business } har ingen konto ennå: Det opprettes en ny.

## The profile

profile-title = Beskriv bedriften din
profile-lead = Kundene ser denne profilen når de chatter med deg.
profile-existing-title = Din eksisterende profil
profile-existing-lead = Denne profilen kobles til uendret. Den kan endres i WhatsApp Manager.
profile-real-title = Bruk det virkelige navnet
profile-real = Registrer deg med visningsnavnet og nummeret bedriften faktisk skal bruke. De er svært vanskelige å endre senere, så ikke bruk testnavn.
profile-waba-name = Kontonavn
profile-waba-name-hint = Bare du og { $provider } ser det.
profile-display-name = Visningsnavn
profile-display-name-hint = Kundene ser det. Det må representere bedriften din, skrives likt overalt og ha minst 3 bokstaver eller sifre. Slagord, nettadresser, symboler og navn med bare store bokstaver er ikke tillatt.
profile-timezone = Tidssone
profile-category = Kategori
profile-description = Beskrivelse
profile-description-hint = Maksimalt 512 tegn.
profile-website = Nettsted

## The number

number-title = Legg til et telefonnummer
number-lead = Kundene dine mottar meldinger fra dette nummeret.
number-real-title = Ikke bruk et testnummer eller privat nummer
number-real = Nummeret er fra nå av knyttet til bedriften din, og det er svært vanskelig å bytte til et annet senere. Velg det nummeret kundene skal kjenne.
number-used = Et nummer som er i bruk i { -product } Messenger eller { -product } Business-appen, må først frigis der: Slett kontoen i appen, vent omtrent tre minutter, og kom så tilbake.
number-offer-title = Bruk et nummer fra leverandøren din
number-offer = { $provider } har allerede bekreftet nummeret { $number }. Du trenger ingen kode for det.
number-offer-take = Bruk dette nummeret
number-country = Landskode
number-number = Telefonnummer
number-number-hint = Uten landskoden, for eksempel 1512 3456789.
number-method = Hvordan skal vi sende deg koden?
number-sms = SMS
number-voice = Telefonanrop
number-next = Send kode

## The code

verify-title = Bekreft nummeret ditt
verify-lead = Skriv inn den 6-sifrede koden du har mottatt på { $number } via SMS eller anrop.
verify-where = Dette er en emulator: Du finner koden på { $page }.
verify-where-link = telefonsiden i Desk
verify-code = Bekreftelseskode
verify-next = Bekreft
verify-again-title = Fikk du den ikke?
verify-again-sms = Send en ny SMS
verify-again-voice = Ring meg i stedet
verify-other-number = Bruk et annet nummer
verify-spent = En ny kode kan tidligst sendes { $until }. Den siste gjelder til den utløper.
verify-locked = Inntil da kan ingen kode skrives inn, sendes eller oppgis i et anrop. Mislykkede forsøk teller for nummeret, uansett hvem som står bak.
verify-clock = Klokken i denne emulatoren viser: { $now }. Du trenger ikke å vente: Still den frem på { $page }.
verify-clock-link = klokkesiden i Desk
verify-look-again = Oppdater

## The review

permissions-title = Gjennomgang
permissions-lead = Se gjennom hva { $provider } får tilgang til.
permissions-business = Bedrift
permissions-waba = Konto
permissions-number = Telefonnummer
permissions-name = Visningsnavn
permissions-allowed = Tillatelser
permissions-scope-management = Administrere { -product }-kontoene dine
permissions-scope-messaging = Sende meldinger på dine vegne
permissions-scope-business = Administrere bedriften din
permissions-bill = Bruken faktureres til { $provider }.
permissions-next = Godkjenn

## The end

done-title = Kontoen din er koblet til
done-lead = { $provider } har nå tilgang til:
done-business-id = Bedrift
done-waba-id = { -product } Business-konto
done-phone-id = Telefonnummer
done-next = Herfra setter { $provider } opp alt. Kontrollene våre kjører i bakgrunnen. Vi har skrevet til bedriftens e-postadresse og skriver igjen når det er noe nytt.
done-finish = Fullfør
done-lost = Innloggingsresultatet finnes ikke lenger her. Start registreringen på nytt på siden til { $provider }; ingenting opprettes to ganger.
cancelled-title = Registreringen er avbrutt
cancelled-lead = Det du har skrevet inn, er lagret. Du finner det igjen når du starter på nytt.
cancelled-close = Du kan lukke dette vinduet.
cancelled-return = Tilbake til siden du kom fra

## Before the first screen

refused-title = Registreringen kan ikke starte her
refused-app = Det finnes ingen app med ID-en { $app }.
    .advice = Siden må kalle FB.init med ID-en til en app fra en leverandør.
refused-domain = Appen { $app } kan ikke brukes på { $domain }.
    .advice = Leverandøren må legge til { $domain } blant appens tillatte domener: i Desk under «Providers», eller med feltet «domains» i POST /_control/provider.
refused-domain-right = Åpne siden på { $address }, og start registreringen der. Eller:
refused-redirect-title = Nettadressen er blokkert
refused-redirect = Appen { $app } kan ikke brukes på { $domain }: Omdirigeringen mislyktes fordi { $uri } ikke er en av appens gyldige OAuth-omdirigeringsadresser.
    .advice = Leverandøren må legge til adressen i appen, i Desk under «Providers». Sørg for at den står der nøyaktig som her.
refused-no-domain = Siden som startet registreringen, har ikke oppgitt hvor den er.
    .advice = Start registreringen med FB.login fra SDK-en, eller oppgi en redirect_uri på et tillatt domene.
refused-device = Dette fungerer bare på en datamaskin
    .advice = Åpne siden på en stasjonær eller bærbar datamaskin, og start registreringen der.
refused-gone = Denne registreringen er ikke lenger aktiv.
    .advice = Start den på nytt på leverandørens side. Der finner du igjen det du har skrevet inn.
refused-unexplained = Noe gikk galt. Prøv igjen senere.

## Categories

vertical-auto = Bil og kjøretøy
vertical-beauty = Skjønnhet, spa og salong
vertical-apparel = Klær og mote
vertical-edu = Utdanning
vertical-entertain = Underholdning
vertical-event-plan = Arrangementer og service
vertical-finance = Finans og bank
vertical-grocery = Mat og dagligvarer
vertical-govt = Offentlige tjenester
vertical-hotel = Hotell og overnatting
vertical-health = Medisin og helse
vertical-nonprofit = Ideell organisasjon
vertical-prof-services = Profesjonelle tjenester
vertical-retail = Shopping og detaljhandel
vertical-travel = Reise og transport
vertical-restaurant = Restaurant
vertical-not-a-biz = Ikke en bedrift
vertical-other = Annet

## What the platform refuses

refusal-not-allowed = Du har ikke tillatelse til å gjøre dette.
    .advice = Logg inn som personen som startet registreringen.
refusal-not-business-admin = Du er ikke administrator for denne bedriften.
    .advice = Be en administrator om å gjennomføre registreringen eller om å gjøre deg til administrator, eller bruk en annen bedrift.
refusal-not-a-provider = Bare appen til en leverandør kan starte denne registreringen.
    .advice = Appen tilhører en bedrift som ikke er leverandør.
refusal-app-in-development = Appen { $app } er i utviklingsmodus: Bare personer med en rolle i appen kan bruke den.
    .advice = Dette kan du ikke endre selv. Ta kontakt med leverandøren.
refusal-bad-value = «{ $value }» kan ikke brukes her.
    .advice = Rett det opp, og prøv igjen.
refusal-name-length = Et visningsnavn har minst 3 bokstaver eller sifre og maksimalt 255 tegn.
    .advice = Bruk navnet kundene kjenner deg under.
refusal-name-address = Et visningsnavn er ikke en nettadresse.
    .advice = Utelat https://, www. og .com.
refusal-name-symbols = Et visningsnavn inneholder ingen emojier eller symboler.
    .advice = Utelat symboler som ™ eller ★.
refusal-name-punctuation = Et visningsnavn inneholder ingen overflødige skilletegn eller mellomrom.
    .advice = Sett ett mellomrom mellom ordene, og ikke sett samme tegn to ganger.
refusal-name-capitals = Et visningsnavn skrives ikke med store bokstaver, med mindre det er en forkortelse.
    .advice = Skriv det som vanlig, for eksempel «Lucky Shrub».
refusal-name-trademark = Et visningsnavn kan ikke inneholde plattformens navn.
    .advice = Bruk bare ditt eget navn.
refusal-name-general = Et visningsnavn er navnet på en bedrift, et produkt eller en avdeling, ikke bare et generelt ord eller et sted.
    .advice = Legg til navnet på bedriften din.
refusal-origin-not-allowed = Registreringen kan ikke startes fra { $origin }.
    .advice = Leverandøren må legge til dette domenet blant appens tillatte domener.
refusal-signup-over = Denne registreringen er fullført.
    .advice = Start den på nytt på leverandørens side for å koble til enda en konto eller enda et nummer.
refusal-wrong-step = Denne registreringen er på et annet trinn.
    .advice =
        { $step ->
            [authorization] Fortsett på det første trinnet, tillatelsen til leverandøren.
            [business] Fortsett ved valget av bedrift.
            [waba] Fortsett ved valget av konto.
            [profile] Fortsett ved profilen.
            [number] Fortsett ved telefonnummeret.
            [verify] Fortsett ved bekreftelseskoden.
           *[permissions] Fortsett ved gjennomgangen.
        }
refusal-shared-with-another = Denne kontoen er allerede delt med { $partner }. En konto kan bare deles med én leverandør.
    .advice = Avslutt delingen der først, eller opprett en ny konto.
refusal-waba-quota =
    { $max ->
        [one] En bedrift som ikke er bekreftet, kan bare ha én konto.
       *[other] En bedrift som ikke er bekreftet, kan ha maksimalt { $max } kontoer.
    }
    .advice = Få bedriften bekreftet i Business Manager for å opprette flere, eller velg en av kontoene den har.
refusal-business-limit =
    { $max ->
        [one] Du har allerede opprettet en bedrift og kan ikke opprette flere.
       *[other] Du har allerede opprettet { $max } bedrifter og kan ikke opprette flere.
    }
    .advice = Velg en av bedriftene dine, eller be en administrator for en annen om å legge deg til.
refusal-account-too-new = Brukerkontoen din er for ny til å opprette en bedrift.
    .advice = Prøv igjen etter { $until }, eller velg en bedrift du er administrator for.
refusal-configuration = Appen har ingen innloggingskonfigurasjon med ID-en { $configuration }.
    .advice = Siden må oppgi en av appens konfigurasjoner som config_id. Leverandøren finner dem i Desk under «Providers».
refusal-waba-limit =
    { $max ->
        [one] Bedriften har allerede en konto og kan ikke ha flere.
       *[other] Bedriften har allerede { $max } kontoer og kan ikke ha flere.
    }
    .advice = Velg en av kontoene den har.
refusal-number-listed = Nummeret { $number } er allerede på denne kontoen.
    .advice = Oppgi et annet nummer, eller fortsett med det eksisterende hos leverandøren din.
refusal-number-in-use = Nummeret { $number } er i bruk på en annen konto.
    .advice = Slett det der, vent omtrent tre minutter, og skriv det så inn igjen. Hvis det er hos en annen leverandør, må du først slå av PIN-koden for totrinnsbekreftelse der.
refusal-number-connected = Nummeret { $number } er allerede koblet til kontoen din «{ $account }».
    .advice = Gå tilbake og velg den kontoen for å fortsette med dette nummeret, eller skriv inn et annet nummer.
refusal-number-on-messenger = Nummeret { $number } brukes i { -product } Messenger.
    .advice = Åpne { -product } på telefonen, slett kontoen (Innstillinger, Konto, Slett kontoen min), vent omtrent tre minutter, og skriv så inn nummeret igjen. Eller bruk et annet nummer.
refusal-number-on-business-app = Nummeret { $number } brukes i { -product } Business-appen.
    .advice = Åpne appen på telefonen, slett kontoen (Innstillinger, Konto, Slett kontoen min), vent omtrent tre minutter, og skriv så inn nummeret igjen. Eller bruk et annet nummer.
refusal-number-being-freed = Kontoen til nummeret { $number } ble nettopp slettet i appen, og nummeret er ikke ledig ennå.
    .advice = Skriv det inn igjen etter { $until }, eller still klokken i Desk frem til da.
refusal-number-behind-voice-menu = En telefonmeny svarer på nummeret { $number }, så en kode ville ikke nå frem til noen.
    .advice = Bruk et nummer som en person svarer på, eller som mottar SMS.
refusal-verification-not-started = Denne kontoen kan ikke ha flere numre ennå.
    .advice = Start først bedriftsbekreftelsen i Business Manager, og legg deretter til flere numre.
refusal-number-limit =
    { $max ->
        [one] Denne kontoen har allerede et nummer og kan ikke ha flere.
       *[other] Denne kontoen har allerede { $max } numre og kan ikke ha flere.
    }
    .advice = Opprett en annen konto for dette nummeret.
refusal-business-number-limit =
    { $max ->
        [one] En bedrift som ikke er bekreftet, kan bare ha ett nummer.
       *[other] En bedrift som ikke er bekreftet, kan ha maksimalt { $max } numre.
    }
    .advice = Fullfør bedriftsbekreftelsen i Business Manager, og legg deretter til flere numre.
refusal-migration =
    Dette nummeret er på en annen konto og kan ikke flyttes hit. { $why ->
        [other-business] Den andre kontoen tilhører en annen bedrift.
        [business-not-verified] Bedriften må bekreftes først.
        [name-not-approved] Nummerets visningsnavn må først være godkjent, og ingen endring kan være under behandling.
        [no-payment] Den andre kontoen har ingen betalingskonto.
        [account-not-approved] Den andre kontoen er ikke godkjent, eller den er fortsatt under vurdering.
       *[no-webhooks] Det er ikke satt opp webhooks for kontoen du har valgt her.
    }
    .advice = Få dette i orden, eller slett nummeret i WhatsApp Manager for den andre kontoen, vent fem minutter, og skriv det inn igjen. Eller bruk et annet nummer.
refusal-two-step-on = Nummeret { $number } er på kontoen din «{ $account }» hos en annen leverandør, med totrinnsbekreftelse slått på.
    .advice = Åpne nummeret i WhatsApp Manager for den kontoen, slå av totrinnsbekreftelse, og bekreft det via lenken i e-posten. Skriv deretter inn nummeret igjen, så flyttes det hit. Eller slett det der, eller bruk et annet nummer.
refusal-code-too-soon = Det ble nettopp sendt en kode.
    .advice =
        { $seconds ->
            [one] Vent ett sekund, og be så om en ny.
           *[other] Vent { $seconds } sekunder, og be så om en ny.
        }
refusal-too-many-codes = Det er bedt om for mange koder til dette nummeret.
    .advice = Prøv igjen etter { $until }, eller still klokken i Desk frem til da.
refusal-guesses-locked = Koden er skrevet inn feil for mange ganger.
    .advice = Prøv igjen etter { $until }, eller still klokken i Desk frem til da. Hvis dette vinduet er lukket innen da, starter du registreringen på nytt og velger samme bedrift og nummer.
refusal-no-code-sent = Det er ikke sendt noen kode til dette nummeret.
    .advice = Be om en kode først.
refusal-code-wrong = Denne koden er ikke riktig.
    .advice = Se på den siste meldingen igjen, eller be om en ny kode.
refusal-code-expired = Denne koden er utløpt.
    .advice = Be om en ny.
refusal-already-verified = Dette nummeret er allerede bekreftet.
    .advice = Gå videre til neste trinn.
refusal-not-verified = Dette nummeret er ikke bekreftet.
    .advice = Be om en kode, og skriv den inn.
refusal-number-off = Dette nummeret er slått av.
    .advice = Få bedriften bekreftet, eller send inn en klage i Business Manager.
refusal-limit-reached = Meldingsgrensen er nådd.
    .advice = Start bedriftsbekreftelsen for å heve den.
refusal-waba-disabled = Denne kontoen er deaktivert fordi en kontroll ikke ble bestått.
    .advice = Send inn en klage i Business Manager, eller velg en annen konto.
refusal-other = Dette er ikke mulig: { $sentence }
    .advice = Rett det opp, og prøv igjen.
refusal-down = Ingenting ble lagret fordi plattformen ikke kunne skrive til disken.
    .advice = Prøv igjen.
