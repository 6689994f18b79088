# The texts of the signup pop-up in Polish.

-product = WhatsApp

## On every screen

frame-title = Połącz swoją firmę z { -product }
frame-emulated = Emulator Vestibule do celów testowych. To nie jest Meta ani { -product }.
frame-progress = Krok { $number } z { $count }
frame-signed-in = Zalogowano jako { $name }
frame-switch = Zmień użytkownika
frame-continue = Dalej
frame-back = Wstecz
frame-cancel = Anuluj
frame-choose = Wybierz
frame-optional = (opcjonalnie)
frame-problem = Wymaga Twojej uwagi
frame-report = Zgłoś ten problem i wyjdź
frame-check-field = Sprawdź to pole: { $label }

## Times

moment = { $day } { $month } { $year } r., godz. { $time } UTC
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia

## Log in

login-title = Logowanie
login-lead = Wybierz, kim jesteś. To emulator: hasło nie jest potrzebne.
login-people = Użytkownicy
login-continue-as = Kontynuuj jako { $name }
login-new-title = Albo utwórz użytkownika
login-name = Imię i nazwisko
login-email = Adres e-mail
login-language = Język
login-create = Utwórz i kontynuuj

## What is asked for

authorization-title = { $provider } chce połączyć Twoją firmę z { -product }
authorization-lead = Jeśli przejdziesz dalej, { $provider } otrzyma dostęp do konta { -product } Business, które wybierzesz lub utworzysz w następnych krokach.
authorization-can = Uprawnienia dostawcy { $provider }
authorization-manage = zarządzanie kontem: jego szablonami wiadomości, numerami telefonów i profilem
authorization-send = wysyłanie i odbieranie wiadomości w imieniu Twojej firmy
authorization-measure = wgląd w jakość, limity i wykorzystanie
authorization-users = decydowanie, które z jego własnych systemów mogą korzystać z konta
authorization-bill-title = Kto otrzymuje rachunek
authorization-bill = { $provider } udostępnia Ci swoją linię kredytową. Opłaty za korzystanie z usługi obciążają dostawcę { $provider }, a Ty rozliczasz się z nim.
authorization-owner = Konto pozostaje Twoje. W każdej chwili zobaczysz je w Business Managerze.
authorization-start = Rozpocznij

## The business

business-title = Wybierz firmę
business-lead = Konto { -product } Business będzie należeć do tej firmy.
business-existing = Firma
business-existing-hint = Firmę może połączyć tylko jej administrator.
business-not-admin = { $name } (nie jesteś administratorem)
business-not-admin-title = Nie jesteś administratorem którejś z tych firm?
business-not-admin-run = Poproś administratora tej firmy o przeprowadzenie rejestracji.
business-not-admin-make = Poproś administratora o nadanie Ci roli administratora, a potem wróć tutaj.
business-not-admin-other = Użyj innej firmy albo utwórz nową.
business-new = Utwórz nową firmę
business-name = Nazwa firmy
business-name-hint = Pełna nazwa firmy, zgodna z dokumentami.
business-email = Firmowy adres e-mail
business-website = Strona internetowa
business-website-hint = Twoja strona internetowa lub strona w serwisie społecznościowym.
business-country = Kraj
business-phone = Telefon firmowy
business-add-address = Dodaj adres
business-address = Ulica i numer
business-address-more = Adres, drugi wiersz
business-city = Miejscowość
business-state = Województwo lub region
business-zip = Kod pocztowy

## The account

waba-title = Wybierz konto { -product } Business
waba-lead = W ramach jednej rejestracji łączone jest jedno konto. Aby połączyć kolejne, przeprowadź rejestrację ponownie.
waba-existing = Konto { -product } Business
waba-existing-hint = Wybierz konto firmy { $business }, aby dodać do niego numer telefonu, albo utwórz nowe.
waba-new = Utwórz nowe konto
waba-closed = (nie można połączyć)
waba-profile = Profil { -product } Business
waba-profile-new = Utwórz nowy profil z nowym numerem telefonu
waba-profile-hint = Istniejący profil zostanie połączony bez zmian, razem ze swoim numerem. Zmienisz go w WhatsApp Managerze.
waba-only-new = Firma { $business } nie ma jeszcze konta: zostanie utworzone nowe.

