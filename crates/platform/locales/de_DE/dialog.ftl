# The texts of the signup pop-up in German.

-product = WhatsApp

## On every screen

frame-title = Ihr Unternehmen mit { -product } verbinden
frame-emulated = Von Vestibule zu Testzwecken emuliert. Dies ist weder Meta noch { -product }.
frame-progress = Schritt { $number } von { $count }
frame-signed-in = Angemeldet als { $name }
frame-switch = Person wechseln
frame-continue = Weiter
frame-back = Zurück
frame-cancel = Abbrechen
frame-choose = Bitte wählen
frame-optional = (optional)
frame-problem = Bitte beachten Sie Folgendes
frame-report = Problem melden und beenden
frame-check-field = Bitte prüfen Sie dieses Feld: { $label }

## Times

moment = { $day }. { $month } { $year } um { $time } UTC
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

## Log in

login-title = Anmelden
login-lead = Wählen Sie aus, wer Sie sind. Dies ist ein Emulator: Ein Passwort ist nicht nötig.
login-people = Personen
login-continue-as = Weiter als { $name }
login-new-title = Oder eine Person anlegen
login-name = Ihr Name
login-email = Ihre E-Mail-Adresse
login-language = Sprache
login-create = Anlegen und weiter

## What is asked for

authorization-title = { $provider } möchte Ihr Unternehmen mit { -product } verbinden
authorization-lead = Wenn Sie fortfahren, erhält { $provider } Zugriff auf das { -product } Business-Konto, das Sie in den nächsten Schritten auswählen oder erstellen.
authorization-can = { $provider } kann dann
authorization-manage = das Konto verwalten: Nachrichtenvorlagen, Telefonnummern und Profil
authorization-send = Nachrichten im Namen Ihres Unternehmens senden und empfangen
authorization-measure = Qualität, Limits und Nutzung einsehen
authorization-users = festlegen, welche der eigenen Systeme das Konto nutzen dürfen
authorization-bill-title = Wer die Rechnung erhält
authorization-bill = { $provider } stellt Ihnen die eigene Kreditlinie zur Verfügung. Die Nutzung wird { $provider } in Rechnung gestellt, und Sie zahlen an { $provider }.
authorization-owner = Das Konto bleibt Ihr Eigentum. Sie können es jederzeit in Ihrem Business Manager einsehen.
authorization-start = Jetzt starten

## The business

business-title = Unternehmen auswählen
business-lead = Das { -product } Business-Konto wird diesem Unternehmen gehören.
business-existing = Unternehmen
business-existing-hint = Nur Admins eines Unternehmens können es verbinden.
business-not-admin = { $name } (Sie sind kein Admin)
business-not-admin-title = Sie sind bei einem der hier gezeigten Unternehmen kein Admin?
business-not-admin-run = Bitten Sie einen Admin dieses Unternehmens, die Registrierung durchzuführen.
business-not-admin-make = Bitten Sie einen Admin, Sie zum Admin zu machen, und kehren Sie dann hierher zurück.
business-not-admin-other = Verwenden Sie ein anderes Unternehmen oder erstellen Sie eines.
business-new = Neues Unternehmen erstellen
business-name = Name des Unternehmens
business-name-hint = Der offizielle Name, wie er in Ihren Unterlagen steht.
business-email = Geschäftliche E-Mail-Adresse
business-website = Website
business-website-hint = Ihre Website oder Ihre Seite in einem sozialen Netzwerk.
business-country = Land
business-phone = Geschäftliche Telefonnummer
business-add-address = Adresse hinzufügen
business-address = Straße und Hausnummer
business-address-more = Adresszusatz
business-city = Ort
business-state = Bundesland oder Region
business-zip = Postleitzahl

## The account

waba-title = { -product } Business-Konto auswählen
waba-lead = Pro Registrierung wird ein Konto verbunden. Um ein weiteres zu verbinden, führen Sie die Registrierung erneut durch.
waba-existing = { -product } Business-Konto
waba-existing-hint = Wählen Sie ein Konto von { $business }, um ihm eine Telefonnummer hinzuzufügen, oder erstellen Sie ein neues.
waba-new = Neues Konto erstellen
waba-closed = (kann nicht verbunden werden)
waba-profile = { -product } Business-Profil
waba-profile-new = Neues Profil mit neuer Telefonnummer erstellen
waba-profile-hint = Ein vorhandenes Profil wird unverändert mit seiner Nummer verbunden. Ändern können Sie es im WhatsApp Manager.
waba-only-new = { $business } hat noch kein Konto: Es wird ein neues erstellt.

