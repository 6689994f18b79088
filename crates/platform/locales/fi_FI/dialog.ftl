# The texts of the signup pop-up in Finnish.

-product = WhatsApp

## On every screen

frame-title = Yhdistä yrityksesi { -product }-palveluun
frame-emulated = Vestibule-emulaattori testausta varten. Tämä ei ole Meta eikä { -product }.
frame-progress = Vaihe { $number }/{ $count }
frame-signed-in = Kirjautuneena: { $name }
frame-switch = Vaihda käyttäjää
frame-continue = Jatka
frame-back = Takaisin
frame-cancel = Peruuta
frame-choose = Valitse
frame-optional = (valinnainen)
frame-problem = Tämä vaatii huomiotasi
frame-report = Ilmoita ongelmasta ja poistu
frame-check-field = Tarkista tämä kenttä: { $label }

## Times

moment = { $day }. { $month } { $year } klo { $time } UTC
month-1 = tammikuuta
month-2 = helmikuuta
month-3 = maaliskuuta
month-4 = huhtikuuta
month-5 = toukokuuta
month-6 = kesäkuuta
month-7 = heinäkuuta
month-8 = elokuuta
month-9 = syyskuuta
month-10 = lokakuuta
month-11 = marraskuuta
month-12 = joulukuuta

## Log in

login-title = Kirjaudu sisään
login-lead = Valitse, kuka olet. Tämä on emulaattori, joten salasanaa ei tarvita.
login-people = Käyttäjät
login-continue-as = Jatka käyttäjänä { $name }
login-new-title = Tai luo käyttäjä
login-name = Nimesi
login-email = Sähköpostiosoitteesi
login-language = Kieli
login-create = Luo ja jatka

## What is asked for

authorization-title = { $provider } haluaa yhdistää yrityksesi { -product }-palveluun
authorization-lead = Jos jatkat, { $provider } saa käyttöoikeuden { -product } Business -tiliin, jonka valitset tai luot seuraavissa vaiheissa.
authorization-can = { $provider } voi jatkossa
authorization-manage = hallita tiliä: sen viestipohjia, puhelinnumeroita ja profiilia
authorization-send = lähettää ja vastaanottaa viestejä yrityksesi nimissä
authorization-measure = nähdä laadun, rajoitukset ja käytön
authorization-users = päättää, mitkä sen omista järjestelmistä saavat käyttää tiliä
authorization-bill-title = Ketä laskutetaan
authorization-bill = { $provider } antaa luottolimiittinsä käyttöösi. Käyttö laskutetaan palveluntarjoajalta, ja sinä maksat palveluntarjoajalle.
authorization-owner = Tili pysyy omanasi. Näet sen milloin tahansa Business Managerissa.
authorization-start = Aloita

## The business

business-title = Valitse yrityksesi
business-lead = { -product } Business -tili kuuluu jatkossa tälle yritykselle.
business-existing = Yritys
business-existing-hint = Yrityksen voi yhdistää vain sen ylläpitäjä.
business-not-admin = { $name } (et ole ylläpitäjä)
business-not-admin-title = Etkö ole jonkin tässä näkyvän yrityksen ylläpitäjä?
business-not-admin-run = Pyydä yrityksen ylläpitäjää tekemään rekisteröinti.
business-not-admin-make = Pyydä ylläpitäjää tekemään sinustakin ylläpitäjä ja palaa sitten tänne.
business-not-admin-other = Käytä toista yritystä tai luo uusi.
business-new = Luo uusi yritys
business-name = Yrityksen nimi
business-name-hint = Virallinen nimi, sellaisena kuin se on asiakirjoissasi.
business-email = Yrityksen sähköpostiosoite
business-website = Verkkosivusto
business-website-hint = Verkkosivustosi tai sivusi sosiaalisessa mediassa.
business-country = Maa
business-phone = Yrityksen puhelin
business-add-address = Lisää osoite
business-address = Katuosoite
business-address-more = Katuosoite, toinen rivi
business-city = Postitoimipaikka
business-state = Maakunta tai alue
business-zip = Postinumero

## The account

