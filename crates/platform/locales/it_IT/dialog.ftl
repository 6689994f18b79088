# The texts of the signup pop-up in Italian.

-product = WhatsApp

## On every screen

frame-title = Collega la tua azienda a { -product }
frame-emulated = Emulato da Vestibule a scopo di test. Questo non è un servizio di Meta né di { -product }.
frame-progress = Passaggio { $number } di { $count }
frame-signed-in = Accesso effettuato come { $name }
frame-switch = Cambia persona
frame-continue = Continua
frame-back = Indietro
frame-cancel = Annulla
frame-choose = Seleziona
frame-optional = (facoltativo)
frame-problem = Qualcosa richiede la tua attenzione
frame-report = Segnala il problema ed esci
frame-check-field = Controlla questo campo: { $label }

## Times

moment = { $day } { $month } { $year } alle ore { $time } UTC
month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre

## Log in

login-title = Accedi
login-lead = Scegli chi sei. Questo è un emulatore: non serve alcuna password.
login-people = Persone
login-continue-as = Continua come { $name }
login-new-title = Oppure crea una persona
login-name = Il tuo nome
login-email = Il tuo indirizzo e-mail
login-language = Lingua
login-create = Crea e continua

## What is asked for

authorization-title = { $provider } vuole collegare la tua azienda a { -product }
authorization-lead = Se continui, { $provider } otterrà l’accesso all’account { -product } Business che sceglierai o creerai nei prossimi passaggi.
authorization-can = { $provider } potrà
authorization-manage = gestire l’account: modelli di messaggio, numeri di telefono e profilo
authorization-send = inviare e ricevere messaggi per conto della tua azienda
authorization-measure = visualizzare qualità, limiti e utilizzo
authorization-users = decidere quali dei propri sistemi possono usare l’account
authorization-bill-title = A chi vengono addebitati i costi
authorization-bill = { $provider } condivide con te la propria linea di credito. L’utilizzo viene fatturato a { $provider } e tu paghi { $provider }.
authorization-owner = L’account resta tuo. Puoi vederlo in qualsiasi momento nel tuo Business Manager.
authorization-start = Inizia

## The business

business-title = Scegli la tua azienda
business-lead = L’account { -product } Business apparterrà a questa azienda.
business-existing = Azienda
business-existing-hint = Solo un amministratore dell’azienda può collegarla.
business-not-admin = { $name } (non sei amministratore)
business-not-admin-title = Non sei amministratore di una delle aziende mostrate qui?
business-not-admin-run = Chiedi a un amministratore dell’azienda di eseguire questa registrazione.
business-not-admin-make = Chiedi a un amministratore di nominarti amministratore, poi torna qui.
business-not-admin-other = Usa un’altra azienda o creane una.
business-new = Crea una nuova azienda
business-name = Nome dell’azienda
business-name-hint = La ragione sociale, come risulta dai documenti ufficiali.
business-email = Indirizzo e-mail dell’azienda
business-website = Sito web
business-website-hint = Il tuo sito web o la tua pagina su un social network.
business-country = Paese
business-phone = Telefono dell’azienda
business-add-address = Aggiungi un indirizzo
business-address = Indirizzo
business-address-more = Indirizzo, seconda riga
business-city = Città
business-state = Provincia o regione
business-zip = Codice postale

## The account

waba-title = Scegli un account { -product } Business
waba-lead = A ogni registrazione viene collegato un account. Per collegarne un altro, ripeti la registrazione.
waba-existing = Account { -product } Business
waba-existing-hint = Scegli un account di { $business } a cui aggiungere un numero di telefono oppure creane uno nuovo.
waba-new = Crea un nuovo account
waba-closed = (non può essere collegato)
waba-profile = Profilo { -product } Business
waba-profile-new = Crea un nuovo profilo con un nuovo numero di telefono
waba-profile-hint = Un profilo esistente viene collegato così com’è, con il suo numero. Per modificarlo, usa WhatsApp Manager.
waba-only-new = { $business } non ha ancora un account: ne verrà creato uno nuovo.

## The profile