## The profile

profile-title = Ihr Unternehmen beschreiben
profile-lead = Dieses Profil sehen Kunden, wenn sie mit Ihnen chatten.
profile-existing-title = Ihr vorhandenes Profil
profile-existing-lead = Dieses Profil wird unverändert verbunden. Ändern können Sie es im WhatsApp Manager.
profile-real-title = Echten Namen verwenden
profile-real = Registrieren Sie sich mit dem Anzeigenamen und der Nummer, die Ihr Unternehmen tatsächlich verwenden wird. Beides lässt sich später nur sehr schwer ändern, verwenden Sie daher keine Testnamen.
profile-waba-name = Name des Kontos
profile-waba-name-hint = Nur Sie und { $provider } sehen ihn.
profile-display-name = Anzeigename
profile-display-name-hint = Ihre Kunden sehen ihn. Er muss für Ihr Unternehmen stehen, überall gleich geschrieben sein und mindestens 3 Buchstaben oder Ziffern haben. Nicht erlaubt sind Slogans, Webadressen, Symbole und reine Großschreibung.
profile-timezone = Zeitzone
profile-category = Kategorie
profile-description = Beschreibung
profile-description-hint = Höchstens 512 Zeichen.
profile-website = Website

## The number

number-title = Telefonnummer hinzufügen
number-lead = Ihre Kunden erhalten Nachrichten von dieser Nummer.
number-real-title = Keine Test- oder Privatnummer verwenden
number-real = Die Nummer ist ab jetzt an Ihr Unternehmen gebunden, und ein späterer Wechsel ist sehr schwierig. Wählen Sie die Nummer, unter der Ihre Kunden Sie kennen sollen.
number-used = Eine Nummer, die im { -product } Messenger oder in der { -product } Business App verwendet wird, muss dort zuerst freigegeben werden: Löschen Sie das Konto in der App, warten Sie etwa drei Minuten und kehren Sie dann hierher zurück.
number-offer-title = Nummer Ihres Anbieters verwenden
number-offer = { $provider } hat die Nummer { $number } bereits verifiziert. Sie brauchen dafür keinen Code.
number-offer-take = Diese Nummer verwenden
number-country = Ländervorwahl
number-number = Telefonnummer
number-number-hint = Ohne Ländervorwahl, zum Beispiel 1512 3456789.
number-method = Wie sollen wir Ihnen den Code senden?
number-sms = SMS
number-voice = Anruf
number-next = Code senden

## The code

verify-title = Nummer verifizieren
verify-lead = Geben Sie den 6-stelligen Code ein, der per SMS oder Anruf an { $number } übermittelt wurde.
verify-where = Dies ist ein Emulator: Sie finden den Code auf der { $page }.
verify-where-link = Telefonseite des Desk
verify-code = Verifizierungscode
verify-next = Verifizieren
verify-again-title = Keinen Code erhalten?
verify-again-sms = Neue SMS senden
verify-again-voice = Stattdessen anrufen lassen
verify-other-number = Andere Nummer verwenden
verify-spent = Ein weiterer Code kann erst ab dem { $until } gesendet werden. Der letzte gilt, bis er abläuft.
verify-locked = Bis dahin kann kein Code eingegeben, gesendet oder per Anruf übermittelt werden. Fehlversuche zählen für die Nummer, egal von wem sie kommen.
verify-clock = Aktuelle Zeit in diesem Emulator: { $now }. Sie müssen nicht warten: Stellen Sie die Uhr auf der { $page } vor.
verify-clock-link = Uhrenseite des Desk
verify-look-again = Aktualisieren

## The review