## The profile

profile-title = Opisz swoją firmę
profile-lead = Klienci widzą ten profil, gdy z Tobą czatują.
profile-existing-title = Twój istniejący profil
profile-existing-lead = Ten profil zostanie połączony bez zmian. Możesz go zmienić w WhatsApp Managerze.
profile-real-title = Użyj prawdziwej nazwy
profile-real = Podaj nazwę wyświetlaną i numer, których Twoja firma będzie naprawdę używać. Późniejsza zmiana jest bardzo trudna, dlatego nie używaj nazw testowych.
profile-waba-name = Nazwa konta
profile-waba-name-hint = Jest widoczna tylko dla Ciebie i dostawcy { $provider }.
profile-display-name = Nazwa wyświetlana
profile-display-name-hint = Widzą ją klienci. Musi oznaczać Twoją firmę, być zapisana tak jak wszędzie indziej i mieć co najmniej 3 litery lub cyfry. Nie może być sloganem ani adresem strony, zawierać symboli ani składać się z samych wielkich liter.
profile-timezone = Strefa czasowa
profile-category = Kategoria
profile-description = Opis
profile-description-hint = Maksymalnie 512 znaków.
profile-website = Strona internetowa

## The number

number-title = Dodaj numer telefonu
number-lead = Klienci będą otrzymywać wiadomości z tego numeru.
number-real-title = Nie używaj numeru testowego ani prywatnego
number-real = Od tej chwili numer jest przypisany do Twojej firmy, a późniejsza zmiana na inny jest bardzo trudna. Wybierz numer, który mają znać klienci.
number-used = Numer używany w aplikacji { -product } Messenger lub { -product } Business trzeba najpierw zwolnić: usuń konto w aplikacji, odczekaj około trzech minut i wróć tutaj.
number-offer-title = Użyj numeru od dostawcy
number-offer = { $provider } ma już zweryfikowany numer { $number }. Nie potrzebujesz do niego kodu.
number-offer-take = Użyj tego numeru
number-country = Kod kraju
number-number = Numer telefonu
number-number-hint = Bez kodu kraju, na przykład 1512 3456789.
number-method = Jak mamy przekazać Ci kod?
number-sms = SMS
number-voice = Połączenie telefoniczne
number-next = Wyślij kod

## The code

verify-title = Zweryfikuj numer
verify-lead = Wpisz 6-cyfrowy kod, który przyszedł na numer { $number } w SMS-ie lub został podany przez telefon.
verify-where = To emulator: kod znajdziesz na { $page }.
verify-where-link = stronie telefonów w panelu Desk
verify-code = Kod weryfikacyjny
verify-next = Zweryfikuj
verify-again-title = Kod nie dotarł?
verify-again-sms = Wyślij nowy SMS
verify-again-voice = Zadzwoń do mnie
verify-other-number = Użyj innego numeru
verify-spent = Kolejny kod można wysłać najwcześniej { $until }. Ostatni kod działa do końca okresu ważności.
verify-locked = Do tego czasu nie można wpisać kodu ani otrzymać go SMS-em lub przez telefon. Błędne próby są zliczane dla numeru, niezależnie od tego, kto je podejmuje.
verify-clock = Zegar emulatora wskazuje teraz { $now }. Nie musisz czekać: możesz go przestawić do przodu na { $page }.
verify-clock-link = stronie zegara w panelu Desk
verify-look-again = Sprawdź ponownie

## The review

