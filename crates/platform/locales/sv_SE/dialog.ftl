# The texts of the signup pop-up in Swedish.

-product = WhatsApp

## On every screen

frame-title = Anslut ditt företag till { -product }
frame-emulated = Emuleras av Vestibule för testning. Det här är inte Meta och inte { -product }.
frame-progress = Steg { $number } av { $count }
frame-signed-in = Inloggad som { $name }
frame-switch = Byt person
frame-continue = Fortsätt
frame-back = Tillbaka
frame-cancel = Avbryt
frame-choose = Välj
frame-optional = (valfritt)
frame-problem = Det här behöver din uppmärksamhet
frame-report = Rapportera problemet och avsluta
frame-check-field = Kontrollera det här fältet: { $label }

## Times

moment = { $day } { $month } { $year } kl. { $time } UTC
month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

## Log in

login-title = Logga in
login-lead = Välj vem du är. Det här är en emulator: inget lösenord behövs.
login-people = Personer
login-continue-as = Fortsätt som { $name }
login-new-title = Eller skapa en person
login-name = Ditt namn
login-email = Din e-postadress
login-language = Språk
login-create = Skapa och fortsätt

## What is asked for

authorization-title = { $provider } vill ansluta ditt företag till { -product }
authorization-lead = Om du fortsätter får { $provider } åtkomst till det { -product } Business-konto som du väljer eller skapar i de följande stegen.
authorization-can = { $provider } kommer att kunna
authorization-manage = hantera kontot: dess meddelandemallar, telefonnummer och profil
authorization-send = skicka och ta emot meddelanden i ditt företags namn
authorization-measure = se kvalitet, gränser och användning
authorization-users = bestämma vilka av sina egna system som får använda kontot
authorization-bill-title = Vem får fakturan
authorization-bill = { $provider } delar sin kreditlina med dig. Användningen faktureras till { $provider }, och du betalar till { $provider }.
authorization-owner = Kontot är fortfarande ditt. Du kan när som helst se det i Business Manager.
authorization-start = Kom igång

## The business

business-title = Välj ditt företag
business-lead = { -product } Business-kontot kommer att tillhöra det här företaget.
business-existing = Företag
business-existing-hint = Bara en administratör för ett företag kan ansluta det.
business-not-admin = { $name } (du är inte administratör)
business-not-admin-title = Är du inte administratör för ett av de företag som visas här?
business-not-admin-run = Be en administratör för företaget att genomföra registreringen.
business-not-admin-make = Be en administratör att göra dig till administratör och kom sedan tillbaka.
business-not-admin-other = Använd ett annat företag eller skapa ett.
business-new = Skapa ett nytt företag
business-name = Företagsnamn
business-name-hint = Det juridiska namnet, så som det står i dina handlingar.
business-email = Företagets e-postadress
business-website = Webbplats
business-website-hint = Din webbplats eller din sida i ett socialt nätverk.
business-country = Land
business-phone = Företagets telefonnummer
business-add-address = Lägg till en adress
business-address = Gatuadress
business-address-more = Adressrad 2
business-city = Ort
business-state = Län eller region
business-zip = Postnummer

## The account

waba-title = Välj ett { -product } Business-konto
waba-lead = Vid varje registrering ansluts ett konto. Gör om registreringen för att ansluta ett till.
waba-existing = { -product } Business-konto
waba-existing-hint = Välj ett konto som tillhör { $business } för att lägga till ett telefonnummer på det, eller skapa ett.
waba-new = Skapa ett nytt konto
waba-closed = (kan inte anslutas)
waba-profile = { -product } Business-profil
waba-profile-new = Skapa en ny profil med ett nytt telefonnummer
waba-profile-hint = En befintlig profil ansluts oförändrad, tillsammans med sitt nummer. Använd WhatsApp Manager om du vill ändra den.
waba-only-new = { $business } har inget konto än: ett nytt skapas.

## The profile

