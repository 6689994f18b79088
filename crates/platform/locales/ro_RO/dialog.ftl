# The texts of the signup pop-up in Romanian.

-product = WhatsApp

## On every screen

frame-title = Conectați-vă compania la { -product }
frame-emulated = Emulat de Vestibule pentru testare. Acesta nu este Meta și nici { -product }.
frame-progress = Pasul { $number } din { $count }
frame-signed-in = V-ați conectat ca { $name }
frame-switch = Schimbați persoana
frame-continue = Continuați
frame-back = Înapoi
frame-cancel = Anulați
frame-choose = Alegeți o opțiune
frame-optional = (opțional)
frame-problem = Este nevoie de atenția dvs.
frame-report = Raportați problema și ieșiți
frame-check-field = Verificați acest câmp: { $label }

## Times

moment = { $day } { $month } { $year }, ora { $time } UTC
month-1 = ianuarie
month-2 = februarie
month-3 = martie
month-4 = aprilie
month-5 = mai
month-6 = iunie
month-7 = iulie
month-8 = august
month-9 = septembrie
month-10 = octombrie
month-11 = noiembrie
month-12 = decembrie

## Log in

login-title = Conectare
login-lead = Alegeți cine sunteți. Acesta este un emulator: nimeni nu are nevoie de parolă.
login-people = Persoane
login-continue-as = Continuați ca { $name }
login-new-title = Sau creați o persoană
login-name = Numele dvs.
login-email = Adresa dvs. de e-mail
login-language = Limbă
login-create = Creați și continuați

## What is asked for

authorization-title = { $provider } dorește să conecteze compania dvs. la { -product }
authorization-lead = Dacă continuați, { $provider } va primi acces la contul { -product } Business pe care îl veți alege sau crea la pașii următori.
authorization-can = { $provider } va putea
authorization-manage = să administreze contul: șabloanele de mesaje, numerele de telefon și profilul
authorization-send = să trimită și să primească mesaje în numele companiei dvs.
authorization-measure = să vadă calitatea, limitele și utilizarea
authorization-users = să decidă care dintre propriile sisteme pot folosi contul
authorization-bill-title = Cine primește factura
authorization-bill = { $provider } vă pune la dispoziție propria linie de credit. Utilizarea este facturată către { $provider }, iar dvs. faceți plata către { $provider }.
authorization-owner = Contul rămâne al dvs. Îl puteți vedea oricând în Business Manager.
authorization-start = Începeți

## The business

business-title = Alegeți compania
business-lead = Contul { -product } Business va aparține acestei companii.
business-existing = Companie
business-existing-hint = Doar un administrator al companiei o poate conecta.
business-not-admin = { $name } (nu sunteți administrator)
business-not-admin-title = Nu sunteți administrator al unei companii afișate aici?
business-not-admin-run = Rugați un administrator al acelei companii să efectueze această înregistrare.
business-not-admin-make = Rugați un administrator să vă dea și dvs. acest rol, apoi reveniți.
business-not-admin-other = Folosiți altă companie sau creați una.
business-new = Creați o companie nouă
business-name = Numele companiei
business-name-hint = Denumirea legală, așa cum apare în documentele dvs.
business-email = Adresa de e-mail a companiei
business-website = Site web
business-website-hint = Site-ul dvs. sau pagina dvs. dintr-o rețea socială.
business-country = Țară
business-phone = Telefonul companiei
business-add-address = Adăugați o adresă
business-address = Stradă și număr
business-address-more = Adresă (continuare)
business-city = Localitate
business-state = Județ sau regiune
business-zip = Cod poștal

## The account

waba-title = Alegeți un cont { -product } Business
waba-lead = La fiecare înregistrare se conectează un singur cont. Pentru a conecta altul, reluați înregistrarea.
waba-existing = Cont { -product } Business
waba-existing-hint = Alegeți un cont al companiei { $business } pentru a-i adăuga un număr de telefon sau creați unul.
waba-new = Creați un cont nou
waba-closed = (nu poate fi conectat)
waba-profile = Profil { -product } Business
waba-profile-new = Creați un profil nou cu un număr de telefon nou
waba-profile-hint = Un profil existent se conectează fără modificări, împreună cu numărul său. Pentru a-l modifica, folosiți WhatsApp Manager.
waba-only-new = { $business } nu are încă niciun cont: va fi creat unul nou.