profile-title = Descrivi la tua azienda
profile-lead = I clienti vedono questo profilo quando chattano con te.
profile-existing-title = Il tuo profilo esistente
profile-existing-lead = Questo profilo viene collegato così com’è. Puoi modificarlo in WhatsApp Manager.
profile-real-title = Usa il nome reale
profile-real = Registrati con il nome visualizzato e il numero che la tua azienda userà davvero. Modificarli in seguito è molto difficile, quindi non usare nomi di prova.
profile-waba-name = Nome dell’account
profile-waba-name-hint = Lo vedete solo tu e { $provider }.
profile-display-name = Nome visualizzato
profile-display-name-hint = Lo vedono i clienti. Deve rappresentare la tua azienda, essere scritto come lo usi altrove e contenere almeno 3 lettere o cifre. Non sono ammessi slogan, indirizzi web, simboli o nomi scritti tutti in maiuscolo.
profile-timezone = Fuso orario
profile-category = Categoria
profile-description = Descrizione
profile-description-hint = Massimo 512 caratteri.
profile-website = Sito web

## The number

number-title = Aggiungi un numero di telefono
number-lead = I clienti riceveranno i messaggi da questo numero.
number-real-title = Non usare un numero di prova o personale
number-real = Da questo momento il numero è associato alla tua azienda e in seguito sarà molto difficile cambiarlo. Scegli il numero che i clienti devono conoscere.
number-used = Un numero in uso su { -product } Messenger o sull’app { -product } Business deve prima essere liberato: elimina l’account nell’app, attendi circa tre minuti, poi torna qui.
number-offer-title = Usa un numero del tuo fornitore
number-offer = { $provider } ha già verificato il numero { $number }. Non ti serve alcun codice.
number-offer-take = Usa questo numero
number-country = Prefisso internazionale
number-number = Numero di telefono
number-number-hint = Senza il prefisso internazionale, ad esempio 1512 3456789.
number-method = Come vuoi ricevere il codice?
number-sms = SMS
number-voice = Chiamata
number-next = Invia codice

## The code

verify-title = Verifica il tuo numero
verify-lead = Inserisci il codice di 6 cifre ricevuto al numero { $number } tramite SMS o chiamata.
verify-where = Questo è un emulatore: trovi il codice nella { $page }.
verify-where-link = pagina dei telefoni del Desk (Phones)
verify-code = Codice di verifica
verify-next = Verifica
verify-again-title = Non l’hai ricevuto?
verify-again-sms = Invia un nuovo SMS
verify-again-voice = Ricevi una chiamata
verify-other-number = Usa un altro numero
verify-spent = Non è possibile inviare altri codici prima del giorno { $until }. L’ultimo codice resta valido fino alla scadenza.
verify-locked = Fino ad allora non è possibile inserire codici né riceverli tramite SMS o chiamata. I tentativi errati valgono per il numero, chiunque li faccia.
verify-clock = L’orologio di questo emulatore indica: { $now }. Non devi aspettare: spostalo in avanti nella { $page }.
verify-clock-link = pagina dell’orologio del Desk (Clock)
verify-look-again = Ricontrolla

## The review

permissions-title = Riepilogo
permissions-lead = Controlla ciò a cui { $provider } avrà accesso.
permissions-business = Azienda
permissions-waba = Account
permissions-number = Numero di telefono
permissions-name = Nome visualizzato
permissions-allowed = Autorizzazioni
permissions-scope-management = Gestire i tuoi account { -product }
permissions-scope-messaging = Inviare messaggi per tuo conto
permissions-scope-business = Gestire la tua azienda
permissions-bill = L’utilizzo viene fatturato a { $provider }.
permissions-next = Conferma

## The end

done-title = Il tuo account è collegato
done-lead = Ora { $provider } ha accesso a:
done-business-id = Azienda
done-waba-id = Account { -product } Business
done-phone-id = Numero di telefono
done-next = Da qui in poi { $provider } si occupa di tutta la configurazione. I nostri controlli proseguono in background. Abbiamo scritto all’indirizzo e-mail della tua azienda e ti scriveremo di nuovo quando ci saranno novità.
done-finish = Fine
done-lost = Il risultato dell’accesso non è più disponibile. Avvia di nuovo la registrazione dalla pagina di { $provider }; nulla verrà creato due volte.
cancelled-title = Registrazione annullata
cancelled-lead = I dati inseriti sono stati conservati. Li ritroverai quando ricomincerai.
cancelled-close = Puoi chiudere questa finestra.
cancelled-return = Torna alla pagina di provenienza