waba-title = Valitse { -product } Business -tili
waba-lead = Jokaisella rekisteröintikerralla yhdistetään yksi tili. Jos haluat yhdistää toisen, tee rekisteröinti uudelleen.
waba-existing = { -product } Business -tili
waba-existing-hint = Valitse yrityksen { $business } tili, johon haluat lisätä puhelinnumeron, tai luo uusi.
waba-new = Luo uusi tili
waba-closed = (ei voi yhdistää)
waba-profile = { -product } Business -profiili
waba-profile-new = Luo uusi profiili ja lisää uusi puhelinnumero
waba-profile-hint = Olemassa oleva profiili yhdistetään sellaisenaan numeroineen. Voit muuttaa sitä WhatsApp Managerissa.
waba-only-new = Yrityksellä { $business } ei ole vielä tiliä, joten uusi tili luodaan.

## The profile

profile-title = Kuvaile yritystäsi
profile-lead = Asiakkaat näkevät tämän profiilin keskustellessaan kanssasi.
profile-existing-title = Nykyinen profiilisi
profile-existing-lead = Tämä profiili yhdistetään sellaisenaan. Voit muuttaa sitä WhatsApp Managerissa.
profile-real-title = Käytä oikeaa nimeä
profile-real = Rekisteröi näyttönimi ja numero, joita yrityksesi todella aikoo käyttää. Niiden muuttaminen myöhemmin on hyvin vaikeaa, joten älä käytä testinimiä.
profile-waba-name = Tilin nimi
profile-waba-name-hint = Nimi näkyy vain sinulle ja palveluntarjoajalle ({ $provider }).
profile-display-name = Näyttönimi
profile-display-name-hint = Asiakkaat näkevät sen. Nimen on viitattava yritykseesi, oltava kirjoitettu samoin kuin muuallakin ja sisällettävä vähintään 3 kirjainta tai numeroa. Iskulauseita, verkko-osoitteita, symboleja tai pelkkiä isoja kirjaimia ei sallita.
profile-timezone = Aikavyöhyke
profile-category = Luokka
profile-description = Kuvaus
profile-description-hint = Enintään 512 merkkiä.
profile-website = Verkkosivusto

## The number

number-title = Lisää puhelinnumero
number-lead = Asiakkaasi saavat viestit tästä numerosta.
number-real-title = Älä käytä testinumeroa tai yksityistä numeroa
number-real = Numero sidotaan tästä lähtien yritykseesi, ja sen vaihtaminen myöhemmin on hyvin vaikeaa. Valitse numero, jonka asiakkaidesi on tarkoitus tuntea.
number-used = Numero, joka on käytössä { -product } Messengerissä tai { -product } Business -sovelluksessa, on ensin vapautettava siellä: poista tili sovelluksessa, odota noin kolme minuuttia ja palaa sitten tänne.
number-offer-title = Käytä palveluntarjoajasi numeroa
number-offer = { $provider } on jo vahvistanut numeron { $number }. Et tarvitse sille koodia.
number-offer-take = Käytä tätä numeroa
number-country = Maatunnus
number-number = Puhelinnumero
number-number-hint = Ilman maatunnusta, esimerkiksi 1512 3456789.
number-method = Miten haluat saada koodin?
number-sms = Tekstiviesti
number-voice = Puhelu
number-next = Lähetä koodi

## The code

verify-title = Vahvista numerosi
verify-lead = Anna 6-numeroinen koodi, joka tuli numeroon { $number } tekstiviestillä tai puhelulla.
verify-where = Tämä on emulaattori: koodi näkyy { $page }.
verify-where-link = Deskin puhelinsivulla
verify-code = Vahvistuskoodi
verify-next = Vahvista
verify-again-title = Etkö saanut koodia?
verify-again-sms = Lähetä uusi tekstiviesti
verify-again-voice = Soita minulle
verify-other-number = Käytä toista numeroa
verify-spent = Uusi koodi voidaan lähettää aikaisintaan { $until }. Viimeisin koodi on voimassa, kunnes se vanhenee.
verify-locked = Siihen asti koodia ei voi antaa eikä saada tekstiviestillä tai puhelulla. Väärät yritykset lasketaan numerokohtaisesti riippumatta siitä, kuka ne tekee.
verify-clock = Tämän emulaattorin kello näyttää nyt aikaa { $now }. Sinun ei tarvitse odottaa: siirrä kelloa eteenpäin { $page }.
verify-clock-link = Deskin kellosivulla
verify-look-again = Tarkista uudelleen

