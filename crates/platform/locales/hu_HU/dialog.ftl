# The texts of the signup pop-up in Hungarian.

-product = WhatsApp

## On every screen

frame-title = Vállalkozás összekapcsolása a { -product } szolgáltatással
frame-emulated = A Vestibule emulációja, tesztelési célra. Ez nem a Meta és nem a { -product }.
frame-progress = { $number }. lépés, összesen { $count }
frame-signed-in = Bejelentkezett felhasználó: { $name }
frame-switch = Másik felhasználó
frame-continue = Folytatás
frame-back = Vissza
frame-cancel = Mégse
frame-choose = Válasszon
frame-optional = (nem kötelező)
frame-problem = Figyelmet igényel
frame-report = Probléma jelentése és kilépés
frame-check-field = Ellenőrizze ezt a mezőt: { $label }

## Times

moment = { $year }. { $month } { $day }. { $time } UTC
month-1 = január
month-2 = február
month-3 = március
month-4 = április
month-5 = május
month-6 = június
month-7 = július
month-8 = augusztus
month-9 = szeptember
month-10 = október
month-11 = november
month-12 = december

## Log in

login-title = Bejelentkezés
login-lead = Válassza ki, kinek a nevében lép be. Ez egy emulátor: nincs szükség jelszóra.
login-people = Felhasználók
login-continue-as = Folytatás { $name } néven
login-new-title = Vagy hozzon létre felhasználót
login-name = Név
login-email = E-mail-cím
login-language = Nyelv
login-create = Létrehozás és folytatás

## What is asked for

authorization-title = A(z) { $provider } össze szeretné kapcsolni az Ön vállalkozását a { -product } szolgáltatással
authorization-lead = Ha folytatja, a(z) { $provider } hozzáférést kap ahhoz a { -product } Business-fiókhoz, amelyet Ön a következő lépésekben kiválaszt vagy létrehoz.
authorization-can = A(z) { $provider } a következőkre lesz jogosult
authorization-manage = a fiók kezelése, beleértve az üzenetsablonokat, a telefonszámokat és a profilt
authorization-send = üzenetek küldése és fogadása az Ön vállalkozása nevében
authorization-measure = a minőség, a korlátok és a használat megtekintése
authorization-users = annak eldöntése, hogy saját rendszerei közül melyek használhatják a fiókot
authorization-bill-title = Ki kapja a számlát
authorization-bill = A(z) { $provider } megosztja Önnel a hitelkeretét. A használat díja ezt a szolgáltatót terheli, Ön pedig neki fizet.
authorization-owner = A fiók az Öné marad. A Business Managerben bármikor megtekintheti.
authorization-start = Kezdés

## The business

business-title = Válassza ki a vállalkozását
business-lead = A { -product } Business-fiók ehhez a vállalkozáshoz fog tartozni.
business-existing = Vállalkozás
business-existing-hint = Egy vállalkozást csak annak adminisztrátora kapcsolhat össze.
business-not-admin = { $name } (Ön nem adminisztrátor)
business-not-admin-title = Nem adminisztrátora valamelyik itt látható vállalkozásnak?
business-not-admin-run = Kérje meg a vállalkozás egyik adminisztrátorát, hogy végezze el a regisztrációt.
business-not-admin-make = Kérje meg az egyik adminisztrátort, hogy tegye Önt is adminisztrátorrá, majd térjen vissza.
business-not-admin-other = Válasszon másik vállalkozást, vagy hozzon létre egyet.
business-new = Új vállalkozás létrehozása
business-name = A vállalkozás neve
business-name-hint = A hivatalos név, ahogyan az irataiban szerepel.
business-email = Céges e-mail-cím
business-website = Webhely
business-website-hint = Saját webhelye vagy közösségi oldala.
business-country = Ország
business-phone = Céges telefonszám
business-add-address = Cím megadása
business-address = Utca, házszám
business-address-more = Cím, második sor
business-city = Település
business-state = Vármegye vagy régió
business-zip = Irányítószám

