# The texts of the signup pop-up in Spanish (Latin America).

-product = WhatsApp

## On every screen

frame-title = Conecte su negocio con { -product }
frame-emulated = Emulado por Vestibule con fines de prueba. Esto no es Meta ni { -product }.
frame-progress = Paso { $number } de { $count }
frame-signed-in = Sesión iniciada como { $name }
frame-switch = Cambiar de persona
frame-continue = Continuar
frame-back = Atrás
frame-cancel = Cancelar
frame-choose = Seleccione una opción
frame-optional = (opcional)
frame-problem = Hay algo que requiere su atención
frame-report = Reportar este problema y salir
frame-check-field = Revise este campo: { $label }

## Times

moment = { $day } de { $month } de { $year } a las { $time } UTC
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## Log in

login-title = Iniciar sesión
login-lead = Elija quién es usted. Esto es un emulador: no se necesita contraseña.
login-people = Personas
login-continue-as = Continuar como { $name }
login-new-title = O cree una persona
login-name = Su nombre
login-email = Su correo electrónico
login-language = Idioma
login-create = Crear y continuar

## What is asked for

authorization-title = { $provider } quiere conectar su negocio con { -product }
authorization-lead = Si continúa, { $provider } tendrá acceso a la cuenta de { -product } Business que usted elija o cree en los próximos pasos.
authorization-can = { $provider } podrá
authorization-manage = administrar la cuenta: sus plantillas de mensajes, números de teléfono y perfil
authorization-send = enviar y recibir mensajes en nombre de su negocio
authorization-measure = ver la calidad, los límites y el uso
authorization-users = decidir cuáles de sus propios sistemas pueden usar la cuenta
authorization-bill-title = A quién se le factura
authorization-bill = { $provider } comparte con usted su línea de crédito. El uso se factura a { $provider } y usted le paga a { $provider }.
authorization-owner = La cuenta sigue siendo suya. Puede verla en su Business Manager en cualquier momento.
authorization-start = Comenzar

## The business

business-title = Elija su negocio
business-lead = La cuenta de { -product } Business pertenecerá a este negocio.
business-existing = Negocio
business-existing-hint = Solo un administrador del negocio puede conectarlo.
business-not-admin = { $name } (usted no es administrador)
business-not-admin-title = ¿No es administrador de alguno de los negocios que aparecen aquí?
business-not-admin-run = Pídale a un administrador de ese negocio que realice este registro.
business-not-admin-make = Pídale a un administrador que lo agregue como administrador y vuelva después.
business-not-admin-other = Use otro negocio o cree uno.
business-new = Crear un negocio
business-name = Nombre del negocio
business-name-hint = La razón social, tal como aparece en sus documentos.
business-email = Correo electrónico del negocio
business-website = Sitio web
business-website-hint = Su sitio web o su página en una red social.
business-country = País
business-phone = Teléfono del negocio
business-add-address = Agregar una dirección
business-address = Dirección
business-address-more = Dirección, segunda línea
business-city = Ciudad
business-state = Estado o provincia
business-zip = Código postal

## The account

waba-title = Elija una cuenta de { -product } Business
waba-lead = Con cada registro se conecta una cuenta. Para conectar otra, repita el registro.
waba-existing = Cuenta de { -product } Business
waba-existing-hint = Elija una cuenta de { $business } para agregarle un número de teléfono o cree una nueva.
waba-new = Crear una cuenta
waba-closed = (no se puede conectar)
waba-profile = Perfil de { -product } Business
waba-profile-new = Crear un perfil con un número de teléfono nuevo
waba-profile-hint = Un perfil existente se conecta sin cambios, con su número. Para modificarlo, use WhatsApp Manager.
waba-only-new = { $business } todavía no tiene ninguna cuenta: se creará una.

## The profile