permissions-title = Podsumowanie
permissions-lead = Sprawdź, do czego { $provider } otrzyma dostęp.
permissions-business = Firma
permissions-waba = Konto
permissions-number = Numer telefonu
permissions-name = Nazwa wyświetlana
permissions-allowed = Uprawnienia
permissions-scope-management = Zarządzanie Twoimi kontami { -product }
permissions-scope-messaging = Wysyłanie wiadomości w Twoim imieniu
permissions-scope-business = Zarządzanie Twoją firmą
permissions-bill = Opłaty za korzystanie z usługi obciążają dostawcę { $provider }.
permissions-next = Potwierdź

## The end

done-title = Twoje konto jest połączone
done-lead = { $provider } ma teraz dostęp do:
done-business-id = Firma
done-waba-id = Konto { -product } Business
done-phone-id = Numer telefonu
done-next = Resztę skonfiguruje { $provider }. Nasze kontrole odbywają się w tle. Na adres e-mail Twojej firmy wysłaliśmy wiadomość i napiszemy ponownie, gdy pojawią się nowe informacje.
done-finish = Zakończ
done-lost = Wynik logowania nie jest już dostępny. Rozpocznij rejestrację ponownie na stronie dostawcy { $provider }; nic nie zostanie utworzone dwa razy.
cancelled-title = Rejestracja anulowana
cancelled-lead = Wprowadzone dane zostały zachowane. Znajdziesz je, gdy zaczniesz ponownie.
cancelled-close = Możesz zamknąć to okno.
cancelled-return = Wróć na poprzednią stronę

## Before the first screen

refused-title = Tutaj nie można rozpocząć rejestracji
refused-app = Nie ma aplikacji o identyfikatorze { $app }.
    .advice = Strona musi wywołać FB.init z identyfikatorem aplikacji dostawcy.
refused-domain = Aplikacji { $app } nie można używać w domenie { $domain }.
    .advice = Dostawca musi dodać { $domain } do dozwolonych domen aplikacji: w panelu Desk, w sekcji Providers, albo za pomocą pola „domains” w POST /_control/provider.
refused-domain-right = Otwórz stronę pod adresem { $address } i tam rozpocznij rejestrację. Albo:
refused-redirect-title = Adres URL zablokowany
refused-redirect = Aplikacji { $app } nie można używać w domenie { $domain }: przekierowanie nie powiodło się, ponieważ { $uri } nie należy do jej prawidłowych adresów przekierowania OAuth.
    .advice = Dostawca musi dodać ten adres do aplikacji w panelu Desk, w sekcji Providers. Upewnij się, że jest tam zapisany dokładnie tak jak tutaj.
refused-no-domain = Strona, która rozpoczęła rejestrację, nie podała swojego adresu.
    .advice = Rozpocznij rejestrację za pomocą FB.login z SDK albo podaj redirect_uri w dozwolonej domenie.
refused-device = To działa tylko na komputerze
    .advice = Otwórz stronę na komputerze stacjonarnym lub laptopie i tam rozpocznij rejestrację.
refused-gone = Ta rejestracja nie jest już otwarta.
    .advice = Rozpocznij ją ponownie na stronie dostawcy. Znajdziesz tam wprowadzone wcześniej dane.
refused-unexplained = Coś poszło nie tak. Spróbuj ponownie później.

## Categories

vertical-auto = Motoryzacja
vertical-beauty = Uroda, spa i salony
vertical-apparel = Odzież i moda
vertical-edu = Edukacja
vertical-entertain = Rozrywka
vertical-event-plan = Organizacja i obsługa wydarzeń
vertical-finance = Finanse i bankowość
vertical-grocery = Żywność i artykuły spożywcze
vertical-govt = Usługi publiczne
vertical-hotel = Hotele i noclegi
vertical-health = Medycyna i zdrowie
vertical-nonprofit = Organizacja non-profit
vertical-prof-services = Usługi profesjonalne
vertical-retail = Zakupy i handel detaliczny
vertical-travel = Podróże i transport
vertical-restaurant = Restauracja
vertical-not-a-biz = To nie firma
vertical-other = Inne