## The account

waba-title = Válasszon { -product } Business-fiókot
waba-lead = Egy regisztráció során egy fiók kapcsolható össze. További fiókhoz végezze el újra a regisztrációt.
waba-existing = { -product } Business-fiók
waba-existing-hint = Válassza ki a vállalkozás ({ $business }) egyik fiókját, amelyhez telefonszámot szeretne adni, vagy hozzon létre újat.
waba-new = Új fiók létrehozása
waba-closed = (nem kapcsolható össze)
waba-profile = { -product } Business-profil
waba-profile-new = Új profil létrehozása új telefonszámmal
waba-profile-hint = A meglévő profil változatlanul, a telefonszámával együtt lesz összekapcsolva. Módosítani a WhatsApp Managerben lehet.
waba-only-new = A vállalkozásnak ({ $business }) még nincs fiókja, ezért új jön létre.

## The profile

profile-title = Mutassa be vállalkozását
profile-lead = Ezt a profilt látják az ügyfelek, amikor Önnel csevegnek.
profile-existing-title = Meglévő profilja
profile-existing-lead = Ez a profil változatlanul lesz összekapcsolva. Módosítani a WhatsApp Managerben lehet.
profile-real-title = Valódi nevet adjon meg
profile-real = Azzal a megjelenített névvel és telefonszámmal regisztráljon, amelyet vállalkozása ténylegesen használni fog. Később nagyon nehéz módosítani őket, ezért ne adjon meg tesztnevet.
profile-waba-name = A fiók neve
profile-waba-name-hint = Csak Ön és a(z) { $provider } látja.
profile-display-name = Megjelenített név
profile-display-name-hint = Ezt látják az ügyfelek. A vállalkozását kell jelölnie, úgy kell írnia, ahogyan mindenhol máshol, és legalább 3 betűből vagy számjegyből kell állnia. Nem lehet szlogen vagy webcím, nem tartalmazhat szimbólumot, és nem állhat csupa nagybetűből.
profile-timezone = Időzóna
profile-category = Kategória
profile-description = Leírás
profile-description-hint = Legfeljebb 512 karakter.
profile-website = Webhely

## The number

number-title = Adjon meg egy telefonszámot
number-lead = Az ügyfelek erről a számról kapják majd az üzeneteket.
number-real-title = Ne adjon meg teszt- vagy magánszámot
number-real = A szám mostantól a vállalkozásához kötődik, és később nagyon nehéz másikra váltani. Azt a számot válassza, amelyet az ügyfeleinek szán.
number-used = A { -product } Messengerben vagy a { -product } Business alkalmazásban használt számot előbb ott kell felszabadítani: törölje a fiókot az alkalmazásban, várjon körülbelül három percet, majd térjen vissza.
number-offer-title = Használja szolgáltatója egyik számát
number-offer = A(z) { $provider } már ellenőrizte a { $number } számot. Ehhez nincs szükség kódra.
number-offer-take = Ezt a számot használom
number-country = Országhívószám
number-number = Telefonszám
number-number-hint = Országhívószám nélkül, például 1512 3456789.
number-method = Hogyan küldjük el a kódot?
number-sms = SMS
number-voice = Telefonhívás
number-next = Kód küldése

## The code

verify-title = Telefonszám ellenőrzése
verify-lead = Írja be a 6 számjegyű kódot, amelyet a { $number } számra küldtünk SMS-ben vagy hívásban.
verify-where = Ez egy emulátor. A kódot itt találja: { $page }.
verify-where-link = a Desk telefonokat mutató oldala
verify-code = Ellenőrző kód
verify-next = Ellenőrzés
verify-again-title = Nem kapta meg?
verify-again-sms = Új SMS küldése
verify-again-voice = Inkább hívást kérek
verify-other-number = Másik szám használata
verify-spent = { $until } előtt nem küldhető újabb kód. Az utolsó kód a lejáratáig érvényes.
verify-locked = Addig nem lehet kódot beírni, sem SMS-ben vagy hívásban kérni. A hibás próbálkozások a számnál adódnak össze, bárki próbálkozik is.
verify-clock = Az emulátor órája szerint most { $now } van. Nem kell várnia, az órát itt állíthatja előre: { $page }.
verify-clock-link = a Desk órát mutató oldala
verify-look-again = Megnézem újra

