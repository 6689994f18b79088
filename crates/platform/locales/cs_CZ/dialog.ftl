# The texts of the signup pop-up in Czech.

-product = WhatsApp

## On every screen

frame-title = Propojte svou firmu se službou { -product }
frame-emulated = Emulováno programem Vestibule pro účely testování. Toto není Meta ani { -product }.
frame-progress = Krok { $number } z { $count }
frame-signed-in = Přihlášený uživatel: { $name }
frame-switch = Změnit uživatele
frame-continue = Pokračovat
frame-back = Zpět
frame-cancel = Zrušit
frame-choose = Vyberte
frame-optional = (nepovinné)
frame-problem = Vyžaduje vaši pozornost
frame-report = Nahlásit problém a odejít
frame-check-field = Zkontrolujte toto pole: { $label }

## Times

moment = { $day }. { $month } { $year }, { $time } UTC
month-1 = ledna
month-2 = února
month-3 = března
month-4 = dubna
month-5 = května
month-6 = června
month-7 = července
month-8 = srpna
month-9 = září
month-10 = října
month-11 = listopadu
month-12 = prosince

## Log in

login-title = Přihlášení
login-lead = Vyberte, kdo jste. Toto je emulátor: heslo není potřeba.
login-people = Uživatelé
login-continue-as = Pokračovat jako { $name }
login-new-title = Nebo vytvořte uživatele
login-name = Vaše jméno
login-email = Váš e-mail
login-language = Jazyk
login-create = Vytvořit a pokračovat

## What is asked for

authorization-title = { $provider } chce propojit vaši firmu se službou { -product }
authorization-lead = Pokud budete pokračovat, získá { $provider } přístup k účtu { -product } Business, který v dalších krocích vyberete nebo vytvoříte.
authorization-can = { $provider } bude moci
authorization-manage = spravovat účet: jeho šablony zpráv, telefonní čísla a profil
authorization-send = odesílat a přijímat zprávy jménem vaší firmy
authorization-measure = sledovat kvalitu, limity a využití
authorization-users = určovat, které z vlastních systémů smějí účet používat
authorization-bill-title = Komu se účtuje
authorization-bill = { $provider } vám poskytuje svůj úvěrový rámec. Využití se účtuje poskytovateli { $provider } a vy platíte jemu.
authorization-owner = Účet zůstává váš. Kdykoli ho uvidíte v Business Manageru.
authorization-start = Začít

## The business

business-title = Vyberte svou firmu
business-lead = Účet { -product } Business bude patřit této firmě.
business-existing = Firma
business-existing-hint = Firmu může propojit jen její správce.
business-not-admin = { $name } (nejste správce)
business-not-admin-title = Nejste správcem některé z uvedených firem?
business-not-admin-run = Požádejte správce dané firmy, aby registrací prošel.
business-not-admin-make = Požádejte správce, aby správcem jmenoval i vás, a pak se vraťte.
business-not-admin-other = Použijte jinou firmu nebo vytvořte novou.
business-new = Vytvořit novou firmu
business-name = Název firmy
business-name-hint = Oficiální název, jak je uveden ve vašich dokladech.
business-email = Firemní e-mail
business-website = Web
business-website-hint = Váš web nebo vaše stránka na sociální síti.
business-country = Země
business-phone = Firemní telefon
business-add-address = Přidat adresu
business-address = Ulice a číslo
business-address-more = Adresa, druhý řádek
business-city = Obec
business-state = Kraj nebo region
business-zip = PSČ

## The account

waba-title = Vyberte účet { -product } Business
waba-lead = Při každé registraci se propojí jeden účet. Chcete-li propojit další, projděte registrací znovu.
waba-existing = Účet { -product } Business
waba-existing-hint = Vyberte účet firmy { $business }, ke kterému chcete přidat telefonní číslo, nebo vytvořte nový.
waba-new = Vytvořit nový účet
waba-closed = (nelze propojit)
waba-profile = Profil { -product } Business
waba-profile-new = Vytvořit nový profil s novým telefonním číslem
waba-profile-hint = Stávající profil se propojí tak, jak je, i se svým číslem. Změnit ho můžete ve WhatsApp Manageru.
waba-only-new = Firma { $business } zatím nemá žádný účet: vytvoří se nový.

## The profile