## What the platform refuses

refusal-not-allowed = Nie masz do tego uprawnień.
    .advice = Zaloguj się jako osoba, która rozpoczęła rejestrację.
refusal-not-business-admin = Nie jesteś administratorem tej firmy.
    .advice = Poproś administratora o przeprowadzenie rejestracji lub o nadanie Ci roli administratora albo użyj innej firmy.
refusal-not-a-provider = Tę rejestrację może rozpocząć tylko aplikacja dostawcy.
    .advice = Aplikacja należy do firmy, która nie jest dostawcą.
refusal-app-in-development = Aplikacja { $app } jest w trybie programistycznym: mogą z niej korzystać tylko osoby, które mają w niej rolę.
    .advice = Nie możesz tego zmienić samodzielnie. Skontaktuj się z dostawcą.
refusal-bad-value = Nie można tutaj użyć wartości „{ $value }”.
    .advice = Popraw ją i spróbuj ponownie.
refusal-name-length = Nazwa wyświetlana musi mieć co najmniej 3 litery lub cyfry i najwyżej 255 znaków.
    .advice = Użyj nazwy, pod którą znają Cię klienci.
refusal-name-address = Nazwa wyświetlana nie może być adresem internetowym.
    .advice = Pomiń https://, www. i .com.
refusal-name-symbols = Nazwa wyświetlana nie może zawierać emoji ani symboli.
    .advice = Pomiń symbole takie jak ™ lub ★.
refusal-name-punctuation = Nazwa wyświetlana nie może zawierać zbędnych znaków interpunkcyjnych ani spacji.
    .advice = Między słowami wstaw jedną spację i nie powtarzaj znaków interpunkcyjnych.
refusal-name-capitals = Nazwa wyświetlana nie może składać się z samych wielkich liter, chyba że jest skrótowcem.
    .advice = Zapisz ją zwyczajnie, na przykład „Lucky Shrub”.
refusal-name-trademark = Nazwa wyświetlana nie może zawierać nazw platformy.
    .advice = Użyj wyłącznie własnej nazwy.
refusal-name-general = Nazwa wyświetlana to nazwa firmy, produktu lub działu, a nie ogólne słowo czy sama nazwa miejsca.
    .advice = Dodaj nazwę swojej firmy.
refusal-origin-not-allowed = Nie można rozpocząć rejestracji z { $origin }.
    .advice = Dostawca musi dodać tę domenę do dozwolonych domen swojej aplikacji.
refusal-signup-over = Ta rejestracja jest zakończona.
    .advice = Aby połączyć kolejne konto lub numer, rozpocznij ją ponownie na stronie dostawcy.
refusal-wrong-step = Ta rejestracja jest na innym etapie.
    .advice =
        { $step ->
            [authorization] Kontynuuj od pierwszego kroku, czyli zgody dla dostawcy.
            [business] Kontynuuj od wyboru firmy.
            [waba] Kontynuuj od wyboru konta.
            [profile] Kontynuuj od profilu.
            [number] Kontynuuj od numeru telefonu.
            [verify] Kontynuuj od kodu weryfikacyjnego.
           *[permissions] Kontynuuj od podsumowania.
        }
refusal-shared-with-another = To konto jest już udostępnione dostawcy { $partner }. Konto można udostępnić tylko jednemu dostawcy.
    .advice = Najpierw zakończ tamto udostępnianie albo utwórz nowe konto.
refusal-waba-quota =
    { $max ->
        [one] Niezweryfikowana firma może mieć tylko jedno konto.
        [few] Niezweryfikowana firma może mieć najwyżej { $max } konta.
        [many] Niezweryfikowana firma może mieć najwyżej { $max } kont.
       *[other] Niezweryfikowana firma może mieć najwyżej { $max } konta.
    }
    .advice = Zweryfikuj firmę w Business Managerze, aby utworzyć więcej kont, albo wybierz jedno z istniejących.