profile-title = Describa su negocio
profile-lead = Sus clientes verán este perfil cuando chateen con usted.
profile-existing-title = Su perfil actual
profile-existing-lead = Este perfil se conecta sin cambios. Puede modificarlo en WhatsApp Manager.
profile-real-title = Use el nombre real
profile-real = Regístrese con el nombre visible y el número que su negocio realmente va a usar. Cambiarlos después es muy difícil, así que no use nombres de prueba.
profile-waba-name = Nombre de la cuenta
profile-waba-name-hint = Solo lo ven usted y { $provider }.
profile-display-name = Nombre visible
profile-display-name-hint = Lo ven sus clientes. Debe representar a su negocio, escribirse igual que en cualquier otro lugar y tener al menos 3 letras o dígitos. No se permiten eslóganes, direcciones web, símbolos ni nombres escritos solo en mayúsculas.
profile-timezone = Zona horaria
profile-category = Categoría
profile-description = Descripción
profile-description-hint = 512 caracteres como máximo.
profile-website = Sitio web

## The number

number-title = Agregue un número de teléfono
number-lead = Sus clientes recibirán los mensajes desde este número.
number-real-title = No use un número de prueba ni uno personal
number-real = A partir de ahora, el número queda vinculado a su negocio, y cambiarlo por otro después es muy difícil. Elija el número que deban conocer sus clientes.
number-used = Si el número está en uso en { -product } Messenger o en la app { -product } Business, primero debe liberarlo: elimine esa cuenta en la app, espere unos tres minutos y vuelva aquí.
number-offer-title = Use un número de su proveedor
number-offer = { $provider } ya verificó el número { $number }. No necesita ningún código.
number-offer-take = Usar este número
number-country = Código de país
number-number = Número de teléfono
number-number-hint = Sin el código de país; por ejemplo, 1512 3456789.
number-method = ¿Cómo quiere recibir el código?
number-sms = Mensaje de texto
number-voice = Llamada
number-next = Enviar código

## The code

verify-title = Verifique su número
verify-lead = Ingrese el código de 6 dígitos que recibió en el número { $number } por mensaje de texto o llamada.
verify-where = Esto es un emulador: encontrará el código en la { $page }.
verify-where-link = página de teléfonos del Desk (Phones)
verify-code = Código de verificación
verify-next = Verificar
verify-again-title = ¿No lo recibió?
verify-again-sms = Enviar otro mensaje de texto
verify-again-voice = Recibir una llamada
verify-other-number = Usar otro número
verify-spent = No se puede enviar otro código antes del { $until }. El último sigue siendo válido hasta que venza.
verify-locked = Hasta entonces no se pueden ingresar códigos ni recibirlos por mensaje de texto o llamada. Los intentos fallidos cuentan para el número, sin importar quién los haga.
verify-clock = El reloj de este emulador indica: { $now }. No tiene que esperar: adelántelo en la { $page }.
verify-clock-link = página del reloj del Desk (Clock)
verify-look-again = Volver a revisar

## The review

permissions-title = Revisión
permissions-lead = Revise lo que recibe { $provider }.
permissions-business = Negocio
permissions-waba = Cuenta
permissions-number = Número de teléfono
permissions-name = Nombre visible
permissions-allowed = Permisos
permissions-scope-management = Administrar sus cuentas de { -product }
permissions-scope-messaging = Enviar mensajes en su nombre
permissions-scope-business = Administrar su negocio
permissions-bill = El uso se factura a { $provider }.
permissions-next = Confirmar

## The end

done-title = Su cuenta está conectada
done-lead = { $provider } ahora tiene acceso a:
done-business-id = Negocio
done-waba-id = Cuenta de { -product } Business
done-phone-id = Número de teléfono
done-next = A partir de aquí, { $provider } se encarga de configurar todo. Nuestras revisiones continúan en segundo plano. Enviamos un mensaje al correo electrónico de su negocio y volveremos a escribirle cuando haya novedades.
done-finish = Finalizar
done-lost = El resultado del inicio de sesión ya no está disponible. Vuelva a iniciar el registro en la página de { $provider }; no se creará nada por duplicado.
cancelled-title = Registro cancelado
cancelled-lead = Guardamos los datos que ingresó. Los encontrará cuando vuelva a empezar.
cancelled-close = Puede cerrar esta ventana.
cancelled-return = Volver a la página anterior