permissions-title = Überprüfung
permissions-lead = Bitte prüfen Sie, worauf { $provider } Zugriff erhält.
permissions-business = Unternehmen
permissions-waba = Konto
permissions-number = Telefonnummer
permissions-name = Anzeigename
permissions-allowed = Berechtigungen
permissions-scope-management = Ihre { -product }-Konten verwalten
permissions-scope-messaging = Nachrichten in Ihrem Namen senden
permissions-scope-business = Ihr Unternehmen verwalten
permissions-bill = Die Nutzung wird { $provider } in Rechnung gestellt.
permissions-next = Bestätigen

## The end

done-title = Ihr Konto ist verbunden
done-lead = { $provider } hat jetzt Zugriff auf:
done-business-id = Unternehmen
done-waba-id = { -product } Business-Konto
done-phone-id = Telefonnummer
done-next = Alles Weitere richtet { $provider } für Sie ein. Unsere Prüfungen laufen im Hintergrund. Wir haben an die E-Mail-Adresse Ihres Unternehmens geschrieben und melden uns wieder, sobald es Neuigkeiten gibt.
done-finish = Fertig
done-lost = Das Ergebnis der Anmeldung liegt hier nicht mehr vor. Starten Sie die Registrierung auf der Seite von { $provider } noch einmal; es wird nichts doppelt erstellt.
cancelled-title = Registrierung abgebrochen
cancelled-lead = Ihre Eingaben bleiben erhalten. Sie finden sie wieder, wenn Sie erneut beginnen.
cancelled-close = Sie können dieses Fenster schließen.
cancelled-return = Zurück zur vorherigen Seite

## Before the first screen

refused-title = Die Registrierung kann hier nicht gestartet werden
refused-app = Es gibt keine App mit der ID { $app }.
    .advice = Die Seite muss FB.init mit der ID einer App eines Anbieters aufrufen.
refused-domain = Die App { $app } darf auf { $domain } nicht verwendet werden.
    .advice = Der Anbieter muss { $domain } zu den zulässigen Domains der App hinzufügen: im Desk unter „Providers“ oder mit dem Feld „domains“ von POST /_control/provider.
refused-domain-right = Öffnen Sie die Seite unter { $address } und starten Sie die Registrierung dort. Oder:
refused-redirect-title = URL blockiert
refused-redirect = Die App { $app } darf auf { $domain } nicht verwendet werden: Die Weiterleitung ist fehlgeschlagen, weil { $uri } nicht zu den gültigen OAuth-Weiterleitungsadressen der App gehört.
    .advice = Der Anbieter muss die Adresse im Desk unter „Providers“ zur App hinzufügen. Achten Sie darauf, dass sie dort genau so steht wie hier.
refused-no-domain = Die Seite, die die Registrierung gestartet hat, hat nicht angegeben, wo sie sich befindet.
    .advice = Starten Sie die Registrierung mit FB.login aus dem SDK oder geben Sie eine redirect_uri auf einer zulässigen Domain an.
refused-device = Dies funktioniert nur auf einem Computer
    .advice = Öffnen Sie die Seite auf einem Desktop-Computer oder Laptop und starten Sie die Registrierung dort.
refused-gone = Diese Registrierung ist nicht mehr aktiv.
    .advice = Starten Sie sie auf der Seite des Anbieters noch einmal. Ihre Eingaben finden Sie dort wieder.
refused-unexplained = Etwas ist schiefgegangen. Bitte versuchen Sie es später noch einmal.

## Categories

vertical-auto = Kfz und Fahrzeuge
vertical-beauty = Schönheit, Wellness und Friseur
vertical-apparel = Mode und Bekleidung
vertical-edu = Bildung
vertical-entertain = Unterhaltung
vertical-event-plan = Veranstaltungsplanung und -service
vertical-finance = Finanzen und Banken
vertical-grocery = Lebensmittel
vertical-govt = Öffentlicher Dienst
vertical-hotel = Hotel und Unterkunft
vertical-health = Medizin und Gesundheit
vertical-nonprofit = Gemeinnützige Organisation
vertical-prof-services = Professionelle Dienstleistungen
vertical-retail = Shopping und Einzelhandel
vertical-travel = Reisen und Transport
vertical-restaurant = Restaurant
vertical-not-a-biz = Kein Unternehmen
vertical-other = Sonstiges