refusal-business-limit =
    { $max ->
        [one] Masz już utworzoną jedną firmę i nie możesz utworzyć kolejnej.
        [few] Masz już utworzone { $max } firmy i nie możesz utworzyć kolejnej.
        [many] Masz już utworzonych { $max } firm i nie możesz utworzyć kolejnej.
       *[other] Masz już utworzone { $max } firmy i nie możesz utworzyć kolejnej.
    }
    .advice = Wybierz jedną ze swoich firm albo poproś administratora innej firmy o dodanie Cię do niej.
refusal-account-too-new = Twoje konto użytkownika jest zbyt nowe, aby utworzyć firmę.
    .advice = Spróbuj ponownie po { $until }, albo wybierz firmę, którą administrujesz.
refusal-configuration = Aplikacja nie ma konfiguracji logowania o identyfikatorze { $configuration }.
    .advice = Strona musi podać konfigurację aplikacji jako config_id. Dostawca znajdzie konfiguracje w panelu Desk, w sekcji Providers.
refusal-waba-limit =
    { $max ->
        [one] Firma ma już jedno konto i nie może mieć więcej.
        [few] Firma ma już { $max } konta i nie może mieć więcej.
        [many] Firma ma już { $max } kont i nie może mieć więcej.
       *[other] Firma ma już { $max } konta i nie może mieć więcej.
    }
    .advice = Wybierz jedno z jej kont.
refusal-number-listed = Numer { $number } jest już na tym koncie.
    .advice = Podaj inny numer albo kontynuuj z dotychczasowym u swojego dostawcy.
refusal-number-in-use = Numer { $number } jest używany na innym koncie.
    .advice = Usuń go stamtąd, odczekaj około trzech minut i wpisz ponownie. Jeśli jest u innego dostawcy, najpierw wyłącz tam kod PIN weryfikacji dwuetapowej.
refusal-number-connected = Numer { $number } jest już połączony z Twoim kontem „{ $account }”.
    .advice = Wróć i wybierz to konto, aby kontynuować z tym numerem, albo wpisz inny numer.
refusal-number-on-messenger = Numer { $number } jest używany w aplikacji { -product } Messenger.
    .advice = Otwórz { -product } na tym telefonie, usuń konto (Ustawienia, Konto, Usuń moje konto), odczekaj około trzech minut i wpisz numer ponownie. Możesz też użyć innego numeru.
refusal-number-on-business-app = Numer { $number } jest używany w aplikacji { -product } Business.
    .advice = Otwórz aplikację na tym telefonie, usuń konto (Ustawienia, Konto, Usuń moje konto), odczekaj około trzech minut i wpisz numer ponownie. Możesz też użyć innego numeru.
refusal-number-being-freed = Konto numeru { $number } zostało przed chwilą usunięte w aplikacji i numer nie jest jeszcze wolny.
    .advice = Wpisz go ponownie po { $until }, albo przestaw zegar w panelu Desk do przodu na ten czas.
refusal-number-behind-voice-menu = Pod numerem { $number } odpowiada menu głosowe, więc kod nie dotrze tam do człowieka.
    .advice = Użyj numeru, pod którym ktoś odbiera lub który odbiera SMS-y.
refusal-verification-not-started = Do tego konta nie można jeszcze dodać kolejnego numeru.
    .advice = Najpierw rozpocznij weryfikację firmy w Business Managerze, a potem dodaj więcej numerów.
refusal-number-limit =
    { $max ->
        [one] To konto ma już jeden numer i nie może mieć więcej.
        [few] To konto ma już { $max } numery i nie może mieć więcej.
        [many] To konto ma już { $max } numerów i nie może mieć więcej.
       *[other] To konto ma już { $max } numeru i nie może mieć więcej.
    }
    .advice = Utwórz dla tego numeru inne konto.