## The profile

profile-title = Descrieți compania
profile-lead = Clienții văd acest profil când discută cu dvs.
profile-existing-title = Profilul dvs. existent
profile-existing-lead = Acest profil se conectează fără modificări. Îl puteți modifica în WhatsApp Manager.
profile-real-title = Folosiți numele real
profile-real = Înregistrați-vă cu numele afișat și cu numărul pe care compania le va folosi cu adevărat. Modificarea lor ulterioară este foarte dificilă, așa că nu folosiți nume de test.
profile-waba-name = Numele contului
profile-waba-name-hint = Îl vedeți doar dvs. și { $provider }.
profile-display-name = Nume afișat
profile-display-name-hint = Clienții îl văd. Trebuie să reprezinte compania, să fie scris la fel peste tot și să aibă cel puțin 3 litere sau cifre. Nu sunt permise sloganuri, adrese web, simboluri sau nume scrise doar cu majuscule.
profile-timezone = Fus orar
profile-category = Categorie
profile-description = Descriere
profile-description-hint = Cel mult 512 caractere.
profile-website = Site web

## The number

number-title = Adăugați un număr de telefon
number-lead = Clienții vor primi mesajele de la acest număr.
number-real-title = Nu folosiți un număr de test sau personal
number-real = De acum încolo, numărul este legat de compania dvs., iar trecerea ulterioară la altul este foarte dificilă. Alegeți numărul pe care doriți să îl cunoască clienții.
number-used = Un număr utilizat în { -product } Messenger sau în aplicația { -product } Business trebuie mai întâi eliberat acolo: ștergeți contul din aplicație, așteptați aproximativ trei minute, apoi reveniți.
number-offer-title = Folosiți un număr al furnizorului
number-offer = { $provider } a verificat deja numărul { $number }. Nu aveți nevoie de niciun cod pentru el.
number-offer-take = Folosiți acest număr
number-country = Prefix de țară
number-number = Număr de telefon
number-number-hint = Fără prefixul țării, de exemplu 1512 3456789.
number-method = Cum să vă trimitem codul?
number-sms = SMS
number-voice = Apel telefonic
number-next = Trimiteți codul

## The code

verify-title = Verificați numărul
verify-lead = Introduceți codul din 6 cifre primit la numărul { $number } prin SMS sau prin apel.
verify-where = Acesta este un emulator: codul se află pe { $page }.
verify-where-link = pagina telefoanelor din Desk
verify-code = Cod de verificare
verify-next = Verificați
verify-again-title = Nu l-ați primit?
verify-again-sms = Trimiteți un SMS nou
verify-again-voice = Primiți un apel
verify-other-number = Folosiți alt număr
verify-spent = Un alt cod poate fi trimis doar începând cu { $until }. Ultimul rămâne valabil până când expiră.
verify-locked = Până atunci nu se poate introduce, trimite sau comunica prin apel niciun cod. Încercările greșite se numără pentru acest număr, indiferent cine le face.
verify-clock = Ceasul acestui emulator indică: { $now }. Nu trebuie să așteptați: dați-l înainte pe { $page }.
verify-clock-link = pagina ceasului din Desk
verify-look-again = Actualizați

## The review

permissions-title = Recapitulare
permissions-lead = Parcurgeți lista cu ceea ce primește { $provider }.
permissions-business = Companie
permissions-waba = Cont
permissions-number = Număr de telefon
permissions-name = Nume afișat
permissions-allowed = Permisiuni
permissions-scope-management = Administrarea conturilor dvs. { -product }
permissions-scope-messaging = Trimiterea de mesaje în numele dvs.
permissions-scope-business = Administrarea companiei dvs.
permissions-bill = Utilizarea este facturată către { $provider }.
permissions-next = Confirmați

## The end

done-title = Contul dvs. este conectat
done-lead = { $provider } are acum acces la:
done-business-id = Companie
done-waba-id = Cont { -product } Business
done-phone-id = Număr de telefon
done-next = De aici încolo, { $provider } se ocupă de toate setările. Verificările noastre se desfășoară în fundal. Am scris la adresa de e-mail a companiei și vă vom scrie din nou când apar noutăți.
done-finish = Finalizați
done-lost = Rezultatul conectării nu mai este disponibil aici. Reluați înregistrarea pe pagina furnizorului { $provider }; nimic nu este creat de două ori.
cancelled-title = Înregistrare anulată
cancelled-lead = Datele introduse sunt păstrate. Le regăsiți când începeți din nou.
cancelled-close = Puteți închide această fereastră.
cancelled-return = Înapoi la pagina anterioară