profile-title = Beskriv ditt företag
profile-lead = Kunderna ser den här profilen när de chattar med dig.
profile-existing-title = Din befintliga profil
profile-existing-lead = Den här profilen ansluts oförändrad. Den kan ändras i WhatsApp Manager.
profile-real-title = Använd det riktiga namnet
profile-real = Registrera dig med det visningsnamn och det nummer som ditt företag verkligen kommer att använda. De är mycket svåra att ändra senare, så använd inte testnamn.
profile-waba-name = Kontonamn
profile-waba-name-hint = Bara du och { $provider } ser det.
profile-display-name = Visningsnamn
profile-display-name-hint = Kunderna ser det. Det ska representera ditt företag, skrivas likadant överallt och ha minst 3 bokstäver eller siffror. Slagord, webbadresser, symboler och namn med enbart versaler är inte tillåtna.
profile-timezone = Tidszon
profile-category = Kategori
profile-description = Beskrivning
profile-description-hint = Högst 512 tecken.
profile-website = Webbplats

## The number

number-title = Lägg till ett telefonnummer
number-lead = Dina kunder får meddelanden från det här numret.
number-real-title = Använd inte ett testnummer eller privat nummer
number-real = Numret är från och med nu knutet till ditt företag, och det är mycket svårt att byta till ett annat senare. Välj det nummer som dina kunder ska känna till.
number-used = Ett nummer som används i { -product } Messenger eller i { -product } Business-appen måste först frigöras där: radera kontot i appen, vänta ungefär tre minuter och kom sedan tillbaka.
number-offer-title = Använd ett nummer från din leverantör
number-offer = { $provider } har redan verifierat numret { $number }. Du behöver ingen kod för det.
number-offer-take = Använd det här numret
number-country = Landskod
number-number = Telefonnummer
number-number-hint = Utan landskoden, till exempel 1512 3456789.
number-method = Hur ska vi skicka koden till dig?
number-sms = Sms
number-voice = Telefonsamtal
number-next = Skicka kod

## The code

verify-title = Verifiera ditt nummer
verify-lead = Ange den 6-siffriga kod som du har fått på { $number } via sms eller samtal.
verify-where = Det här är en emulator: koden finns på { $page }.
verify-where-link = telefonsidan i Desk
verify-code = Verifieringskod
verify-next = Verifiera
verify-again-title = Fick du ingen kod?
verify-again-sms = Skicka ett nytt sms
verify-again-voice = Ring mig i stället
verify-other-number = Använd ett annat nummer
verify-spent = En ny kod kan skickas tidigast den { $until }. Den senaste gäller tills den går ut.
verify-locked = Till dess kan ingen kod anges, skickas eller läsas upp i ett samtal. Felaktiga försök räknas för numret, vem som än gör dem.
verify-clock = Klockan i den här emulatorn visar: { $now }. Du behöver inte vänta: ställ fram den på { $page }.
verify-clock-link = klocksidan i Desk
verify-look-again = Uppdatera

## The review

permissions-title = Granskning
permissions-lead = Gå igenom vad { $provider } får åtkomst till.
permissions-business = Företag
permissions-waba = Konto
permissions-number = Telefonnummer
permissions-name = Visningsnamn
permissions-allowed = Behörigheter
permissions-scope-management = Hantera dina { -product }-konton
permissions-scope-messaging = Skicka meddelanden i ditt namn
permissions-scope-business = Hantera ditt företag
permissions-bill = Användningen faktureras till { $provider }.
permissions-next = Bekräfta

## The end

done-title = Ditt konto är anslutet
done-lead = { $provider } har nu åtkomst till:
done-business-id = Företag
done-waba-id = { -product } Business-konto
done-phone-id = Telefonnummer
done-next = Härifrån sköter { $provider } all konfigurering. Våra kontroller pågår i bakgrunden. Vi har skrivit till ditt företags e-postadress och hör av oss igen när det finns något nytt.
done-finish = Slutför
done-lost = Inloggningsresultatet finns inte kvar här. Starta registreringen igen på sidan hos { $provider }; inget skapas två gånger.
cancelled-title = Registreringen avbröts
cancelled-lead = Det du har angett finns kvar. Du hittar det när du börjar igen.
cancelled-close = Du kan stänga det här fönstret.
cancelled-return = Tillbaka till sidan du kom från