## What the platform refuses

refusal-not-allowed = Dazu sind Sie nicht berechtigt.
    .advice = Melden Sie sich als die Person an, die die Registrierung gestartet hat.
refusal-not-business-admin = Sie sind kein Admin dieses Unternehmens.
    .advice = Bitten Sie einen Admin, die Registrierung durchzuführen oder Sie zum Admin zu machen, oder verwenden Sie ein anderes Unternehmen.
refusal-not-a-provider = Nur die App eines Anbieters kann diese Registrierung starten.
    .advice = Die App gehört einem Unternehmen, das kein Anbieter ist.
refusal-app-in-development = Die App { $app } ist im Entwicklungsmodus: Nur Personen mit einer Rolle in der App können sie verwenden.
    .advice = Das können Sie nicht selbst ändern. Bitte wenden Sie sich an den Anbieter.
refusal-bad-value = „{ $value }“ kann hier nicht verwendet werden.
    .advice = Bitte korrigieren Sie die Angabe und versuchen Sie es erneut.
refusal-name-length = Ein Anzeigename hat mindestens 3 Buchstaben oder Ziffern und höchstens 255 Zeichen.
    .advice = Verwenden Sie den Namen, unter dem Ihre Kunden Sie kennen.
refusal-name-address = Ein Anzeigename ist keine Webadresse.
    .advice = Lassen Sie https://, www. und .com weg.
refusal-name-symbols = Ein Anzeigename enthält keine Emojis oder Symbole.
    .advice = Lassen Sie Symbole wie ™ oder ★ weg.
refusal-name-punctuation = Ein Anzeigename enthält keine überflüssigen Satz- oder Leerzeichen.
    .advice = Setzen Sie ein einziges Leerzeichen zwischen die Wörter und kein Satzzeichen doppelt.
refusal-name-capitals = Ein Anzeigename wird nicht in Großbuchstaben geschrieben, außer er ist eine Abkürzung.
    .advice = Schreiben Sie ihn wie üblich, zum Beispiel „Lucky Shrub“.
refusal-name-trademark = Ein Anzeigename darf die Namen der Plattform nicht enthalten.
    .advice = Verwenden Sie nur Ihren eigenen Namen.
refusal-name-general = Ein Anzeigename bezeichnet ein Unternehmen, ein Produkt oder eine Abteilung; ein allgemeines Wort oder ein Ort allein genügt nicht.
    .advice = Fügen Sie den Namen Ihres Unternehmens hinzu.
refusal-origin-not-allowed = Die Registrierung darf nicht von { $origin } aus gestartet werden.
    .advice = Der Anbieter muss diese Domain zu den zulässigen Domains seiner App hinzufügen.
refusal-signup-over = Diese Registrierung ist abgeschlossen.
    .advice = Um ein weiteres Konto oder eine weitere Nummer zu verbinden, starten Sie sie auf der Seite des Anbieters erneut.
refusal-wrong-step = Diese Registrierung befindet sich bei einem anderen Schritt.
    .advice =
        { $step ->
            [authorization] Fahren Sie mit dem ersten Schritt fort, der Erlaubnis für den Anbieter.
            [business] Fahren Sie mit der Auswahl des Unternehmens fort.
            [waba] Fahren Sie mit der Auswahl des Kontos fort.
            [profile] Fahren Sie mit dem Profil fort.
            [number] Fahren Sie mit der Telefonnummer fort.
            [verify] Fahren Sie mit dem Verifizierungscode fort.
           *[permissions] Fahren Sie mit der Überprüfung fort.
        }
refusal-shared-with-another = Dieses Konto ist bereits für { $partner } freigegeben. Ein Konto kann nur für einen einzigen Anbieter freigegeben werden.
    .advice = Heben Sie zuerst die Freigabe dort auf oder erstellen Sie ein neues Konto.
refusal-waba-quota =
    { $max ->
        [one] Ein nicht verifiziertes Unternehmen kann nur ein Konto haben.
       *[other] Ein nicht verifiziertes Unternehmen kann höchstens { $max } Konten haben.
    }
    .advice = Verifizieren Sie das Unternehmen im Business Manager, um weitere zu erstellen, oder wählen Sie eines seiner Konten.