## Before the first screen

refused-title = Înregistrarea nu poate începe aici
refused-app = Nu există nicio aplicație cu ID-ul { $app }.
    .advice = Pagina trebuie să apeleze FB.init cu ID-ul unei aplicații a unui furnizor.
refused-domain = Aplicația { $app } nu poate fi folosită pe { $domain }.
    .advice = Furnizorul trebuie să adauge { $domain } la domeniile permise ale aplicației: în Desk, la „Providers”, sau cu câmpul „domains” al cererii POST /_control/provider.
refused-domain-right = Deschideți pagina la adresa { $address } și începeți înregistrarea acolo. Sau:
refused-redirect-title = URL blocat
refused-redirect = Aplicația { $app } nu poate fi folosită pe { $domain }: redirecționarea a eșuat, deoarece { $uri } nu se numără printre adresele sale valide de redirecționare OAuth.
    .advice = Furnizorul trebuie să adauge adresa la aplicație, în Desk, la „Providers”. Asigurați-vă că este scrisă acolo exact ca aici.
refused-no-domain = Pagina care a pornit înregistrarea nu a indicat unde se află.
    .advice = Începeți înregistrarea cu FB.login din SDK sau indicați un redirect_uri pe un domeniu permis.
refused-device = Funcționează doar pe un computer
    .advice = Deschideți pagina pe un computer de birou sau pe un laptop și începeți înregistrarea acolo.
refused-gone = Această înregistrare nu mai este activă.
    .advice = Reluați-o pe pagina furnizorului. Acolo regăsiți datele introduse.
refused-unexplained = A apărut o eroare. Încercați din nou mai târziu.

## Categories

vertical-auto = Auto
vertical-beauty = Frumusețe, spa și salon
vertical-apparel = Îmbrăcăminte și modă
vertical-edu = Educație
vertical-entertain = Divertisment
vertical-event-plan = Organizare de evenimente și servicii
vertical-finance = Finanțe și servicii bancare
vertical-grocery = Alimente și băcănie
vertical-govt = Servicii publice
vertical-hotel = Hotel și cazare
vertical-health = Medicină și sănătate
vertical-nonprofit = Organizație nonprofit
vertical-prof-services = Servicii profesionale
vertical-retail = Cumpărături și retail
vertical-travel = Călătorii și transport
vertical-restaurant = Restaurant
vertical-not-a-biz = Nu este o companie
vertical-other = Altele

## What the platform refuses

refusal-not-allowed = Nu aveți dreptul să faceți acest lucru.
    .advice = Conectați-vă ca persoana care a pornit înregistrarea.
refusal-not-business-admin = Nu sunteți administrator al acestei companii.
    .advice = Rugați un administrator să efectueze înregistrarea sau să vă dea acest rol ori folosiți altă companie.
refusal-not-a-provider = Doar aplicația unui furnizor poate porni această înregistrare.
    .advice = Aplicația aparține unei companii care nu este furnizor.
refusal-app-in-development = Aplicația { $app } este în modul de dezvoltare: o pot folosi doar persoanele care au un rol în ea.
    .advice = Nu puteți schimba acest lucru. Contactați furnizorul.
refusal-bad-value = „{ $value }” nu poate fi folosit aici.
    .advice = Corectați și încercați din nou.
refusal-name-length = Un nume afișat are cel puțin 3 litere sau cifre și cel mult 255 de caractere.
    .advice = Folosiți numele sub care vă cunosc clienții.
refusal-name-address = Un nume afișat nu este o adresă web.
    .advice = Eliminați https://, www. și .com.
refusal-name-symbols = Un nume afișat nu conține emoji sau simboluri.
    .advice = Eliminați simboluri precum ™ sau ★.
refusal-name-punctuation = Un nume afișat nu conține semne de punctuație sau spații în plus.
    .advice = Lăsați un singur spațiu între cuvinte și nu dublați niciun semn.
refusal-name-capitals = Un nume afișat nu se scrie cu majuscule, decât dacă este un acronim.
    .advice = Scrieți-l ca de obicei, de exemplu „Lucky Shrub”.