## The review

permissions-title = Áttekintés
permissions-lead = Nézze át, mihez kap hozzáférést a(z) { $provider }.
permissions-business = Vállalkozás
permissions-waba = Fiók
permissions-number = Telefonszám
permissions-name = Megjelenített név
permissions-allowed = Engedélyek
permissions-scope-management = Az Ön { -product }-fiókjainak kezelése
permissions-scope-messaging = Üzenetek küldése az Ön nevében
permissions-scope-business = Az Ön vállalkozásának kezelése
permissions-bill = A használat díja a szolgáltatót ({ $provider }) terheli.
permissions-next = Megerősítés

## The end

done-title = Fiókját összekapcsoltuk
done-lead = A(z) { $provider } mostantól ezekhez fér hozzá:
done-business-id = Vállalkozás
done-waba-id = { -product } Business-fiók
done-phone-id = Telefonszám
done-next = Innentől a(z) { $provider } állít be mindent. Ellenőrzéseink a háttérben futnak. Írtunk vállalkozása e-mail-címére, és ismét jelentkezünk, ha van fejlemény.
done-finish = Befejezés
done-lost = A bejelentkezés eredménye már nem érhető el. Kezdje újra a regisztrációt a(z) { $provider } oldalán; semmi nem jön létre kétszer.
cancelled-title = Regisztráció megszakítva
cancelled-lead = A megadott adatokat megőriztük. Megtalálja őket, amikor újra elkezdi.
cancelled-close = Ezt az ablakot bezárhatja.
cancelled-return = Vissza az előző oldalra

## Before the first screen

refused-title = Ez a regisztráció itt nem indítható el
refused-app = Nincs ilyen azonosítójú alkalmazás: { $app }.
    .advice = Az oldalnak egy szolgáltató alkalmazásának azonosítójával kell meghívnia az FB.init függvényt.
refused-domain = Ez az alkalmazás ({ $app }) nem használható ezen a tartományon: { $domain }.
    .advice = A szolgáltatónak fel kell vennie az alkalmazás engedélyezett tartományai közé a következőt: { $domain }. Erre a Desk Providers részében vagy a POST /_control/provider „domains” mezőjével van mód.
refused-domain-right = Nyissa meg az oldalt ezen a címen: { $address }, és ott indítsa el a regisztrációt. Vagy:
refused-redirect-title = Az URL le van tiltva
refused-redirect = Ez az alkalmazás ({ $app }) nem használható ezen a tartományon: { $domain }. Az átirányítás sikertelen, mert a(z) { $uri } nem szerepel az alkalmazás érvényes OAuth-átirányítási címei között.
    .advice = A szolgáltatónak a Desk Providers részében kell hozzáadnia a címet az alkalmazáshoz. Fontos, hogy ott pontosan így szerepeljen.
refused-no-domain = A regisztrációt elindító oldal nem adta meg a címét.
    .advice = Indítsa el az SDK FB.login hívásával, vagy adjon meg egy engedélyezett tartományon lévő redirect_uri értéket.
refused-device = Ez csak számítógépen működik
    .advice = Nyissa meg az oldalt asztali számítógépen vagy laptopon, és ott indítsa el a regisztrációt.
refused-gone = Ez a regisztráció már nincs megnyitva.
    .advice = Kezdje újra a szolgáltató oldalán. A megadott adatokat ott megtalálja.
refused-unexplained = Hiba történt. Próbálja újra később.

## Categories