## The review

permissions-title = Yhteenveto
permissions-lead = Tarkista, mihin { $provider } saa käyttöoikeuden.
permissions-business = Yritys
permissions-waba = Tili
permissions-number = Puhelinnumero
permissions-name = Näyttönimi
permissions-allowed = Käyttöoikeudet
permissions-scope-management = { -product }-tiliesi hallinta
permissions-scope-messaging = Viestien lähettäminen nimissäsi
permissions-scope-business = Yrityksesi hallinta
permissions-bill = Käyttö laskutetaan palveluntarjoajalta ({ $provider }).
permissions-next = Vahvista

## The end

done-title = Tilisi on yhdistetty
done-lead = { $provider } voi nyt käyttää näitä:
done-business-id = Yritys
done-waba-id = { -product } Business -tili
done-phone-id = Puhelinnumero
done-next = { $provider } hoitaa loput asetukset. Teemme omat tarkistuksemme taustalla. Lähetimme viestin yrityksesi sähköpostiosoitteeseen ja kirjoitamme uudelleen, kun on kerrottavaa.
done-finish = Valmis
done-lost = Kirjautumisen tulos ei ole enää saatavilla. Aloita rekisteröinti uudelleen palveluntarjoajan { $provider } sivulla. Mitään ei luoda kahdesti.
cancelled-title = Rekisteröinti peruutettu
cancelled-lead = Antamasi tiedot säilytetään. Löydät ne, kun aloitat uudelleen.
cancelled-close = Voit sulkea tämän ikkunan.
cancelled-return = Palaa edelliselle sivulle

## Before the first screen

refused-title = Tätä rekisteröintiä ei voi aloittaa tästä
refused-app = Sovellusta, jonka tunnus on { $app }, ei ole.
    .advice = Sivun on kutsuttava FB.init-funktiota palveluntarjoajan sovelluksen tunnuksella.
refused-domain = Sovellusta { $app } ei saa käyttää verkkotunnuksessa { $domain }.
    .advice = Palveluntarjoajan on lisättävä verkkotunnus { $domain } sovelluksen sallittuihin verkkotunnuksiin: Deskin kohdassa Providers tai POST /_control/provider -kutsun kentällä ”domains”.
refused-domain-right = Avaa sivu osoitteessa { $address } ja aloita rekisteröinti siellä. Tai:
refused-redirect-title = URL-osoite estetty
refused-redirect = Sovellusta { $app } ei saa käyttää verkkotunnuksessa { $domain }: uudelleenohjaus epäonnistui, koska { $uri } ei ole sovelluksen kelvollinen OAuth-uudelleenohjausosoite.
    .advice = Palveluntarjoajan on lisättävä osoite sovellukselle Deskin kohdassa Providers. Varmista, että se on kirjoitettu siellä täsmälleen samoin kuin tässä.
refused-no-domain = Rekisteröinnin aloittanut sivu ei kertonut osoitettaan.
    .advice = Aloita rekisteröinti SDK:n FB.login-kutsulla tai anna redirect_uri, joka on sallitussa verkkotunnuksessa.
refused-device = Tämä toimii vain tietokoneella
    .advice = Avaa sivu pöytäkoneella tai kannettavalla tietokoneella ja aloita rekisteröinti siellä.
refused-gone = Tämä rekisteröinti ei ole enää avoinna.
    .advice = Aloita se uudelleen palveluntarjoajan sivulla. Löydät sieltä antamasi tiedot.
refused-unexplained = Jokin meni vikaan. Yritä myöhemmin uudelleen.

## Categories