## Before the first screen

refused-title = Registreringen kan inte starta här
refused-app = Det finns ingen app med id { $app }.
    .advice = Sidan måste anropa FB.init med id:t för en leverantörs app.
refused-domain = Appen { $app } får inte användas på { $domain }.
    .advice = Leverantören behöver lägga till { $domain } bland appens tillåtna domäner: i Desk under ”Providers” eller med fältet ”domains” i POST /_control/provider.
refused-domain-right = Öppna sidan på { $address } och starta registreringen där. Eller:
refused-redirect-title = Webbadressen är blockerad
refused-redirect = Appen { $app } får inte användas på { $domain }: omdirigeringen misslyckades eftersom { $uri } inte är en av appens giltiga OAuth-omdirigeringsadresser.
    .advice = Leverantören behöver lägga till adressen i appen, i Desk under ”Providers”. Se till att den står där exakt som här.
refused-no-domain = Sidan som startade registreringen angav inte var den finns.
    .advice = Starta registreringen med FB.login från SDK:t eller ange en redirect_uri på en tillåten domän.
refused-device = Det här fungerar bara på en dator
    .advice = Öppna sidan på en stationär eller bärbar dator och starta registreringen där.
refused-gone = Den här registreringen är inte längre aktiv.
    .advice = Starta den igen på leverantörens sida. Där hittar du det du har angett.
refused-unexplained = Något gick fel. Försök igen senare.

## Categories

vertical-auto = Bilar och fordon
vertical-beauty = Skönhet, spa och salong
vertical-apparel = Kläder och mode
vertical-edu = Utbildning
vertical-entertain = Underhållning
vertical-event-plan = Evenemangsplanering och service
vertical-finance = Finans och bank
vertical-grocery = Mat och livsmedel
vertical-govt = Offentlig verksamhet
vertical-hotel = Hotell och logi
vertical-health = Medicin och hälsa
vertical-nonprofit = Ideell organisation
vertical-prof-services = Professionella tjänster
vertical-retail = Shopping och detaljhandel
vertical-travel = Resor och transport
vertical-restaurant = Restaurang
vertical-not-a-biz = Inte ett företag
vertical-other = Övrigt

## What the platform refuses

refusal-not-allowed = Du har inte behörighet att göra det här.
    .advice = Logga in som den person som startade registreringen.
refusal-not-business-admin = Du är inte administratör för det här företaget.
    .advice = Be en administratör att genomföra registreringen eller att göra dig till administratör, eller använd ett annat företag.
refusal-not-a-provider = Bara en leverantörs app kan starta den här registreringen.
    .advice = Appen tillhör ett företag som inte är leverantör.
refusal-app-in-development = Appen { $app } är i utvecklingsläge: bara personer med en roll i appen kan använda den.
    .advice = Du kan inte ändra detta själv. Kontakta leverantören.
refusal-bad-value = ”{ $value }” kan inte användas här.
    .advice = Rätta till det och försök igen.
refusal-name-length = Ett visningsnamn har minst 3 bokstäver eller siffror och högst 255 tecken.
    .advice = Använd det namn som dina kunder känner dig under.
refusal-name-address = Ett visningsnamn är ingen webbadress.
    .advice = Utelämna https://, www. och .com.
refusal-name-symbols = Ett visningsnamn innehåller inga emojier eller symboler.
    .advice = Utelämna symboler som ™ eller ★.
refusal-name-punctuation = Ett visningsnamn innehåller inga överflödiga skiljetecken eller mellanslag.
    .advice = Skriv ett mellanslag mellan orden och inget tecken två gånger.
refusal-name-capitals = Ett visningsnamn skrivs inte med versaler, om det inte är en förkortning.
    .advice = Skriv det som vanligt, till exempel ”Lucky Shrub”.