## Before the first screen

refused-title = Non è possibile avviare la registrazione da qui
refused-app = Non esiste alcuna app con l’ID { $app }.
    .advice = La pagina deve chiamare FB.init con l’ID di un’app di un fornitore.
refused-domain = L’app { $app } non può essere usata su { $domain }.
    .advice = Il fornitore deve aggiungere { $domain } ai domini consentiti dell’app: nel Desk, alla voce Providers, o con il campo “domains” di POST /_control/provider.
refused-domain-right = Apri la pagina all’indirizzo { $address } e avvia la registrazione da lì. Oppure:
refused-redirect-title = URL bloccato
refused-redirect = L’app { $app } non può essere usata su { $domain }: il reindirizzamento non è riuscito perché { $uri } non è tra i suoi indirizzi di reindirizzamento OAuth validi.
    .advice = Il fornitore deve aggiungere l’indirizzo all’app, nel Desk, alla voce Providers. Assicurati che sia scritto esattamente come qui.
refused-no-domain = La pagina che ha avviato la registrazione non ha indicato il proprio indirizzo.
    .advice = Avviala con FB.login dell’SDK oppure indica un redirect_uri su un dominio consentito.
refused-device = Funziona solo su un computer
    .advice = Apri la pagina su un computer fisso o portatile e avvia la registrazione da lì.
refused-gone = Questa registrazione non è più attiva.
    .advice = Avviala di nuovo dalla pagina del fornitore. Ritroverai i dati che hai inserito.
refused-unexplained = Si è verificato un errore. Riprova più tardi.

## Categories

vertical-auto = Automobili e motori
vertical-beauty = Bellezza, spa e parrucchieri
vertical-apparel = Abbigliamento e moda
vertical-edu = Istruzione
vertical-entertain = Intrattenimento
vertical-event-plan = Organizzazione di eventi e servizi
vertical-finance = Finanza e banche
vertical-grocery = Alimentari
vertical-govt = Servizi pubblici
vertical-hotel = Hotel e alloggi
vertical-health = Medicina e salute
vertical-nonprofit = Organizzazione non profit
vertical-prof-services = Servizi professionali
vertical-retail = Shopping e vendita al dettaglio
vertical-travel = Viaggi e trasporti
vertical-restaurant = Ristorante
vertical-not-a-biz = Non è un’azienda
vertical-other = Altro

## What the platform refuses

refusal-not-allowed = Non hai l’autorizzazione per questa operazione.
    .advice = Accedi come la persona che ha avviato la registrazione.
refusal-not-business-admin = Non sei amministratore di questa azienda.
    .advice = Chiedi a un amministratore di eseguire la registrazione o di nominarti amministratore, oppure usa un’altra azienda.
refusal-not-a-provider = Solo l’app di un fornitore può avviare questa registrazione.
    .advice = L’app appartiene a un’azienda che non è un fornitore.
refusal-app-in-development = L’app { $app } è in modalità di sviluppo: può usarla solo chi vi ha un ruolo.
    .advice = Non puoi cambiarlo tu. Contatta il fornitore.
refusal-bad-value = Qui non è possibile usare “{ $value }”.
    .advice = Correggi e riprova.
refusal-name-length = Il nome visualizzato deve contenere almeno 3 lettere o cifre e al massimo 255 caratteri.
    .advice = Usa il nome con cui ti conoscono i clienti.
refusal-name-address = Il nome visualizzato non può essere un indirizzo web.
    .advice = Ometti https://, www. e .com.
refusal-name-symbols = Il nome visualizzato non può contenere emoji o simboli.
    .advice = Ometti simboli come ™ o ★.
refusal-name-punctuation = Il nome visualizzato non può contenere segni di punteggiatura o spazi superflui.
    .advice = Lascia un solo spazio tra le parole e non ripetere i segni.