refusal-business-limit =
    { $max ->
        [one] Sie haben bereits ein Unternehmen erstellt und können kein weiteres erstellen.
       *[other] Sie haben bereits { $max } Unternehmen erstellt und können keine weiteren erstellen.
    }
    .advice = Wählen Sie eines Ihrer Unternehmen oder bitten Sie den Admin eines anderen, Sie hinzuzufügen.
refusal-account-too-new = Ihr Benutzerkonto ist noch zu neu, um ein Unternehmen zu erstellen.
    .advice = Versuchen Sie es ab dem { $until } erneut oder wählen Sie ein Unternehmen, dessen Admin Sie sind.
refusal-configuration = Die App hat keine Anmeldekonfiguration mit der ID { $configuration }.
    .advice = Die Seite muss als config_id eine Konfiguration der App angeben. Der Anbieter findet sie im Desk unter „Providers“.
refusal-waba-limit =
    { $max ->
        [one] Das Unternehmen hat bereits ein Konto und kann kein weiteres haben.
       *[other] Das Unternehmen hat bereits { $max } Konten und kann keine weiteren haben.
    }
    .advice = Wählen Sie eines seiner Konten.
refusal-number-listed = Die Nummer { $number } gehört bereits zu diesem Konto.
    .advice = Geben Sie eine andere Nummer an oder arbeiten Sie bei Ihrem Anbieter mit der vorhandenen weiter.
refusal-number-in-use = Die Nummer { $number } wird in einem anderen Konto verwendet.
    .advice = Löschen Sie sie dort, warten Sie etwa drei Minuten und geben Sie sie dann erneut ein. Liegt sie bei einem anderen Anbieter, deaktivieren Sie dort zuerst die PIN für die Verifizierung in zwei Schritten.
refusal-number-connected = Die Nummer { $number } ist bereits mit Ihrem Konto „{ $account }“ verbunden.
    .advice = Gehen Sie zurück und wählen Sie dieses Konto, um mit der Nummer fortzufahren, oder geben Sie eine andere Nummer ein.
refusal-number-on-messenger = Die Nummer { $number } wird im { -product } Messenger verwendet.
    .advice = Öffnen Sie { -product } auf diesem Telefon, löschen Sie das Konto (Einstellungen, Konto, Mein Konto löschen), warten Sie etwa drei Minuten und geben Sie die Nummer dann erneut ein. Oder verwenden Sie eine andere Nummer.
refusal-number-on-business-app = Die Nummer { $number } wird in der { -product } Business App verwendet.
    .advice = Öffnen Sie die App auf diesem Telefon, löschen Sie das Konto (Einstellungen, Konto, Mein Konto löschen), warten Sie etwa drei Minuten und geben Sie die Nummer dann erneut ein. Oder verwenden Sie eine andere Nummer.
refusal-number-being-freed = Das Konto der Nummer { $number } wurde gerade erst in der App gelöscht, und die Nummer ist noch nicht frei.
    .advice = Geben Sie sie ab dem { $until } erneut ein oder stellen Sie die Uhr des Desk bis dahin vor.
refusal-number-behind-voice-menu = Unter der Nummer { $number } meldet sich ein Sprachmenü, daher würde ein Code dort niemanden erreichen.
    .advice = Verwenden Sie eine Nummer, unter der sich eine Person meldet oder die SMS empfängt.
refusal-verification-not-started = Dieses Konto kann noch keine weitere Nummer haben.
    .advice = Starten Sie zuerst die Unternehmensverifizierung im Business Manager und fügen Sie dann weitere Nummern hinzu.
refusal-number-limit =
    { $max ->
        [one] Dieses Konto hat bereits eine Nummer und kann keine weitere haben.
       *[other] Dieses Konto hat bereits { $max } Nummern und kann keine weiteren haben.
    }
    .advice = Erstellen Sie für diese Nummer ein weiteres Konto.
refusal-business-number-limit =
    { $max ->
        [one] Ein nicht verifiziertes Unternehmen kann nur eine Nummer haben.
       *[other] Ein nicht verifiziertes Unternehmen kann höchstens { $max } Nummern haben.
    }
    .advice = Schließen Sie die Unternehmensverifizierung im Business Manager ab und fügen Sie dann weitere Nummern hinzu.