vertical-auto = Ajoneuvot
vertical-beauty = Kauneudenhoito, kylpylät ja kampaamot
vertical-apparel = Vaatteet ja asusteet
vertical-edu = Koulutus
vertical-entertain = Viihde
vertical-event-plan = Tapahtumasuunnittelu ja -palvelut
vertical-finance = Rahoitus ja pankkipalvelut
vertical-grocery = Ruoka ja päivittäistavarat
vertical-govt = Julkiset palvelut
vertical-hotel = Hotellit ja majoitus
vertical-health = Lääketiede ja terveys
vertical-nonprofit = Voittoa tavoittelematon järjestö
vertical-prof-services = Asiantuntijapalvelut
vertical-retail = Ostokset ja vähittäiskauppa
vertical-travel = Matkailu ja liikenne
vertical-restaurant = Ravintola
vertical-not-a-biz = Ei yritys
vertical-other = Muu

## What the platform refuses

refusal-not-allowed = Sinulla ei ole oikeutta tehdä tätä.
    .advice = Kirjaudu sisään käyttäjänä, joka aloitti rekisteröinnin.
refusal-not-business-admin = Et ole tämän yrityksen ylläpitäjä.
    .advice = Pyydä ylläpitäjää tekemään rekisteröinti, pyydä häntä tekemään sinustakin ylläpitäjä tai käytä toista yritystä.
refusal-not-a-provider = Vain palveluntarjoajan sovellus voi aloittaa tämän rekisteröinnin.
    .advice = Sovellus kuuluu yritykselle, joka ei ole palveluntarjoaja.
refusal-app-in-development = Sovellus { $app } on kehitystilassa: vain henkilöt, joilla on siinä rooli, voivat käyttää sitä.
    .advice = Et voi muuttaa tätä itse. Ota yhteyttä palveluntarjoajaan.
refusal-bad-value = Arvoa ”{ $value }” ei voi käyttää tässä.
    .advice = Korjaa se ja yritä uudelleen.
refusal-name-length = Näyttönimessä on oltava vähintään 3 kirjainta tai numeroa ja enintään 255 merkkiä.
    .advice = Käytä nimeä, jolla asiakkaasi tuntevat sinut.
refusal-name-address = Näyttönimi ei voi olla verkko-osoite.
    .advice = Jätä pois https://, www. ja .com.
refusal-name-symbols = Näyttönimessä ei voi olla emojeja eikä symboleja.
    .advice = Jätä pois symbolit, kuten ™ tai ★.
refusal-name-punctuation = Näyttönimessä ei voi olla ylimääräisiä välimerkkejä eikä välilyöntejä.
    .advice = Kirjoita sanojen väliin yksi välilyönti, äläkä toista samaa välimerkkiä.
refusal-name-capitals = Näyttönimeä ei kirjoiteta pelkillä isoilla kirjaimilla, ellei se ole kirjainlyhenne.
    .advice = Kirjoita se tavalliseen tapaan, esimerkiksi ”Lucky Shrub”.
refusal-name-trademark = Näyttönimessä ei saa olla alustan nimiä.
    .advice = Käytä vain omaa nimeäsi.
refusal-name-general = Näyttönimi on yrityksen, tuotteen tai osaston nimi, ei yleissana eikä pelkkä paikannimi.
    .advice = Lisää yrityksesi nimi.
refusal-origin-not-allowed = Rekisteröintiä ei saa aloittaa osoitteesta { $origin }.
    .advice = Palveluntarjoajan on lisättävä tämä verkkotunnus sovelluksensa sallittuihin verkkotunnuksiin.
refusal-signup-over = Tämä rekisteröinti on jo valmis.
    .advice = Jos haluat yhdistää toisen tilin tai numeron, aloita se uudelleen palveluntarjoajan sivulla.
refusal-wrong-step = Tämä rekisteröinti on toisessa vaiheessa.
    .advice =
        { $step ->
            [authorization] Jatka ensimmäisestä vaiheesta eli luvasta palveluntarjoajalle.
            [business] Jatka yrityksen valinnasta.
            [waba] Jatka tilin valinnasta.
            [profile] Jatka profiilista.
            [number] Jatka puhelinnumerosta.
            [verify] Jatka vahvistuskoodista.
           *[permissions] Jatka yhteenvedosta.
        }