profile-title = Popište svou firmu
profile-lead = Tento profil uvidí zákazníci, když si s vámi budou psát.
profile-existing-title = Váš stávající profil
profile-existing-lead = Tento profil se propojí tak, jak je. Změnit ho můžete ve WhatsApp Manageru.
profile-real-title = Použijte skutečný název
profile-real = Při registraci uveďte zobrazovaný název a číslo, které bude vaše firma opravdu používat. Pozdější změna je velmi obtížná, proto nepoužívejte testovací názvy.
profile-waba-name = Název účtu
profile-waba-name-hint = Uvidíte ho jen vy a { $provider }.
profile-display-name = Zobrazovaný název
profile-display-name-hint = Uvidí ho zákazníci. Musí označovat vaši firmu, být zapsaný tak, jak ho píšete všude jinde, a mít alespoň 3 písmena nebo číslice. Slogany, webové adresy, symboly ani text psaný jen velkými písmeny nejsou povoleny.
profile-timezone = Časové pásmo
profile-category = Kategorie
profile-description = Popis
profile-description-hint = Nejvýše 512 znaků.
profile-website = Web

## The number

number-title = Přidejte telefonní číslo
number-lead = Z tohoto čísla budou zákazníkům chodit vaše zprávy.
number-real-title = Nepoužívejte testovací ani soukromé číslo
number-real = Číslo se od této chvíle váže k vaší firmě a přejít později na jiné je velmi obtížné. Vyberte číslo, které mají zákazníci znát.
number-used = Číslo používané v aplikaci { -product } Messenger nebo { -product } Business je nutné nejprve uvolnit: odstraňte v aplikaci účet, počkejte přibližně tři minuty a pak se vraťte.
number-offer-title = Použijte číslo svého poskytovatele
number-offer = { $provider } už má číslo { $number } ověřené. Kód k němu nepotřebujete.
number-offer-take = Použít toto číslo
number-country = Předvolba země
number-number = Telefonní číslo
number-number-hint = Bez předvolby země, například 1512 3456789.
number-method = Jak vám máme poslat kód?
number-sms = SMS
number-voice = Telefonní hovor
number-next = Odeslat kód

## The code

verify-title = Ověřte své číslo
verify-lead = Zadejte šestimístný kód, který na číslo { $number } přišel v SMS nebo zazněl v hovoru.
verify-where = Toto je emulátor: kód najdete na { $page }.
verify-where-link = stránce telefonů v panelu Desk
verify-code = Ověřovací kód
verify-next = Ověřit
verify-again-title = Kód nedorazil?
verify-again-sms = Poslat novou SMS
verify-again-voice = Raději mi zavolejte
verify-other-number = Použít jiné číslo
verify-spent = Další kód lze odeslat nejdříve { $until }. Poslední kód platí, dokud nevyprší.
verify-locked = Do té doby nelze kód zadat ani ho získat v SMS či hovoru. Chybné pokusy se číslu započítávají bez ohledu na to, kdo je provede.
verify-clock = Na hodinách tohoto emulátoru je { $now }. Nemusíte čekat: na { $page } je můžete posunout dopředu.
verify-clock-link = stránce hodin v panelu Desk
verify-look-again = Zkontrolovat znovu

## The review

permissions-title = Kontrola údajů
permissions-lead = Projděte si, k čemu { $provider } získá přístup.
permissions-business = Firma
permissions-waba = Účet
permissions-number = Telefonní číslo
permissions-name = Zobrazovaný název
permissions-allowed = Oprávnění
permissions-scope-management = Správa vašich účtů { -product }
permissions-scope-messaging = Odesílání zpráv vaším jménem
permissions-scope-business = Správa vaší firmy
permissions-bill = Využití se účtuje poskytovateli { $provider }.
permissions-next = Potvrdit

## The end

done-title = Váš účet je propojený
done-lead = { $provider } má nyní přístup k těmto položkám:
done-business-id = Firma
done-waba-id = Účet { -product } Business
done-phone-id = Telefonní číslo
done-next = Všechno ostatní už nastaví { $provider }. Naše kontroly probíhají na pozadí. Na e-mail vaší firmy jsme poslali zprávu a ozveme se znovu, jakmile budeme mít novinky.
done-finish = Dokončit
done-lost = Výsledek přihlášení už není k dispozici. Začněte registraci znovu na stránce poskytovatele { $provider }; nic se nevytvoří dvakrát.
cancelled-title = Registrace zrušena
cancelled-lead = Zadané údaje zůstávají uložené. Najdete je, až začnete znovu.
cancelled-close = Toto okno můžete zavřít.
cancelled-return = Zpět na původní stránku