## Before the first screen

refused-title = Este registro no se puede iniciar aquí
refused-app = No existe ninguna app con el identificador { $app }.
    .advice = La página debe llamar a FB.init con el identificador de una app de un proveedor.
refused-domain = La app { $app } no se puede usar en { $domain }.
    .advice = El proveedor debe agregar { $domain } a los dominios permitidos de la app: en el Desk, en Providers, o con el campo “domains” de POST /_control/provider.
refused-domain-right = Abra la página en { $address } e inicie el registro ahí. O bien:
refused-redirect-title = URL bloqueada
refused-redirect = La app { $app } no se puede usar en { $domain }: la redirección falló porque { $uri } no es una de sus direcciones de redirección OAuth válidas.
    .advice = El proveedor debe agregar la dirección a la app en el Desk, en Providers. Asegúrese de que ahí figure exactamente igual que aquí.
refused-no-domain = La página que inició el registro no indicó su dirección.
    .advice = Inícielo con FB.login del SDK o indique una redirect_uri de un dominio permitido.
refused-device = Esto solo funciona en una computadora
    .advice = Abra la página en una computadora de escritorio o portátil e inicie el registro ahí.
refused-gone = Este registro ya no está activo.
    .advice = Vuelva a iniciarlo en la página del proveedor. Ahí encontrará los datos que ingresó.
refused-unexplained = Se produjo un error. Vuelva a intentarlo más tarde.

## Categories

vertical-auto = Automotriz
vertical-beauty = Belleza, spa y salón
vertical-apparel = Ropa y moda
vertical-edu = Educación
vertical-entertain = Entretenimiento
vertical-event-plan = Organización de eventos y servicios
vertical-finance = Finanzas y banca
vertical-grocery = Alimentos y supermercado
vertical-govt = Servicio público
vertical-hotel = Hoteles y hospedaje
vertical-health = Medicina y salud
vertical-nonprofit = Organización sin fines de lucro
vertical-prof-services = Servicios profesionales
vertical-retail = Tiendas y comercio minorista
vertical-travel = Viajes y transporte
vertical-restaurant = Restaurante
vertical-not-a-biz = No es un negocio
vertical-other = Otros

## What the platform refuses

refusal-not-allowed = No tiene permiso para hacer esto.
    .advice = Inicie sesión como la persona que inició el registro.
refusal-not-business-admin = Usted no es administrador de este negocio.
    .advice = Pídale a un administrador que realice el registro o que lo agregue como administrador, o use otro negocio.
refusal-not-a-provider = Solo la app de un proveedor puede iniciar este registro.
    .advice = La app pertenece a un negocio que no es proveedor.
refusal-app-in-development = La app { $app } está en modo de desarrollo: solo pueden usarla las personas que tienen un rol en ella.
    .advice = Usted no puede cambiarlo. Comuníquese con el proveedor.
refusal-bad-value = Aquí no se puede usar “{ $value }”.
    .advice = Corríjalo y vuelva a intentarlo.
refusal-name-length = El nombre visible debe tener al menos 3 letras o dígitos y 255 caracteres como máximo.
    .advice = Use el nombre con el que lo conocen sus clientes.
refusal-name-address = El nombre visible no puede ser una dirección web.
    .advice = Quite https://, www. y .com.
refusal-name-symbols = El nombre visible no puede contener emojis ni símbolos.
    .advice = Quite los símbolos como ™ o ★.
refusal-name-punctuation = El nombre visible no puede contener signos de puntuación ni espacios de más.
    .advice = Deje un solo espacio entre palabras y no repita ningún signo.
refusal-name-capitals = El nombre visible no puede estar escrito solo en mayúsculas, a menos que sea una sigla.
    .advice = Escríbalo de la forma habitual, por ejemplo “Lucky Shrub”.