refusal-shared-with-another = Tämä tili on jo jaettu palveluntarjoajalle { $partner }. Tilin voi jakaa vain yhdelle palveluntarjoajalle.
    .advice = Lopeta ensin jakaminen sille tai luo uusi tili.
refusal-waba-quota =
    { $max ->
        [one] Vahvistamattomalla yrityksellä voi olla vain yksi tili.
       *[other] Vahvistamattomalla yrityksellä voi olla enintään { $max } tiliä.
    }
    .advice = Vahvista yritys Business Managerissa, niin voit luoda lisää, tai valitse jokin sen tileistä.
refusal-business-limit =
    { $max ->
        [one] Olet jo luonut yhden yrityksen, etkä voi luoda enempää.
       *[other] Olet jo luonut { $max } yritystä, etkä voi luoda enempää.
    }
    .advice = Valitse jokin yrityksistäsi tai pyydä toisen yrityksen ylläpitäjää lisäämään sinut.
refusal-account-too-new = Käyttäjätilisi on liian uusi yrityksen luomiseen.
    .advice = Yritä uudelleen aikaisintaan { $until } tai valitse yritys, jonka ylläpitäjä olet.
refusal-configuration = Sovelluksella ei ole kirjautumismääritystä, jonka tunnus on { $configuration }.
    .advice = Sivun on ilmoitettava jokin sovelluksen määrityksistä config_id-arvona. Palveluntarjoaja löytää ne Deskin kohdasta Providers.
refusal-waba-limit =
    { $max ->
        [one] Yrityksellä on jo tili, eikä sillä voi olla useampia.
       *[other] Yrityksellä on jo { $max } tiliä, eikä sillä voi olla useampia.
    }
    .advice = Valitse jokin sen tileistä.
refusal-number-listed = Numero { $number } on jo tällä tilillä.
    .advice = Anna toinen numero tai jatka nykyisellä numerolla palveluntarjoajasi kautta.
refusal-number-in-use = Numero { $number } on käytössä toisella tilillä.
    .advice = Poista se sieltä, odota noin kolme minuuttia ja anna se uudelleen. Jos numero on toisella palveluntarjoajalla, poista ensin siellä käytöstä sen kaksivaiheisen vahvistuksen PIN-koodi.
refusal-number-connected = Numero { $number } on jo yhdistetty tiliisi ”{ $account }”.
    .advice = Jos haluat jatkaa tällä numerolla, palaa ja valitse kyseinen tili, tai anna toinen numero.
refusal-number-on-messenger = Numero { $number } on käytössä { -product } Messengerissä.
    .advice = Avaa { -product } kyseisellä puhelimella, poista tili (Asetukset, Tili, Poista tilini), odota noin kolme minuuttia ja anna numero uudelleen. Tai käytä toista numeroa.
refusal-number-on-business-app = Numero { $number } on käytössä { -product } Business -sovelluksessa.
    .advice = Avaa sovellus kyseisellä puhelimella, poista tili (Asetukset, Tili, Poista tilini), odota noin kolme minuuttia ja anna numero uudelleen. Tai käytä toista numeroa.
refusal-number-being-freed = Numeron { $number } tili poistettiin sovelluksesta hetki sitten, eikä numero ole vielä vapaa.
    .advice = Anna se uudelleen aikaisintaan { $until } tai siirrä Deskin kello eteenpäin tähän aikaan.
refusal-number-behind-voice-menu = Numerossa { $number } vastaa äänivalikko, joten koodi ei tavoita siellä ketään.
    .advice = Käytä numeroa, johon vastaa ihminen tai joka vastaanottaa tekstiviestejä.
refusal-verification-not-started = Tällä tilillä ei voi vielä olla toista numeroa.
    .advice = Aloita ensin yrityksen vahvistus Business Managerissa ja lisää sitten numeroita.