## Before the first screen

refused-title = Tady registraci nelze zahájit
refused-app = Aplikace s ID { $app } neexistuje.
    .advice = Stránka musí volat FB.init s ID aplikace poskytovatele.
refused-domain = Aplikaci { $app } nelze používat na doméně { $domain }.
    .advice = Poskytovatel musí přidat { $domain } k povoleným doménám aplikace: v panelu Desk v části Providers nebo pomocí pole „domains“ v POST /_control/provider.
refused-domain-right = Otevřete stránku na adrese { $address } a zahajte registraci tam. Nebo:
refused-redirect-title = Adresa URL je blokovaná
refused-redirect = Aplikaci { $app } nelze používat na doméně { $domain }: přesměrování selhalo, protože { $uri } nepatří mezi její platné adresy pro přesměrování OAuth.
    .advice = Poskytovatel musí přidat tuto adresu k aplikaci v panelu Desk v části Providers. Ujistěte se, že je tam zapsaná přesně tak jako zde.
refused-no-domain = Stránka, která registraci zahájila, neuvedla svou adresu.
    .advice = Zahajte registraci pomocí FB.login ze SDK nebo uveďte redirect_uri na povolené doméně.
refused-device = Funguje to jen na počítači
    .advice = Otevřete stránku na stolním počítači nebo notebooku a zahajte registraci tam.
refused-gone = Tato registrace už není otevřená.
    .advice = Začněte ji znovu na stránce poskytovatele. Zadané údaje tam najdete.
refused-unexplained = Něco se pokazilo. Zkuste to prosím později.

## Categories

vertical-auto = Automobily
vertical-beauty = Krása, wellness a salony
vertical-apparel = Oblečení a móda
vertical-edu = Vzdělávání
vertical-entertain = Zábava
vertical-event-plan = Plánování a pořádání akcí
vertical-finance = Finance a bankovnictví
vertical-grocery = Jídlo a potraviny
vertical-govt = Veřejné služby
vertical-hotel = Hotely a ubytování
vertical-health = Medicína a zdraví
vertical-nonprofit = Nezisková organizace
vertical-prof-services = Odborné služby
vertical-retail = Nákupy a maloobchod
vertical-travel = Cestování a doprava
vertical-restaurant = Restaurace
vertical-not-a-biz = Nejde o firmu
vertical-other = Jiné

## What the platform refuses

refusal-not-allowed = K tomuto kroku nemáte oprávnění.
    .advice = Přihlaste se jako uživatel, který registraci zahájil.
refusal-not-business-admin = Nejste správcem této firmy.
    .advice = Požádejte správce, aby registrací prošel nebo aby správcem jmenoval i vás, anebo použijte jinou firmu.
refusal-not-a-provider = Tuto registraci může zahájit jen aplikace poskytovatele.
    .advice = Aplikace patří firmě, která není poskytovatelem.
refusal-app-in-development = Aplikace { $app } je ve vývojovém režimu: používat ji mohou jen lidé, kteří v ní mají roli.
    .advice = Sami to změnit nemůžete. Obraťte se prosím na poskytovatele.
refusal-bad-value = Hodnotu „{ $value }“ tady nelze použít.
    .advice = Opravte ji a zkuste to znovu.
refusal-name-length = Zobrazovaný název musí mít alespoň 3 písmena nebo číslice a nejvýše 255 znaků.
    .advice = Použijte název, pod kterým vás zákazníci znají.
refusal-name-address = Zobrazovaný název nesmí být webová adresa.
    .advice = Vynechejte https://, www. a .com.
refusal-name-symbols = Zobrazovaný název nesmí obsahovat emoji ani symboly.
    .advice = Vynechejte symboly jako ™ nebo ★.
refusal-name-punctuation = Zobrazovaný název nesmí obsahovat nadbytečná interpunkční znaménka ani mezery.
    .advice = Mezi slovy pište jednu mezeru a žádné znaménko neopakujte.
refusal-name-capitals = Zobrazovaný název se nepíše samými velkými písmeny, pokud nejde o zkratku.
    .advice = Napište ho běžným způsobem, například „Lucky Shrub“.
refusal-name-trademark = Zobrazovaný název nesmí obsahovat názvy platformy.
    .advice = Použijte pouze vlastní název.
refusal-name-general = Zobrazovaný název má být název firmy, produktu nebo oddělení, ne obecné slovo ani pouhý název místa.
    .advice = Přidejte název své firmy.