refusal-name-trademark = El nombre visible no puede contener los nombres de la plataforma.
    .advice = Use solo el nombre de su negocio.
refusal-name-general = El nombre visible debe ser el de un negocio, un producto o un departamento, no solo una palabra genérica o un lugar.
    .advice = Agregue el nombre de su negocio.
refusal-origin-not-allowed = El registro no se puede iniciar desde { $origin }.
    .advice = El proveedor debe agregar este dominio a los dominios permitidos de su app.
refusal-signup-over = Este registro ya terminó.
    .advice = Para conectar otra cuenta u otro número, vuelva a iniciarlo en la página del proveedor.
refusal-wrong-step = Este registro está en otro paso.
    .advice =
        { $step ->
            [authorization] Continúe en el primer paso, la autorización del proveedor.
            [business] Continúe en la elección del negocio.
            [waba] Continúe en la elección de la cuenta.
            [profile] Continúe en el perfil.
            [number] Continúe en el número de teléfono.
            [verify] Continúe en el código de verificación.
           *[permissions] Continúe en la revisión.
        }
refusal-shared-with-another = Esta cuenta ya está compartida con { $partner }. Una cuenta solo se puede compartir con un proveedor.
    .advice = Primero deje de compartirla con ese proveedor o cree una cuenta nueva.
refusal-waba-quota =
    { $max ->
        [one] Un negocio sin verificar solo puede tener una cuenta.
       *[other] Un negocio sin verificar puede tener { $max } cuentas como máximo.
    }
    .advice = Verifique el negocio en Business Manager para crear más o elija una de sus cuentas.
refusal-business-limit =
    { $max ->
        [one] Ya creó un negocio y no puede crear más.
       *[other] Ya creó { $max } negocios y no puede crear más.
    }
    .advice = Elija uno de sus negocios o pídale a un administrador de otro que lo agregue.
refusal-account-too-new = Su cuenta de usuario es demasiado reciente para crear un negocio.
    .advice = Vuelva a intentarlo a partir del { $until } o elija un negocio que usted administre.
refusal-configuration = La app no tiene ninguna configuración de inicio de sesión con el identificador { $configuration }.
    .advice = La página debe indicar una configuración de la app como config_id. El proveedor encontrará las configuraciones en el Desk, en Providers.
refusal-waba-limit =
    { $max ->
        [one] El negocio ya tiene una cuenta y no puede tener más.
       *[other] El negocio ya tiene { $max } cuentas y no puede tener más.
    }
    .advice = Elija una de sus cuentas.
refusal-number-listed = El número { $number } ya está en esta cuenta.
    .advice = Indique otro número o continúe con el existente a través de su proveedor.
refusal-number-in-use = El número { $number } está en uso en otra cuenta.
    .advice = Elimínelo de esa cuenta, espere unos tres minutos e ingréselo de nuevo. Si está con otro proveedor, primero desactive ahí el PIN de la verificación en dos pasos.
refusal-number-connected = El número { $number } ya está conectado a su cuenta “{ $account }”.
    .advice = Para continuar con este número, regrese y elija esa cuenta; de lo contrario, ingrese otro número.
refusal-number-on-messenger = El número { $number } se usa en { -product } Messenger.
    .advice = Abra { -product } en ese teléfono, elimine la cuenta (Ajustes > Cuenta > Eliminar mi cuenta), espere unos tres minutos e ingrese el número de nuevo. También puede usar otro número.
refusal-number-on-business-app = El número { $number } se usa en la app { -product } Business.
    .advice = Abra la app en ese teléfono, elimine la cuenta (Ajustes > Cuenta > Eliminar mi cuenta), espere unos tres minutos e ingrese el número de nuevo. También puede usar otro número.
refusal-number-being-freed = La cuenta del número { $number } se eliminó en la app hace un momento y el número todavía no está libre.
    .advice = Ingréselo de nuevo a partir del { $until } o adelante el reloj del Desk hasta ese momento.