refusal-name-capitals = Il nome visualizzato non può essere scritto tutto in maiuscolo, a meno che non sia un acronimo.
    .advice = Scrivilo nella forma abituale, ad esempio “Lucky Shrub”.
refusal-name-trademark = Il nome visualizzato non può contenere i nomi della piattaforma.
    .advice = Usa soltanto il nome della tua azienda.
refusal-name-general = Il nome visualizzato deve essere quello di un’azienda, di un prodotto o di un reparto, non soltanto un termine generico o un luogo.
    .advice = Aggiungi il nome della tua azienda.
refusal-origin-not-allowed = La registrazione non può essere avviata da { $origin }.
    .advice = Il fornitore deve aggiungere questo dominio ai domini consentiti della propria app.
refusal-signup-over = Questa registrazione è già conclusa.
    .advice = Per collegare un altro account o numero, avviala di nuovo dalla pagina del fornitore.
refusal-wrong-step = Questa registrazione si trova a un altro passaggio.
    .advice =
        { $step ->
            [authorization] Continua dal primo passaggio, l’autorizzazione del fornitore.
            [business] Continua dalla scelta dell’azienda.
            [waba] Continua dalla scelta dell’account.
            [profile] Continua dal profilo.
            [number] Continua dal numero di telefono.
            [verify] Continua dal codice di verifica.
           *[permissions] Continua dal riepilogo.
        }
refusal-shared-with-another = Questo account è già condiviso con { $partner }. Un account può essere condiviso con un solo fornitore.
    .advice = Interrompi prima quella condivisione oppure crea un nuovo account.
refusal-waba-quota =
    { $max ->
        [one] Un’azienda non verificata può avere un solo account.
       *[other] Un’azienda non verificata può avere al massimo { $max } account.
    }
    .advice = Verifica l’azienda nel Business Manager per crearne altri oppure scegli uno dei suoi account.
refusal-business-limit =
    { $max ->
        [one] Hai già creato un’azienda e non puoi crearne altre.
       *[other] Hai già creato { $max } aziende e non puoi crearne altre.
    }
    .advice = Scegli una delle tue aziende oppure chiedi a un amministratore di un’altra di aggiungerti.
refusal-account-too-new = Il tuo account utente è troppo recente per creare un’azienda.
    .advice = Riprova a partire dal giorno { $until } oppure scegli un’azienda di cui sei amministratore.
refusal-configuration = L’app non ha alcuna configurazione di accesso con l’ID { $configuration }.
    .advice = La pagina deve indicare come config_id una configurazione dell’app. Il fornitore trova le configurazioni nel Desk, alla voce Providers.
refusal-waba-limit =
    { $max ->
        [one] L’azienda ha già un account e non può averne altri.
       *[other] L’azienda ha già { $max } account e non può averne altri.
    }
    .advice = Scegli uno dei suoi account.
refusal-number-listed = Il numero { $number } è già in questo account.
    .advice = Inserisci un altro numero oppure continua con quello esistente tramite il tuo fornitore.
refusal-number-in-use = Il numero { $number } è in uso in un altro account.
    .advice = Eliminalo da quell’account, attendi circa tre minuti e inseriscilo di nuovo. Se è presso un altro fornitore, disattiva prima il PIN della verifica in due passaggi.
refusal-number-connected = Il numero { $number } è già collegato al tuo account “{ $account }”.
    .advice = Per continuare con questo numero, torna indietro e scegli quell’account; altrimenti inserisci un altro numero.
refusal-number-on-messenger = Il numero { $number } è in uso su { -product } Messenger.
    .advice = Apri { -product } su quel telefono, elimina l’account (Impostazioni > Account > Elimina account), attendi circa tre minuti e inserisci di nuovo il numero. Oppure usa un altro numero.
refusal-number-on-business-app = Il numero { $number } è in uso sull’app { -product } Business.
    .advice = Apri l’app su quel telefono, elimina l’account (Impostazioni > Account > Elimina account), attendi circa tre minuti e inserisci di nuovo il numero. Oppure usa un altro numero.
refusal-number-being-freed = L’account del numero { $number } è stato eliminato nell’app poco fa e il numero non è ancora libero.
    .advice = Inseriscilo di nuovo a partire dal giorno { $until } oppure sposta in avanti l’orologio del Desk fino a quel momento.