refusal-name-trademark = Ett visningsnamn får inte innehålla plattformens namn.
    .advice = Använd bara ditt eget namn.
refusal-name-general = Ett visningsnamn är namnet på ett företag, en produkt eller en avdelning, inte bara ett allmänt ord eller en plats.
    .advice = Lägg till namnet på ditt företag.
refusal-origin-not-allowed = Registreringen får inte startas från { $origin }.
    .advice = Leverantören behöver lägga till den här domänen bland appens tillåtna domäner.
refusal-signup-over = Den här registreringen är slutförd.
    .advice = Starta den igen på leverantörens sida för att ansluta ytterligare ett konto eller nummer.
refusal-wrong-step = Den här registreringen är i ett annat steg.
    .advice =
        { $step ->
            [authorization] Fortsätt i det första steget, medgivandet till leverantören.
            [business] Fortsätt vid valet av företag.
            [waba] Fortsätt vid valet av konto.
            [profile] Fortsätt vid profilen.
            [number] Fortsätt vid telefonnumret.
            [verify] Fortsätt vid verifieringskoden.
           *[permissions] Fortsätt vid granskningen.
        }
refusal-shared-with-another = Det här kontot delas redan med { $partner }. Ett konto kan bara delas med en enda leverantör.
    .advice = Avsluta först delningen där eller skapa ett nytt konto.
refusal-waba-quota =
    { $max ->
        [one] Ett företag som inte är verifierat kan bara ha ett konto.
       *[other] Ett företag som inte är verifierat kan ha högst { $max } konton.
    }
    .advice = Verifiera företaget i Business Manager för att skapa fler, eller välj ett av dess konton.
refusal-business-limit =
    { $max ->
        [one] Du har redan skapat ett företag och kan inte skapa fler.
       *[other] Du har redan skapat { $max } företag och kan inte skapa fler.
    }
    .advice = Välj ett av dina företag eller be en administratör för ett annat att lägga till dig.
refusal-account-too-new = Ditt användarkonto är för nytt för att skapa ett företag.
    .advice = Försök igen efter den { $until }, eller välj ett företag som du är administratör för.
refusal-configuration = Appen har ingen inloggningskonfiguration med id { $configuration }.
    .advice = Sidan måste ange en av appens konfigurationer som config_id. Leverantören hittar dem i Desk under ”Providers”.
refusal-waba-limit =
    { $max ->
        [one] Företaget har redan ett konto och kan inte ha fler.
       *[other] Företaget har redan { $max } konton och kan inte ha fler.
    }
    .advice = Välj ett av dess konton.
refusal-number-listed = Numret { $number } finns redan på det här kontot.
    .advice = Ange ett annat nummer eller fortsätt med det befintliga hos din leverantör.
refusal-number-in-use = Numret { $number } används på ett annat konto.
    .advice = Radera det där, vänta ungefär tre minuter och ange det sedan igen. Om det finns hos en annan leverantör stänger du först av pinkoden för tvåstegsverifiering där.
refusal-number-connected = Numret { $number } är redan anslutet till ditt konto ”{ $account }”.
    .advice = Gå tillbaka och välj det kontot för att fortsätta med det här numret, eller ange ett annat nummer.
refusal-number-on-messenger = Numret { $number } används i { -product } Messenger.
    .advice = Öppna { -product } på den telefonen, radera kontot (Inställningar, Konto, Radera mitt konto), vänta ungefär tre minuter och ange sedan numret igen. Eller använd ett annat nummer.
refusal-number-on-business-app = Numret { $number } används i { -product } Business-appen.
    .advice = Öppna appen på den telefonen, radera kontot (Inställningar, Konto, Radera mitt konto), vänta ungefär tre minuter och ange sedan numret igen. Eller använd ett annat nummer.
refusal-number-being-freed = Kontot för numret { $number } raderades nyss i appen, och numret är inte ledigt än.
    .advice = Ange det igen efter den { $until }, eller ställ fram klockan i Desk till dess.