vertical-auto = Autó és jármű
vertical-beauty = Szépségápolás, wellness és szalon
vertical-apparel = Ruházat és divat
vertical-edu = Oktatás
vertical-entertain = Szórakoztatás
vertical-event-plan = Rendezvényszervezés
vertical-finance = Pénzügy és bank
vertical-grocery = Élelmiszer
vertical-govt = Közszolgáltatás
vertical-hotel = Szálloda és szállás
vertical-health = Orvosi ellátás és egészség
vertical-nonprofit = Nonprofit szervezet
vertical-prof-services = Szakmai szolgáltatások
vertical-retail = Vásárlás és kiskereskedelem
vertical-travel = Utazás és közlekedés
vertical-restaurant = Étterem
vertical-not-a-biz = Nem vállalkozás
vertical-other = Egyéb

## What the platform refuses

refusal-not-allowed = Ehhez nincs jogosultsága.
    .advice = Jelentkezzen be azzal a felhasználóval, aki a regisztrációt elindította.
refusal-not-business-admin = Ön nem adminisztrátora ennek a vállalkozásnak.
    .advice = Kérje meg az egyik adminisztrátort, hogy végezze el a regisztrációt, vagy tegye Önt adminisztrátorrá, illetve válasszon másik vállalkozást.
refusal-not-a-provider = Ezt a regisztrációt csak egy szolgáltató alkalmazása indíthatja el.
    .advice = Az alkalmazás olyan vállalkozáshoz tartozik, amely nem szolgáltató.
refusal-app-in-development = A(z) { $app } alkalmazás fejlesztői módban van: csak azok használhatják, akiknek szerepkörük van benne.
    .advice = Ezen Ön nem tud változtatni. Forduljon a szolgáltatóhoz.
refusal-bad-value = A(z) „{ $value }” érték itt nem használható.
    .advice = Javítsa ki, és próbálja újra.
refusal-name-length = A megjelenített névnek legalább 3 betűből vagy számjegyből kell állnia, és legfeljebb 255 karakter hosszú lehet.
    .advice = Azt a nevet adja meg, amelyen az ügyfelek ismerik.
refusal-name-address = A megjelenített név nem lehet webcím.
    .advice = Hagyja ki a https://, a www. és a .com részt.
refusal-name-symbols = A megjelenített névben nem lehet emoji vagy szimbólum.
    .advice = Hagyja ki az olyan szimbólumokat, mint a ™ vagy a ★.
refusal-name-punctuation = A megjelenített névben nem lehet fölösleges írásjel vagy szóköz.
    .advice = A szavak közé egy szóközt tegyen, és ne ismételjen írásjelet.
refusal-name-capitals = A megjelenített név nem állhat csupa nagybetűből, kivéve, ha betűszó.
    .advice = Írja a szokásos módon, például így: „Lucky Shrub”.
refusal-name-trademark = A megjelenített név nem tartalmazhatja a platform neveit.
    .advice = Csak a saját nevét használja.
refusal-name-general = A megjelenített név egy vállalkozás, termék vagy részleg neve, nem pedig általános szó vagy önmagában álló helynév.
    .advice = Egészítse ki vállalkozása nevével.
refusal-origin-not-allowed = Innen nem indítható el a regisztráció: { $origin }.
    .advice = A szolgáltatónak fel kell vennie ezt a tartományt alkalmazásának engedélyezett tartományai közé.
refusal-signup-over = Ez a regisztráció befejeződött.
    .advice = Ha másik fiókot vagy számot szeretne összekapcsolni, kezdje újra a szolgáltató oldalán.
refusal-wrong-step = Ez a regisztráció másik lépésnél tart.
    .advice =
        { $step ->
            [authorization] Folytassa az első lépéssel, a szolgáltatónak adott engedéllyel.
            [business] Folytassa a vállalkozás kiválasztásával.
            [waba] Folytassa a fiók kiválasztásával.
            [profile] Folytassa a profillal.
            [number] Folytassa a telefonszámmal.
            [verify] Folytassa az ellenőrző kóddal.
           *[permissions] Folytassa az áttekintéssel.
        }