refusal-business-number-limit =
    { $max ->
        [one] Niezweryfikowana firma może mieć tylko jeden numer.
        [few] Niezweryfikowana firma może mieć najwyżej { $max } numery.
        [many] Niezweryfikowana firma może mieć najwyżej { $max } numerów.
       *[other] Niezweryfikowana firma może mieć najwyżej { $max } numeru.
    }
    .advice = Dokończ weryfikację firmy w Business Managerze, a potem dodaj więcej numerów.
refusal-migration =
    Ten numer jest na innym koncie i nie można go tutaj przenieść. { $why ->
        [other-business] Tamto konto należy do innej firmy.
        [business-not-verified] Najpierw trzeba zweryfikować firmę.
        [name-not-approved] Najpierw musi zostać zatwierdzona jego nazwa wyświetlana i żadna jej zmiana nie może być w toku.
        [no-payment] Do tamtego konta nie przypisano konta płatności.
        [account-not-approved] Tamto konto nie zostało zatwierdzone albo nadal jest sprawdzane.
       *[no-webhooks] Dla tego konta nie skonfigurowano webhooków.
    }
    .advice = Rozwiąż ten problem albo usuń numer w WhatsApp Managerze drugiego konta, odczekaj pięć minut i wpisz go ponownie. Możesz też użyć innego numeru.
refusal-two-step-on = Numer { $number } jest na Twoim koncie „{ $account }” u innego dostawcy i ma włączoną weryfikację dwuetapową.
    .advice = Otwórz numer w WhatsApp Managerze tamtego konta, wyłącz weryfikację dwuetapową i potwierdź to linkiem z wiadomości e-mail. Potem wpisz numer ponownie, a zostanie tutaj przeniesiony. Możesz też usunąć go stamtąd albo użyć innego numeru.
refusal-code-too-soon = Kod został wysłany przed chwilą.
    .advice =
        { $seconds ->
            [one] Odczekaj sekundę, a potem poproś o kolejny.
            [few] Odczekaj { $seconds } sekundy, a potem poproś o kolejny.
            [many] Odczekaj { $seconds } sekund, a potem poproś o kolejny.
           *[other] Odczekaj { $seconds } sekundy, a potem poproś o kolejny.
        }
refusal-too-many-codes = Dla tego numeru zażądano zbyt wielu kodów.
    .advice = Spróbuj ponownie po { $until }, albo przestaw zegar w panelu Desk do przodu na ten czas.
refusal-guesses-locked = Zbyt wiele razy wpisano błędny kod.
    .advice = Spróbuj ponownie po { $until }, albo przestaw zegar w panelu Desk do przodu na ten czas. Jeśli to okno będzie już wtedy zamknięte, rozpocznij rejestrację ponownie i wybierz tę samą firmę i ten sam numer.
refusal-no-code-sent = Na ten numer nie wysłano kodu.
    .advice = Najpierw poproś o kod.
refusal-code-wrong = Ten kod jest nieprawidłowy.
    .advice = Sprawdź jeszcze raz ostatnią wiadomość albo poproś o nowy kod.
refusal-code-expired = Ten kod stracił ważność.
    .advice = Poproś o nowy.
refusal-already-verified = Ten numer jest już zweryfikowany.
    .advice = Przejdź do następnego kroku.
refusal-not-verified = Ten numer nie jest zweryfikowany.
    .advice = Poproś o kod i wpisz go.
refusal-number-off = Ten numer został wyłączony.
    .advice = Zweryfikuj firmę albo złóż odwołanie w Business Managerze.
refusal-limit-reached = Osiągnięto limit wiadomości.
    .advice = Aby go zwiększyć, rozpocznij weryfikację firmy.
refusal-waba-disabled = To konto jest wyłączone, ponieważ nie przeszło kontroli.
    .advice = Złóż odwołanie w Business Managerze albo wybierz inne konto.
refusal-other = To nie jest możliwe: { $sentence }
    .advice = Popraw to i spróbuj ponownie.
refusal-down = Nic nie zapisano, ponieważ platforma nie mogła zapisać danych na dysku.
    .advice = Spróbuj ponownie.