refusal-number-behind-voice-menu = En el número { $number } contesta un menú de voz, por lo que el código no puede llegar a ninguna persona.
    .advice = Use un número que conteste una persona o que reciba mensajes de texto.
refusal-verification-not-started = Esta cuenta todavía no puede tener más números.
    .advice = Primero inicie la verificación del negocio en Business Manager y después agregue más números.
refusal-number-limit =
    { $max ->
        [one] Esta cuenta ya tiene un número y no puede tener más.
       *[other] Esta cuenta ya tiene { $max } números y no puede tener más.
    }
    .advice = Cree otra cuenta para este número.
refusal-business-number-limit =
    { $max ->
        [one] Un negocio sin verificar solo puede tener un número.
       *[other] Un negocio sin verificar puede tener { $max } números como máximo.
    }
    .advice = Complete la verificación del negocio en Business Manager y después agregue más números.
refusal-migration =
    Este número está en otra cuenta y no se puede transferir aquí. { $why ->
        [other-business] Esa cuenta pertenece a otro negocio.
        [business-not-verified] Primero se debe verificar el negocio.
        [name-not-approved] Primero se debe aprobar su nombre visible, sin que haya ningún cambio en curso.
        [no-payment] Esa cuenta no tiene ninguna cuenta de pago.
        [account-not-approved] Esa cuenta no está aprobada o su revisión sigue en curso.
       *[no-webhooks] Los webhooks no están configurados para esta cuenta.
    }
    .advice = Resuélvalo o bien elimine el número en el WhatsApp Manager de la otra cuenta, espere cinco minutos e ingréselo de nuevo. También puede usar otro número.
refusal-two-step-on = El número { $number } está en su cuenta “{ $account }” con otro proveedor y tiene activada la verificación en dos pasos.
    .advice = Abra el número en el WhatsApp Manager de esa cuenta, desactive la verificación en dos pasos y confírmelo con el enlace del correo electrónico. Después, ingrese el número de nuevo y se transferirá aquí. También puede eliminarlo ahí o usar otro número.
refusal-code-too-soon = Se envió un código hace un momento.
    .advice =
        { $seconds ->
            [one] Espere un segundo y pida otro.
           *[other] Espere { $seconds } segundos y pida otro.
        }
refusal-too-many-codes = Se solicitaron demasiados códigos para este número.
    .advice = Vuelva a intentarlo a partir del { $until } o adelante el reloj del Desk hasta ese momento.
refusal-guesses-locked = Se ingresó un código incorrecto demasiadas veces.
    .advice = Vuelva a intentarlo a partir del { $until } o adelante el reloj del Desk hasta ese momento. Si para entonces esta ventana está cerrada, vuelva a iniciar el registro y elija el mismo negocio y el mismo número.
refusal-no-code-sent = No se envió ningún código a este número.
    .advice = Primero pida un código.
refusal-code-wrong = Este código no es correcto.
    .advice = Revise el último mensaje o pida un código nuevo.
refusal-code-expired = Este código venció.
    .advice = Pida uno nuevo.
refusal-already-verified = Este número ya está verificado.
    .advice = Continúe con el siguiente paso.
refusal-not-verified = Este número no está verificado.
    .advice = Pida un código e ingréselo.
refusal-number-off = Este número está desactivado.
    .advice = Verifique el negocio o presente una apelación en Business Manager.
refusal-limit-reached = Se alcanzó el límite de mensajes.
    .advice = Inicie la verificación del negocio para aumentarlo.
refusal-waba-disabled = Esta cuenta está inhabilitada porque no superó una revisión.
    .advice = Presente una apelación en Business Manager o elija otra cuenta.
refusal-other = Esto no es posible: { $sentence }
    .advice = Corríjalo y vuelva a intentarlo.
refusal-down = No se guardó nada porque la plataforma no pudo escribir en el disco.
    .advice = Vuelva a intentarlo.