refusal-shared-with-another = Ez a fiók már meg van osztva egy másik szolgáltatóval ({ $partner }). Egy fiók csak egy szolgáltatóval osztható meg.
    .advice = Előbb szüntesse meg ott a megosztást, vagy hozzon létre új fiókot.
refusal-waba-quota =
    { $max ->
        [one] Egy nem hitelesített vállalkozásnak csak egy fiókja lehet.
       *[other] Egy nem hitelesített vállalkozásnak legfeljebb { $max } fiókja lehet.
    }
    .advice = Hitelesíttesse a vállalkozást a Business Managerben, ha többet szeretne létrehozni, vagy válassza valamelyik meglévő fiókját.
refusal-business-limit =
    { $max ->
        [one] Ön már létrehozott egy vállalkozást, és többet nem hozhat létre.
       *[other] Ön már létrehozott { $max } vállalkozást, és többet nem hozhat létre.
    }
    .advice = Válassza valamelyik vállalkozását, vagy kérje meg egy másik vállalkozás adminisztrátorát, hogy vegye fel Önt.
refusal-account-too-new = Felhasználói fiókja túl új ahhoz, hogy vállalkozást hozzon létre.
    .advice = Próbálja újra { $until } után, vagy válasszon olyan vállalkozást, amelynek Ön az adminisztrátora.
refusal-configuration = Az alkalmazásnak nincs ilyen azonosítójú bejelentkezési konfigurációja: { $configuration }.
    .advice = Az oldalnak config_id néven az alkalmazás egyik konfigurációját kell megadnia. A szolgáltató a Desk Providers részében találja meg ezeket.
refusal-waba-limit =
    { $max ->
        [one] A vállalkozásnak már van egy fiókja, és több nem lehet.
       *[other] A vállalkozásnak már { $max } fiókja van, és több nem lehet.
    }
    .advice = Válassza valamelyik fiókját.
refusal-number-listed = A { $number } szám már szerepel ebben a fiókban.
    .advice = Adjon meg másik számot, vagy folytassa a meglévővel a szolgáltatójánál.
refusal-number-in-use = A { $number } számot egy másik fiók használja.
    .advice = Törölje ott, várjon körülbelül három percet, majd írja be újra. Ha egy másik szolgáltatónál van, előbb kapcsolja ki ott a kétlépcsős azonosítás PIN-kódját.
refusal-number-connected = A { $number } szám már össze van kapcsolva az Ön „{ $account }” nevű fiókjával.
    .advice = Lépjen vissza, és válassza azt a fiókot, ha ezzel a számmal folytatná, vagy írjon be másik számot.
refusal-number-on-messenger = A { $number } számot a { -product } Messengerben használják.
    .advice = Nyissa meg a { -product } alkalmazást azon a telefonon, törölje a fiókot (Beállítások, Fiók, Fiókom törlése), várjon körülbelül három percet, majd írja be újra a számot. Vagy használjon másik számot.
refusal-number-on-business-app = A { $number } számot a { -product } Business alkalmazásban használják.
    .advice = Nyissa meg az alkalmazást azon a telefonon, törölje a fiókot (Beállítások, Fiók, Fiókom törlése), várjon körülbelül három percet, majd írja be újra a számot. Vagy használjon másik számot.
refusal-number-being-freed = A { $number } számhoz tartozó fiókot az imént törölték az alkalmazásban, és a szám még nem szabadult fel.
    .advice = Írja be újra { $until } után, vagy állítsa előre a Desk óráját erre az időpontra.
refusal-number-behind-voice-menu = A { $number } számon hangmenü válaszol, így a kód nem jut el senkihez.
    .advice = Olyan számot használjon, amelyen ember veszi fel a telefont, vagy amely SMS-t tud fogadni.
refusal-verification-not-started = Ez a fiók egyelőre nem kaphat további számot.
    .advice = Előbb indítsa el a vállalkozás hitelesítését a Business Managerben, majd adjon hozzá további számokat.