refusal-migration =
    Diese Nummer gehört zu einem anderen Konto und kann nicht hierher übertragen werden. { $why ->
        [other-business] Das andere Konto gehört einem anderen Unternehmen.
        [business-not-verified] Das Unternehmen muss zuerst verifiziert werden.
        [name-not-approved] Der Anzeigename der Nummer muss zuerst genehmigt sein, und es darf keine Änderung daran laufen.
        [no-payment] Das andere Konto hat kein Zahlungskonto.
        [account-not-approved] Das andere Konto ist nicht genehmigt oder wird noch geprüft.
       *[no-webhooks] Für das hier gewählte Konto sind keine Webhooks eingerichtet.
    }
    .advice = Bringen Sie dies in Ordnung oder löschen Sie die Nummer im WhatsApp Manager des anderen Kontos, warten Sie fünf Minuten und geben Sie sie erneut ein. Oder verwenden Sie eine andere Nummer.
refusal-two-step-on = Die Nummer { $number } gehört zu Ihrem Konto „{ $account }“ bei einem anderen Anbieter, und die Verifizierung in zwei Schritten ist aktiviert.
    .advice = Öffnen Sie die Nummer im WhatsApp Manager dieses Kontos, deaktivieren Sie die Verifizierung in zwei Schritten und bestätigen Sie dies über den Link in der E-Mail. Geben Sie die Nummer danach erneut ein, dann wird sie hierher übertragen. Oder löschen Sie sie dort, oder verwenden Sie eine andere Nummer.
refusal-code-too-soon = Gerade eben wurde ein Code gesendet.
    .advice =
        { $seconds ->
            [one] Warten Sie eine Sekunde und fordern Sie dann einen neuen an.
           *[other] Warten Sie { $seconds } Sekunden und fordern Sie dann einen neuen an.
        }
refusal-too-many-codes = Für diese Nummer wurden zu viele Codes angefordert.
    .advice = Versuchen Sie es ab dem { $until } erneut oder stellen Sie die Uhr des Desk bis dahin vor.
refusal-guesses-locked = Der Code wurde zu oft falsch eingegeben.
    .advice = Versuchen Sie es ab dem { $until } erneut oder stellen Sie die Uhr des Desk bis dahin vor. Ist dieses Fenster bis dahin geschlossen, starten Sie die Registrierung erneut und wählen Sie dasselbe Unternehmen und dieselbe Nummer.
refusal-no-code-sent = An diese Nummer wurde kein Code gesendet.
    .advice = Fordern Sie zuerst einen Code an.
refusal-code-wrong = Dieser Code stimmt nicht.
    .advice = Sehen Sie noch einmal in der letzten Nachricht nach oder fordern Sie einen neuen Code an.
refusal-code-expired = Dieser Code ist abgelaufen.
    .advice = Fordern Sie einen neuen an.
refusal-already-verified = Diese Nummer ist bereits verifiziert.
    .advice = Fahren Sie mit dem nächsten Schritt fort.
refusal-not-verified = Diese Nummer ist nicht verifiziert.
    .advice = Fordern Sie einen Code an und geben Sie ihn ein.
refusal-number-off = Diese Nummer wurde deaktiviert.
    .advice = Verifizieren Sie das Unternehmen oder legen Sie im Business Manager Einspruch ein.
refusal-limit-reached = Das Nachrichtenlimit ist erreicht.
    .advice = Starten Sie die Unternehmensverifizierung, um es zu erhöhen.
refusal-waba-disabled = Dieses Konto ist deaktiviert, weil eine Prüfung nicht bestanden wurde.
    .advice = Legen Sie im Business Manager Einspruch ein oder wählen Sie ein anderes Konto.
refusal-other = Das ist nicht möglich: { $sentence }
    .advice = Bitte korrigieren Sie die Angabe und versuchen Sie es erneut.
refusal-down = Es wurde nichts gespeichert, weil die Plattform nicht auf ihren Datenträger schreiben konnte.
    .advice = Bitte versuchen Sie es noch einmal.