refusal-number-behind-voice-menu = En telefonmeny svarar på numret { $number }, så en kod skulle inte nå fram till någon.
    .advice = Använd ett nummer som en person svarar på eller som tar emot sms.
refusal-verification-not-started = Det här kontot kan inte ha fler nummer än.
    .advice = Starta först företagsverifieringen i Business Manager och lägg sedan till fler nummer.
refusal-number-limit =
    { $max ->
        [one] Det här kontot har redan ett nummer och kan inte ha fler.
       *[other] Det här kontot har redan { $max } nummer och kan inte ha fler.
    }
    .advice = Skapa ett annat konto för det här numret.
refusal-business-number-limit =
    { $max ->
        [one] Ett företag som inte är verifierat kan bara ha ett nummer.
       *[other] Ett företag som inte är verifierat kan ha högst { $max } nummer.
    }
    .advice = Slutför företagsverifieringen i Business Manager och lägg sedan till fler nummer.
refusal-migration =
    Det här numret finns på ett annat konto och kan inte flyttas hit. { $why ->
        [other-business] Det andra kontot tillhör ett annat företag.
        [business-not-verified] Företaget måste verifieras först.
        [name-not-approved] Numrets visningsnamn måste först vara godkänt, utan någon pågående ändring.
        [no-payment] Det andra kontot har inget betalkonto.
        [account-not-approved] Det andra kontot är inte godkänt, eller så pågår granskningen av det fortfarande.
       *[no-webhooks] Webhooks är inte konfigurerade för det konto som du har valt här.
    }
    .advice = Ordna det här eller radera numret i WhatsApp Manager för det andra kontot, vänta fem minuter och ange det igen. Eller använd ett annat nummer.
refusal-two-step-on = Numret { $number } finns på ditt konto ”{ $account }” hos en annan leverantör, med tvåstegsverifiering påslagen.
    .advice = Öppna numret i WhatsApp Manager för det kontot, stäng av tvåstegsverifieringen och bekräfta det via länken i e-postmeddelandet. Ange sedan numret igen, så flyttas det hit. Eller radera det där, eller använd ett annat nummer.
refusal-code-too-soon = En kod skickades alldeles nyss.
    .advice =
        { $seconds ->
            [one] Vänta en sekund och begär sedan en ny.
           *[other] Vänta { $seconds } sekunder och begär sedan en ny.
        }
refusal-too-many-codes = För många koder har begärts för det här numret.
    .advice = Försök igen efter den { $until }, eller ställ fram klockan i Desk till dess.
refusal-guesses-locked = Koden har angetts fel för många gånger.
    .advice = Försök igen efter den { $until }, eller ställ fram klockan i Desk till dess. Om det här fönstret är stängt då startar du registreringen igen och väljer samma företag och nummer.
refusal-no-code-sent = Ingen kod har skickats till det här numret.
    .advice = Begär en kod först.
refusal-code-wrong = Koden är inte rätt.
    .advice = Titta i det senaste meddelandet igen eller begär en ny kod.
refusal-code-expired = Koden har gått ut.
    .advice = Begär en ny.
refusal-already-verified = Det här numret är redan verifierat.
    .advice = Gå vidare till nästa steg.
refusal-not-verified = Det här numret är inte verifierat.
    .advice = Begär en kod och ange den.
refusal-number-off = Det här numret har stängts av.
    .advice = Verifiera företaget eller överklaga i Business Manager.
refusal-limit-reached = Meddelandegränsen är nådd.
    .advice = Starta företagsverifieringen för att höja den.
refusal-waba-disabled = Det här kontot är inaktiverat eftersom en kontroll inte godkändes.
    .advice = Överklaga i Business Manager eller välj ett annat konto.
refusal-other = Det är inte möjligt: { $sentence }
    .advice = Rätta till det och försök igen.
refusal-down = Inget sparades eftersom plattformen inte kunde skriva till sin disk.
    .advice = Försök igen.