refusal-number-limit =
    { $max ->
        [one] Ennek a fióknak már van egy száma, és több nem lehet.
       *[other] Ennek a fióknak már { $max } száma van, és több nem lehet.
    }
    .advice = Hozzon létre másik fiókot ehhez a számhoz.
refusal-business-number-limit =
    { $max ->
        [one] Egy nem hitelesített vállalkozásnak csak egy száma lehet.
       *[other] Egy nem hitelesített vállalkozásnak legfeljebb { $max } száma lehet.
    }
    .advice = Fejezze be a vállalkozás hitelesítését a Business Managerben, majd adjon hozzá további számokat.
refusal-migration =
    Ez a szám egy másik fiókban van, és nem helyezhető át ide. { $why ->
        [other-business] Az a fiók egy másik vállalkozásé.
        [business-not-verified] Előbb hitelesíteni kell a vállalkozást.
        [name-not-approved] Előbb jóvá kell hagyni a szám megjelenített nevét, és nem lehet folyamatban a módosítása.
        [no-payment] Annak a fióknak nincs fizetési fiókja.
        [account-not-approved] Az a fiók nincs jóváhagyva, vagy még tart az ellenőrzése.
       *[no-webhooks] Ehhez a fiókhoz nincsenek beállítva webhookok.
    }
    .advice = Hárítsa el az akadályt, vagy törölje a számot a másik fiók WhatsApp Managerében, várjon öt percet, és írja be újra. Vagy használjon másik számot.
refusal-two-step-on = A { $number } szám az Ön „{ $account }” nevű fiókjában van egy másik szolgáltatónál, bekapcsolt kétlépcsős azonosítással.
    .advice = Nyissa meg a számot annak a fióknak a WhatsApp Managerében, kapcsolja ki a kétlépcsős azonosítást, és erősítse meg az e-mailben kapott hivatkozással. Ezután írja be újra a számot, és az átkerül ide. Törölheti is ott, vagy használhat másik számot.
refusal-code-too-soon = Az imént már küldtünk kódot.
    .advice =
        { $seconds ->
            [one] Várjon egy másodpercet, majd kérjen újat.
           *[other] Várjon { $seconds } másodpercet, majd kérjen újat.
        }
refusal-too-many-codes = Túl sok kódot kértek ehhez a számhoz.
    .advice = Próbálja újra { $until } után, vagy állítsa előre a Desk óráját erre az időpontra.
refusal-guesses-locked = Túl sokszor adtak meg hibás kódot.
    .advice = Próbálja újra { $until } után, vagy állítsa előre a Desk óráját erre az időpontra. Ha addigra ez az ablak bezárult, kezdje újra a regisztrációt, és válassza ugyanazt a vállalkozást és számot.
refusal-no-code-sent = Erre a számra nem küldtünk kódot.
    .advice = Előbb kérjen kódot.
refusal-code-wrong = Ez a kód nem helyes.
    .advice = Nézze meg újra az utolsó üzenetet, vagy kérjen új kódot.
refusal-code-expired = Ez a kód lejárt.
    .advice = Kérjen újat.
refusal-already-verified = Ez a szám már ellenőrizve van.
    .advice = Lépjen tovább a következő lépésre.
refusal-not-verified = Ez a szám nincs ellenőrizve.
    .advice = Kérjen kódot, és írja be.
refusal-number-off = Ezt a számot letiltották.
    .advice = Hitelesíttesse a vállalkozást, vagy nyújtson be fellebbezést a Business Managerben.
refusal-limit-reached = Elérte az üzenetküldési korlátot.
    .advice = A növeléséhez indítsa el a vállalkozás hitelesítését.
refusal-waba-disabled = Ez a fiók le van tiltva, mert egy ellenőrzésen nem felelt meg.
    .advice = Nyújtson be fellebbezést a Business Managerben, vagy válasszon másik fiókot.
refusal-other = Ez nem lehetséges: { $sentence }
    .advice = Javítsa ki, és próbálja újra.
refusal-down = Semmit sem sikerült menteni, mert a platform nem tudott a lemezére írni.
    .advice = Próbálja újra.