refusal-name-trademark = Un nume afișat nu poate conține denumirile platformei.
    .advice = Folosiți doar propriul nume.
refusal-name-general = Un nume afișat este cel al unei companii, al unui produs sau al unui departament; un cuvânt generic sau un loc, singur, nu este suficient.
    .advice = Adăugați numele companiei.
refusal-origin-not-allowed = Înregistrarea nu poate fi pornită de la { $origin }.
    .advice = Furnizorul trebuie să adauge acest domeniu la domeniile permise ale aplicației sale.
refusal-signup-over = Această înregistrare este încheiată.
    .advice = Reluați-o pe pagina furnizorului pentru a conecta alt cont sau alt număr.
refusal-wrong-step = Această înregistrare se află la alt pas.
    .advice =
        { $step ->
            [authorization] Continuați de la primul pas, permisiunea pentru furnizor.
            [business] Continuați de la alegerea companiei.
            [waba] Continuați de la alegerea contului.
            [profile] Continuați de la profil.
            [number] Continuați de la numărul de telefon.
            [verify] Continuați de la codul de verificare.
           *[permissions] Continuați de la recapitulare.
        }
refusal-shared-with-another = Acest cont este deja partajat cu { $partner }. Un cont poate fi partajat cu un singur furnizor.
    .advice = Opriți mai întâi partajarea acolo sau creați un cont nou.
refusal-waba-quota =
    { $max ->
        [one] O companie neverificată poate avea un singur cont.
        [few] O companie neverificată poate avea cel mult { $max } conturi.
       *[other] O companie neverificată poate avea cel mult { $max } de conturi.
    }
    .advice = Verificați compania în Business Manager pentru a crea mai multe sau alegeți unul dintre conturile ei.
refusal-business-limit =
    { $max ->
        [one] Ați creat deja o companie și nu mai puteți crea alta.
        [few] Ați creat deja { $max } companii și nu mai puteți crea altele.
       *[other] Ați creat deja { $max } de companii și nu mai puteți crea altele.
    }
    .advice = Alegeți una dintre companiile dvs. sau rugați un administrator al alteia să vă adauge.
refusal-account-too-new = Contul dvs. de utilizator este prea nou pentru a crea o companie.
    .advice = Încercați din nou începând cu { $until }, sau alegeți o companie pe care o administrați.
refusal-configuration = Aplicația nu are nicio configurație de conectare cu ID-ul { $configuration }.
    .advice = Pagina trebuie să indice o configurație a aplicației drept config_id. Furnizorul găsește configurațiile în Desk, la „Providers”.
refusal-waba-limit =
    { $max ->
        [one] Compania are deja un cont și nu mai poate avea altul.
        [few] Compania are deja { $max } conturi și nu mai poate avea altele.
       *[other] Compania are deja { $max } de conturi și nu mai poate avea altele.
    }
    .advice = Alegeți unul dintre conturile ei.
refusal-number-listed = Numărul { $number } se află deja în acest cont.
    .advice = Indicați alt număr sau continuați cu cel existent la furnizorul dvs.
refusal-number-in-use = Numărul { $number } este folosit în alt cont.
    .advice = Ștergeți-l de acolo, așteptați aproximativ trei minute, apoi introduceți-l din nou. Dacă se află la alt furnizor, dezactivați mai întâi acolo PIN-ul pentru verificarea în doi pași.
refusal-number-connected = Numărul { $number } este deja conectat la contul dvs. „{ $account }”.
    .advice = Reveniți și alegeți acel cont pentru a continua cu acest număr sau introduceți alt număr.
refusal-number-on-messenger = Numărul { $number } este folosit în { -product } Messenger.
    .advice = Deschideți { -product } pe acel telefon, ștergeți contul (Setări, Cont, Ștergere cont), așteptați aproximativ trei minute, apoi introduceți din nou numărul. Sau folosiți alt număr.
refusal-number-on-business-app = Numărul { $number } este folosit în aplicația { -product } Business.
    .advice = Deschideți aplicația pe acel telefon, ștergeți contul (Setări, Cont, Ștergere cont), așteptați aproximativ trei minute, apoi introduceți din nou numărul. Sau folosiți alt număr.
refusal-number-being-freed = Contul numărului { $number } tocmai a fost șters din aplicație, iar numărul nu este încă liber.
    .advice = Introduceți-l din nou începând cu { $until }, sau dați ceasul din Desk înainte până atunci.