refusal-origin-not-allowed = Z adresy { $origin } registraci zahájit nelze.
    .advice = Poskytovatel musí přidat tuto doménu k povoleným doménám své aplikace.
refusal-signup-over = Tato registrace je dokončená.
    .advice = Chcete-li propojit další účet nebo číslo, začněte ji znovu na stránce poskytovatele.
refusal-wrong-step = Tato registrace je v jiném kroku.
    .advice =
        { $step ->
            [authorization] Pokračujte prvním krokem, povolením pro poskytovatele.
            [business] Pokračujte výběrem firmy.
            [waba] Pokračujte výběrem účtu.
            [profile] Pokračujte profilem.
            [number] Pokračujte telefonním číslem.
            [verify] Pokračujte ověřovacím kódem.
           *[permissions] Pokračujte kontrolou údajů.
        }
refusal-shared-with-another = Tento účet už je sdílený s poskytovatelem { $partner }. Účet lze sdílet jen s jedním poskytovatelem.
    .advice = Nejprve toto sdílení ukončete nebo vytvořte nový účet.
refusal-waba-quota =
    { $max ->
        [one] Neověřená firma může mít jen jeden účet.
        [few] Neověřená firma může mít nejvýše { $max } účty.
       *[other] Neověřená firma může mít nejvýše { $max } účtů.
    }
    .advice = Chcete-li vytvořit další, ověřte firmu v Business Manageru, nebo vyberte některý z jejích účtů.
refusal-business-limit =
    { $max ->
        [one] Jednu firmu už máte vytvořenou a další vytvořit nemůžete.
        [few] Už máte vytvořené { $max } firmy a další vytvořit nemůžete.
       *[other] Už máte vytvořených { $max } firem a další vytvořit nemůžete.
    }
    .advice = Vyberte některou ze svých firem nebo požádejte správce jiné firmy, aby vás přidal.
refusal-account-too-new = Váš uživatelský účet je na vytvoření firmy příliš nový.
    .advice = Zkuste to znovu nejdříve { $until }, nebo vyberte firmu, kterou spravujete.
refusal-configuration = Aplikace nemá konfiguraci přihlášení s ID { $configuration }.
    .advice = Stránka musí uvést konfiguraci aplikace jako config_id. Konfigurace najde poskytovatel v panelu Desk v části Providers.
refusal-waba-limit =
    { $max ->
        [one] Firma už má jeden účet a víc jich mít nemůže.
        [few] Firma už má { $max } účty a víc jich mít nemůže.
       *[other] Firma už má { $max } účtů a víc jich mít nemůže.
    }
    .advice = Vyberte některý z jejích účtů.
refusal-number-listed = Číslo { $number } už v tomto účtu je.
    .advice = Zadejte jiné číslo, nebo u svého poskytovatele pokračujte se stávajícím.
refusal-number-in-use = Číslo { $number } se používá v jiném účtu.
    .advice = Odstraňte ho tam, počkejte přibližně tři minuty a zadejte ho znovu. Pokud je u jiného poskytovatele, nejprve tam vypněte jeho PIN pro dvoufázové ověření.
refusal-number-connected = Číslo { $number } už je propojené s vaším účtem „{ $account }“.
    .advice = Chcete-li s tímto číslem pokračovat, vraťte se a vyberte tento účet, nebo zadejte jiné číslo.
refusal-number-on-messenger = Číslo { $number } se používá v aplikaci { -product } Messenger.
    .advice = Otevřete { -product } na daném telefonu, odstraňte účet (Nastavení, Účet, Smazat můj účet), počkejte přibližně tři minuty a zadejte číslo znovu. Nebo použijte jiné číslo.
refusal-number-on-business-app = Číslo { $number } se používá v aplikaci { -product } Business.
    .advice = Otevřete aplikaci na daném telefonu, odstraňte účet (Nastavení, Účet, Smazat můj účet), počkejte přibližně tři minuty a zadejte číslo znovu. Nebo použijte jiné číslo.
refusal-number-being-freed = Účet čísla { $number } byl v aplikaci před chvílí odstraněn a číslo ještě není volné.
    .advice = Zadejte ho znovu nejdříve { $until }, nebo posuňte hodiny v panelu Desk dopředu na tento čas.