refusal-number-behind-voice-menu = Al numero { $number } risponde un menu vocale, quindi nessuno può ricevere il codice.
    .advice = Usa un numero a cui risponde una persona o che riceve SMS.
refusal-verification-not-started = Per ora questo account non può avere altri numeri.
    .advice = Avvia prima la verifica dell’azienda nel Business Manager, poi aggiungi altri numeri.
refusal-number-limit =
    { $max ->
        [one] Questo account ha già un numero e non può averne altri.
       *[other] Questo account ha già { $max } numeri e non può averne altri.
    }
    .advice = Crea un altro account per questo numero.
refusal-business-number-limit =
    { $max ->
        [one] Un’azienda non verificata può avere un solo numero.
       *[other] Un’azienda non verificata può avere al massimo { $max } numeri.
    }
    .advice = Completa la verifica dell’azienda nel Business Manager, poi aggiungi altri numeri.
refusal-migration =
    Questo numero è in un altro account e non può essere trasferito qui. { $why ->
        [other-business] Quell’account appartiene a un’altra azienda.
        [business-not-verified] L’azienda deve prima essere verificata.
        [name-not-approved] Il suo nome visualizzato deve prima essere approvato, senza modifiche in corso.
        [no-payment] A quell’account non è associato alcun account di pagamento.
        [account-not-approved] Quell’account non è approvato o la sua revisione è ancora in corso.
       *[no-webhooks] Per questo account non sono stati configurati webhook.
    }
    .advice = Risolvi il problema oppure elimina il numero nel WhatsApp Manager dell’altro account, attendi cinque minuti e inseriscilo di nuovo. In alternativa, usa un altro numero.
refusal-two-step-on = Il numero { $number } è nel tuo account “{ $account }” presso un altro fornitore e ha la verifica in due passaggi attiva.
    .advice = Apri il numero nel WhatsApp Manager di quell’account, disattiva la verifica in due passaggi e conferma con il link nell’e-mail. Poi inserisci di nuovo il numero: verrà trasferito qui. In alternativa, eliminalo da quell’account o usa un altro numero.
refusal-code-too-soon = Un codice è stato inviato poco fa.
    .advice =
        { $seconds ->
            [one] Attendi un secondo, poi richiedine un altro.
           *[other] Attendi { $seconds } secondi, poi richiedine un altro.
        }
refusal-too-many-codes = Sono stati richiesti troppi codici per questo numero.
    .advice = Riprova a partire dal giorno { $until } oppure sposta in avanti l’orologio del Desk fino a quel momento.
refusal-guesses-locked = Il codice è stato inserito in modo errato troppe volte.
    .advice = Riprova a partire dal giorno { $until } oppure sposta in avanti l’orologio del Desk fino a quel momento. Se per allora questa finestra sarà chiusa, avvia di nuovo la registrazione e scegli la stessa azienda e lo stesso numero.
refusal-no-code-sent = A questo numero non è stato inviato alcun codice.
    .advice = Richiedi prima un codice.
refusal-code-wrong = Il codice non è corretto.
    .advice = Ricontrolla l’ultimo messaggio o richiedi un nuovo codice.
refusal-code-expired = Il codice è scaduto.
    .advice = Richiedine uno nuovo.
refusal-already-verified = Questo numero è già verificato.
    .advice = Continua con il passaggio successivo.
refusal-not-verified = Questo numero non è verificato.
    .advice = Richiedi un codice e inseriscilo.
refusal-number-off = Questo numero è stato disattivato.
    .advice = Verifica l’azienda o presenta ricorso nel Business Manager.
refusal-limit-reached = È stato raggiunto il limite di messaggi.
    .advice = Avvia la verifica dell’azienda per aumentarlo.
refusal-waba-disabled = Questo account è disattivato perché non ha superato un controllo.
    .advice = Presenta ricorso nel Business Manager o scegli un altro account.
refusal-other = Operazione non possibile: { $sentence }
    .advice = Correggi e riprova.
refusal-down = Non è stato salvato nulla perché la piattaforma non è riuscita a scrivere sul disco.
    .advice = Riprova.