refusal-number-limit =
    { $max ->
        [one] Tällä tilillä on jo numero, eikä sillä voi olla useampia.
       *[other] Tällä tilillä on jo { $max } numeroa, eikä sillä voi olla useampia.
    }
    .advice = Luo tälle numerolle toinen tili.
refusal-business-number-limit =
    { $max ->
        [one] Vahvistamattomalla yrityksellä voi olla vain yksi numero.
       *[other] Vahvistamattomalla yrityksellä voi olla enintään { $max } numeroa.
    }
    .advice = Tee yrityksen vahvistus loppuun Business Managerissa ja lisää sitten numeroita.
refusal-migration =
    Tämä numero on toisella tilillä, eikä sitä voi siirtää tänne. { $why ->
        [other-business] Tuo tili kuuluu toiselle yritykselle.
        [business-not-verified] Yritys on ensin vahvistettava.
        [name-not-approved] Numeron näyttönimi on ensin hyväksyttävä, eikä sen muutos saa olla kesken.
        [no-payment] Tuolla tilillä ei ole maksutiliä.
        [account-not-approved] Tuota tiliä ei ole hyväksytty tai sen tarkistus on vielä kesken.
       *[no-webhooks] Tälle tilille ei ole määritetty webhookeja.
    }
    .advice = Korjaa tämä tai poista numero toisen tilin WhatsApp Managerissa, odota viisi minuuttia ja anna se uudelleen. Tai käytä toista numeroa.
refusal-two-step-on = Numero { $number } on tililläsi ”{ $account }” toisella palveluntarjoajalla, ja sen kaksivaiheinen vahvistus on käytössä.
    .advice = Avaa numero kyseisen tilin WhatsApp Managerissa, poista kaksivaiheinen vahvistus käytöstä ja vahvista tämä sähköpostin linkistä. Anna numero sitten uudelleen, niin se siirtyy tänne. Voit myös poistaa sen sieltä tai käyttää toista numeroa.
refusal-code-too-soon = Koodi lähetettiin hetki sitten.
    .advice =
        { $seconds ->
            [one] Odota yksi sekunti ja pyydä sitten uusi.
           *[other] Odota { $seconds } sekuntia ja pyydä sitten uusi.
        }
refusal-too-many-codes = Tälle numerolle pyydettiin liian monta koodia.
    .advice = Yritä uudelleen aikaisintaan { $until } tai siirrä Deskin kello eteenpäin tähän aikaan.
refusal-guesses-locked = Väärä koodi annettiin liian monta kertaa.
    .advice = Yritä uudelleen aikaisintaan { $until } tai siirrä Deskin kello eteenpäin tähän aikaan. Jos tämä ikkuna on siihen mennessä suljettu, aloita rekisteröinti uudelleen ja valitse sama yritys ja numero.
refusal-no-code-sent = Tähän numeroon ei ole lähetetty koodia.
    .advice = Pyydä ensin koodi.
refusal-code-wrong = Koodi ei ole oikein.
    .advice = Katso viimeisin viesti uudelleen tai pyydä uusi koodi.
refusal-code-expired = Koodi on vanhentunut.
    .advice = Pyydä uusi.
refusal-already-verified = Tämä numero on jo vahvistettu.
    .advice = Siirry seuraavaan vaiheeseen.
refusal-not-verified = Tätä numeroa ei ole vahvistettu.
    .advice = Pyydä koodi ja anna se.
refusal-number-off = Tämä numero on poistettu käytöstä.
    .advice = Vahvista yritys tai hae muutosta päätökseen Business Managerissa.
refusal-limit-reached = Viestiraja on täynnä.
    .advice = Nosta rajaa aloittamalla yrityksen vahvistus.
refusal-waba-disabled = Tämä tili on poistettu käytöstä, koska se ei läpäissyt tarkistusta.
    .advice = Hae muutosta päätökseen Business Managerissa tai valitse toinen tili.
refusal-other = Tämä ei ole mahdollista: { $sentence }
    .advice = Korjaa se ja yritä uudelleen.
refusal-down = Mitään ei tallennettu, koska alusta ei voinut kirjoittaa levylleen.
    .advice = Yritä uudelleen.