refusal-number-behind-voice-menu = La numărul { $number } răspunde un meniu vocal, așa că nimeni nu ar primi codul.
    .advice = Folosiți un număr la care răspunde o persoană sau care primește SMS-uri.
refusal-verification-not-started = Acest cont nu poate avea încă alte numere.
    .advice = Începeți mai întâi verificarea companiei în Business Manager, apoi adăugați alte numere.
refusal-number-limit =
    { $max ->
        [one] Acest cont are deja un număr și nu mai poate avea altul.
        [few] Acest cont are deja { $max } numere și nu mai poate avea altele.
       *[other] Acest cont are deja { $max } de numere și nu mai poate avea altele.
    }
    .advice = Creați alt cont pentru acest număr.
refusal-business-number-limit =
    { $max ->
        [one] O companie neverificată poate avea un singur număr.
        [few] O companie neverificată poate avea cel mult { $max } numere.
       *[other] O companie neverificată poate avea cel mult { $max } de numere.
    }
    .advice = Finalizați verificarea companiei în Business Manager, apoi adăugați alte numere.
refusal-migration =
    Acest număr se află în alt cont și nu poate fi mutat aici. { $why ->
        [other-business] Celălalt cont aparține unei companii diferite.
        [business-not-verified] Compania trebuie mai întâi verificată.
        [name-not-approved] Numele său afișat trebuie mai întâi aprobat, fără nicio modificare în curs.
        [no-payment] Celălalt cont nu are un cont de plată.
        [account-not-approved] Celălalt cont nu este aprobat sau analiza sa este încă în curs.
       *[no-webhooks] Webhookurile nu sunt configurate pentru contul ales aici.
    }
    .advice = Rezolvați acest aspect sau ștergeți numărul în WhatsApp Manager pentru celălalt cont, așteptați cinci minute și introduceți-l din nou. Sau folosiți alt număr.
refusal-two-step-on = Numărul { $number } se află în contul dvs. „{ $account }” la alt furnizor, cu verificarea în doi pași activată.
    .advice = Deschideți numărul în WhatsApp Manager pentru acel cont, dezactivați verificarea în doi pași și confirmați prin linkul din e-mail. Apoi introduceți din nou numărul, iar acesta va fi mutat aici. Sau ștergeți-l de acolo ori folosiți alt număr.
refusal-code-too-soon = Tocmai a fost trimis un cod.
    .advice =
        { $seconds ->
            [one] Așteptați o secundă, apoi cereți altul.
            [few] Așteptați { $seconds } secunde, apoi cereți altul.
           *[other] Așteptați { $seconds } de secunde, apoi cereți altul.
        }
refusal-too-many-codes = Au fost cerute prea multe coduri pentru acest număr.
    .advice = Încercați din nou începând cu { $until }, sau dați ceasul din Desk înainte până atunci.
refusal-guesses-locked = Codul a fost introdus greșit de prea multe ori.
    .advice = Încercați din nou începând cu { $until }, sau dați ceasul din Desk înainte până atunci. Dacă între timp această fereastră se închide, reluați înregistrarea și alegeți aceeași companie și același număr.
refusal-no-code-sent = La acest număr nu a fost trimis niciun cod.
    .advice = Cereți mai întâi un cod.
refusal-code-wrong = Acest cod nu este corect.
    .advice = Uitați-vă din nou în ultimul mesaj sau cereți un cod nou.
refusal-code-expired = Acest cod a expirat.
    .advice = Cereți unul nou.
refusal-already-verified = Acest număr este deja verificat.
    .advice = Treceți la pasul următor.
refusal-not-verified = Acest număr nu este verificat.
    .advice = Cereți un cod și introduceți-l.
refusal-number-off = Acest număr a fost dezactivat.
    .advice = Verificați compania sau depuneți o contestație în Business Manager.
refusal-limit-reached = Limita de mesaje a fost atinsă.
    .advice = Începeți verificarea companiei pentru a o mări.
refusal-waba-disabled = Acest cont este dezactivat, deoarece o verificare a eșuat.
    .advice = Depuneți o contestație în Business Manager sau alegeți alt cont.
refusal-other = Acest lucru nu este posibil: { $sentence }
    .advice = Corectați și încercați din nou.
refusal-down = Nu s-a salvat nimic, deoarece platforma nu a putut scrie pe disc.
    .advice = Încercați din nou.