refusal-number-behind-voice-menu = Na čísle { $number } odpovídá hlasové menu, takže se tam kód k člověku nedostane.
    .advice = Použijte číslo, na kterém hovory přijímá člověk nebo které přijímá SMS.
refusal-verification-not-started = K tomuto účtu zatím nelze přidat další číslo.
    .advice = Nejprve v Business Manageru zahajte ověření firmy a potom přidejte další čísla.
refusal-number-limit =
    { $max ->
        [one] Tento účet už má jedno číslo a víc jich mít nemůže.
        [few] Tento účet už má { $max } čísla a víc jich mít nemůže.
       *[other] Tento účet už má { $max } čísel a víc jich mít nemůže.
    }
    .advice = Vytvořte pro toto číslo jiný účet.
refusal-business-number-limit =
    { $max ->
        [one] Neověřená firma může mít jen jedno číslo.
        [few] Neověřená firma může mít nejvýše { $max } čísla.
       *[other] Neověřená firma může mít nejvýše { $max } čísel.
    }
    .advice = Dokončete v Business Manageru ověření firmy a potom přidejte další čísla.
refusal-migration =
    Toto číslo je v jiném účtu a nelze ho sem přesunout. { $why ->
        [other-business] Účet, ve kterém je, patří jiné firmě.
        [business-not-verified] Nejprve je nutné ověřit firmu.
        [name-not-approved] Nejprve musí být schválen jeho zobrazovaný název a nesmí probíhat jeho změna.
        [no-payment] K účtu, ve kterém je, není připojen platební účet.
        [account-not-approved] Účet, ve kterém je, není schválený, nebo jeho kontrola ještě probíhá.
       *[no-webhooks] Pro tento účet nejsou nastavené webhooky.
    }
    .advice = Vyřešte to, nebo číslo odstraňte ve WhatsApp Manageru druhého účtu, počkejte pět minut a zadejte ho znovu. Nebo použijte jiné číslo.
refusal-two-step-on = Číslo { $number } je ve vašem účtu „{ $account }“ u jiného poskytovatele a má zapnuté dvoufázové ověření.
    .advice = Otevřete číslo ve WhatsApp Manageru daného účtu, vypněte dvoufázové ověření a potvrďte to odkazem v e-mailu. Potom číslo zadejte znovu a přesune se sem. Můžete ho tam také odstranit nebo použít jiné číslo.
refusal-code-too-soon = Kód byl odeslán před chvílí.
    .advice =
        { $seconds ->
            [one] Počkejte sekundu a pak požádejte o další.
            [few] Počkejte { $seconds } sekundy a pak požádejte o další.
           *[other] Počkejte { $seconds } sekund a pak požádejte o další.
        }
refusal-too-many-codes = Pro toto číslo bylo vyžádáno příliš mnoho kódů.
    .advice = Zkuste to znovu nejdříve { $until }, nebo posuňte hodiny v panelu Desk dopředu na tento čas.
refusal-guesses-locked = Chybný kód byl zadán příliš mnohokrát.
    .advice = Zkuste to znovu nejdříve { $until }, nebo posuňte hodiny v panelu Desk dopředu na tento čas. Pokud už bude toto okno zavřené, začněte registraci znovu a vyberte stejnou firmu a stejné číslo.
refusal-no-code-sent = Na toto číslo nebyl odeslán žádný kód.
    .advice = Nejprve požádejte o kód.
refusal-code-wrong = Tento kód není správný.
    .advice = Podívejte se znovu na poslední zprávu nebo požádejte o nový kód.
refusal-code-expired = Platnost tohoto kódu vypršela.
    .advice = Požádejte o nový.
refusal-already-verified = Toto číslo už je ověřené.
    .advice = Přejděte na další krok.
refusal-not-verified = Toto číslo není ověřené.
    .advice = Požádejte o kód a zadejte ho.
refusal-number-off = Toto číslo bylo vypnuto.
    .advice = Ověřte firmu nebo podejte odvolání v Business Manageru.
refusal-limit-reached = Limit zpráv je vyčerpán.
    .advice = Chcete-li ho zvýšit, zahajte ověření firmy.
refusal-waba-disabled = Tento účet je zablokovaný, protože neprošel kontrolou.
    .advice = Podejte odvolání v Business Manageru nebo vyberte jiný účet.
refusal-other = To není možné: { $sentence }
    .advice = Opravte to a zkuste to znovu.
refusal-down = Nic se neuložilo, protože platforma nemohla zapisovat na disk.
    .advice = Zkuste to znovu.
