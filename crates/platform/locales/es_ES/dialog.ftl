# The texts of the signup pop-up in Spanish (Spain).

-product = WhatsApp

## On every screen

frame-title = Conecte su empresa con { -product }
frame-emulated = Emulado por Vestibule para hacer pruebas. Esto no es Meta ni { -product }.
frame-progress = Paso { $number } de { $count }
frame-signed-in = Ha iniciado sesión como { $name }
frame-switch = Cambiar de persona
frame-continue = Continuar
frame-back = Atrás
frame-cancel = Cancelar
frame-choose = Seleccione una opción
frame-optional = (opcional)
frame-problem = Hay algo que requiere su atención
frame-report = Informar de este problema y salir
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
login-lead = Elija quién es usted. Esto es un emulador: no hace falta contraseña.
login-people = Personas
login-continue-as = Continuar como { $name }
login-new-title = O cree una persona
login-name = Su nombre
login-email = Su correo electrónico
login-language = Idioma
login-create = Crear y continuar

## What is asked for

authorization-title = { $provider } quiere conectar su empresa con { -product }
authorization-lead = Si continúa, { $provider } obtendrá acceso a la cuenta de { -product } Business que usted elija o cree en los próximos pasos.
authorization-can = { $provider } podrá
authorization-manage = administrar la cuenta: sus plantillas de mensajes, números de teléfono y perfil
authorization-send = enviar y recibir mensajes en nombre de su empresa
authorization-measure = ver la calidad, los límites y el uso
authorization-users = decidir cuáles de sus propios sistemas pueden usar la cuenta
authorization-bill-title = A quién se factura
authorization-bill = { $provider } comparte con usted su línea de crédito. El uso se factura a { $provider } y usted paga a { $provider }.
authorization-owner = La cuenta sigue siendo suya. Puede verla en su Business Manager en cualquier momento.
authorization-start = Empezar

## The business

business-title = Elija su empresa
business-lead = La cuenta de { -product } Business pertenecerá a esta empresa.
business-existing = Empresa
business-existing-hint = Solo puede conectar una empresa quien sea administrador de ella.
business-not-admin = { $name } (no es usted administrador)
business-not-admin-title = ¿No es administrador de alguna de las empresas que aparecen aquí?
business-not-admin-run = Pida a un administrador de esa empresa que haga este registro.
business-not-admin-make = Pida a un administrador que le nombre administrador y vuelva después.
business-not-admin-other = Use otra empresa o cree una.
business-new = Crear una empresa
business-name = Nombre de la empresa
business-name-hint = La razón social, tal como figura en sus documentos.
business-email = Correo electrónico de la empresa
business-website = Sitio web
business-website-hint = Su sitio web o su página en una red social.
business-country = País
business-phone = Teléfono de la empresa
business-add-address = Añadir una dirección
business-address = Dirección
business-address-more = Dirección, segunda línea
business-city = Ciudad
business-state = Provincia o región
business-zip = Código postal

## The account

waba-title = Elija una cuenta de { -product } Business
waba-lead = Con cada registro se conecta una cuenta. Para conectar otra, repita el registro.
waba-existing = Cuenta de { -product } Business
waba-existing-hint = Elija una cuenta de { $business } para añadirle un número de teléfono o cree una nueva.
waba-new = Crear una cuenta
waba-closed = (no se puede conectar)
waba-profile = Perfil de { -product } Business
waba-profile-new = Crear un perfil con un número de teléfono nuevo
waba-profile-hint = Un perfil existente se conecta tal cual, con su número. Para cambiarlo, use WhatsApp Manager.
waba-only-new = { $business } todavía no tiene ninguna cuenta: se creará una.

## The profile

profile-title = Describa su empresa
profile-lead = Sus clientes verán este perfil cuando chateen con usted.
profile-existing-title = Su perfil actual
profile-existing-lead = Este perfil se conecta tal cual. Puede cambiarlo en WhatsApp Manager.
profile-real-title = Use el nombre real
profile-real = Regístrese con el nombre visible y el número que su empresa vaya a usar de verdad. Cambiarlos más tarde es muy difícil, así que no use nombres de prueba.
profile-waba-name = Nombre de la cuenta
profile-waba-name-hint = Solo lo ven usted y { $provider }.
profile-display-name = Nombre visible
profile-display-name-hint = Lo ven sus clientes. Debe representar a su empresa, escribirse igual que en cualquier otro sitio y tener al menos 3 letras o cifras. No se admiten eslóganes, direcciones web, símbolos ni nombres escritos solo en mayúsculas.
profile-timezone = Zona horaria
profile-category = Categoría
profile-description = Descripción
profile-description-hint = 512 caracteres como máximo.
profile-website = Sitio web

## The number

number-title = Añada un número de teléfono
number-lead = Sus clientes recibirán los mensajes desde este número.
number-real-title = No use un número de prueba ni uno particular
number-real = A partir de ahora, el número queda vinculado a su empresa, y cambiarlo por otro más tarde es muy difícil. Elija el número que deban conocer sus clientes.
number-used = Si el número está en uso en { -product } Messenger o en la aplicación { -product } Business, primero hay que liberarlo: elimine esa cuenta en la aplicación, espere unos tres minutos y vuelva aquí.
number-offer-title = Use un número de su proveedor
number-offer = { $provider } ya ha verificado el número { $number }. No necesita ningún código.
number-offer-take = Usar este número
number-country = Prefijo del país
number-number = Número de teléfono
number-number-hint = Sin el prefijo del país; por ejemplo, 1512 3456789.
number-method = ¿Cómo quiere recibir el código?
number-sms = SMS
number-voice = Llamada
number-next = Enviar código

## The code

verify-title = Verifique su número
verify-lead = Introduzca el código de 6 cifras que ha recibido en el número { $number } por SMS o llamada.
verify-where = Esto es un emulador: encontrará el código en la { $page }.
verify-where-link = página de teléfonos del Desk (Phones)
verify-code = Código de verificación
verify-next = Verificar
verify-again-title = ¿No lo ha recibido?
verify-again-sms = Enviar otro SMS
verify-again-voice = Recibir una llamada
verify-other-number = Usar otro número
verify-spent = No se podrá enviar otro código antes del { $until }. El último sigue siendo válido hasta que caduque.
verify-locked = Hasta entonces no se pueden introducir códigos ni recibirlos por SMS o llamada. Los intentos fallidos cuentan para el número, los haga quien los haga.
verify-clock = El reloj de este emulador indica: { $now }. No tiene que esperar: adelántelo en la { $page }.
verify-clock-link = página del reloj del Desk (Clock)
verify-look-again = Volver a comprobar

## The review

permissions-title = Revisión
permissions-lead = Compruebe lo que recibe { $provider }.
permissions-business = Empresa
permissions-waba = Cuenta
permissions-number = Número de teléfono
permissions-name = Nombre visible
permissions-allowed = Permisos
permissions-scope-management = Administrar sus cuentas de { -product }
permissions-scope-messaging = Enviar mensajes en su nombre
permissions-scope-business = Administrar su empresa
permissions-bill = El uso se factura a { $provider }.
permissions-next = Confirmar

## The end

done-title = Su cuenta está conectada
done-lead = { $provider } ya tiene acceso a:
done-business-id = Empresa
done-waba-id = Cuenta de { -product } Business
done-phone-id = Número de teléfono
done-next = A partir de aquí, { $provider } se encarga de configurarlo todo. Nuestras comprobaciones continúan en segundo plano. Hemos escrito al correo electrónico de su empresa y volveremos a escribirle cuando haya novedades.
done-finish = Finalizar
done-lost = El resultado del inicio de sesión ya no está disponible. Vuelva a iniciar el registro en la página de { $provider }; no se creará nada por duplicado.
cancelled-title = Registro cancelado
cancelled-lead = Sus datos se han guardado. Los encontrará cuando vuelva a empezar.
cancelled-close = Puede cerrar esta ventana.
cancelled-return = Volver a la página anterior

## Before the first screen

refused-title = Este registro no se puede iniciar aquí
refused-app = No existe ninguna aplicación con el identificador { $app }.
    .advice = La página debe llamar a FB.init con el identificador de una aplicación de un proveedor.
refused-domain = La aplicación { $app } no se puede usar en { $domain }.
    .advice = El proveedor debe añadir { $domain } a los dominios permitidos de la aplicación: en el Desk, en Providers, o con el campo «domains» de POST /_control/provider.
refused-domain-right = Abra la página en { $address } e inicie allí el registro. O bien:
refused-redirect-title = URL bloqueada
refused-redirect = La aplicación { $app } no se puede usar en { $domain }: la redirección ha fallado porque { $uri } no es una de sus direcciones de redirección OAuth válidas.
    .advice = El proveedor debe añadir la dirección a la aplicación en el Desk, en Providers. Asegúrese de que figure allí exactamente igual que aquí.
refused-no-domain = La página que ha iniciado el registro no ha indicado su dirección.
    .advice = Inícielo con FB.login del SDK o indique una redirect_uri de un dominio permitido.
refused-device = Esto solo funciona en un ordenador
    .advice = Abra la página en un ordenador de sobremesa o portátil e inicie allí el registro.
refused-gone = Este registro ya no está activo.
    .advice = Vuelva a iniciarlo en la página del proveedor. Allí encontrará los datos que introdujo.
refused-unexplained = Se ha producido un error. Inténtelo de nuevo más tarde.

## Categories

vertical-auto = Automoción
vertical-beauty = Belleza, spa y peluquería
vertical-apparel = Ropa y moda
vertical-edu = Educación
vertical-entertain = Ocio y entretenimiento
vertical-event-plan = Organización de eventos y servicios
vertical-finance = Finanzas y banca
vertical-grocery = Alimentación
vertical-govt = Servicio público
vertical-hotel = Hoteles y alojamiento
vertical-health = Medicina y salud
vertical-nonprofit = Organización sin ánimo de lucro
vertical-prof-services = Servicios profesionales
vertical-retail = Tiendas y comercio minorista
vertical-travel = Viajes y transporte
vertical-restaurant = Restaurante
vertical-not-a-biz = No es una empresa
vertical-other = Otros

## What the platform refuses

refusal-not-allowed = No tiene permiso para hacer esto.
    .advice = Inicie sesión como la persona que inició el registro.
refusal-not-business-admin = No es usted administrador de esta empresa.
    .advice = Pida a un administrador que haga el registro o que le nombre administrador, o use otra empresa.
refusal-not-a-provider = Solo la aplicación de un proveedor puede iniciar este registro.
    .advice = La aplicación pertenece a una empresa que no es proveedor.
refusal-app-in-development = La aplicación { $app } está en modo de desarrollo: solo pueden usarla las personas que tienen un rol en ella.
    .advice = Usted no puede cambiarlo. Póngase en contacto con el proveedor.
refusal-bad-value = Aquí no se puede usar «{ $value }».
    .advice = Corríjalo e inténtelo de nuevo.
refusal-name-length = El nombre visible debe tener al menos 3 letras o cifras y 255 caracteres como máximo.
    .advice = Use el nombre por el que le conocen sus clientes.
refusal-name-address = El nombre visible no puede ser una dirección web.
    .advice = Omita https://, www. y .com.
refusal-name-symbols = El nombre visible no puede contener emojis ni símbolos.
    .advice = Omita símbolos como ™ o ★.
refusal-name-punctuation = El nombre visible no puede contener signos de puntuación ni espacios de más.
    .advice = Deje un solo espacio entre palabras y no repita ningún signo.
refusal-name-capitals = El nombre visible no puede estar escrito solo en mayúsculas, salvo que sea una sigla.
    .advice = Escríbalo de la forma habitual, por ejemplo «Lucky Shrub».
refusal-name-trademark = El nombre visible no puede contener los nombres de la plataforma.
    .advice = Use únicamente el nombre de su empresa.
refusal-name-general = El nombre visible debe ser el de una empresa, un producto o un departamento, no solo una palabra genérica o un lugar.
    .advice = Añada el nombre de su empresa.
refusal-origin-not-allowed = El registro no se puede iniciar desde { $origin }.
    .advice = El proveedor debe añadir este dominio a los dominios permitidos de su aplicación.
refusal-signup-over = Este registro ya ha terminado.
    .advice = Para conectar otra cuenta u otro número, vuelva a iniciarlo en la página del proveedor.
refusal-wrong-step = Este registro está en otro paso.
    .advice =
        { $step ->
            [authorization] Continúe en el primer paso, la autorización del proveedor.
            [business] Continúe en la elección de la empresa.
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
        [one] Una empresa sin verificar solo puede tener una cuenta.
       *[other] Una empresa sin verificar puede tener { $max } cuentas como máximo.
    }
    .advice = Verifique la empresa en Business Manager para crear más o elija una de sus cuentas.
refusal-business-limit =
    { $max ->
        [one] Ya ha creado una empresa y no puede crear más.
       *[other] Ya ha creado { $max } empresas y no puede crear más.
    }
    .advice = Elija una de sus empresas o pida a un administrador de otra que le añada.
refusal-account-too-new = Su cuenta de usuario es demasiado reciente para crear una empresa.
    .advice = Inténtelo de nuevo a partir del { $until } o elija una empresa que usted administre.
refusal-configuration = La aplicación no tiene ninguna configuración de inicio de sesión con el identificador { $configuration }.
    .advice = La página debe indicar una configuración de la aplicación como config_id. El proveedor encontrará las configuraciones en el Desk, en Providers.
refusal-waba-limit =
    { $max ->
        [one] La empresa ya tiene una cuenta y no puede tener más.
       *[other] La empresa ya tiene { $max } cuentas y no puede tener más.
    }
    .advice = Elija una de sus cuentas.
refusal-number-listed = El número { $number } ya está en esta cuenta.
    .advice = Indique otro número o continúe con el existente a través de su proveedor.
refusal-number-in-use = El número { $number } está en uso en otra cuenta.
    .advice = Elimínelo de esa cuenta, espere unos tres minutos e introdúzcalo de nuevo. Si está con otro proveedor, desactive allí primero el PIN de la verificación en dos pasos.
refusal-number-connected = El número { $number } ya está conectado a su cuenta «{ $account }».
    .advice = Para continuar con este número, vuelva atrás y elija esa cuenta; si no, introduzca otro número.
refusal-number-on-messenger = El número { $number } se usa en { -product } Messenger.
    .advice = Abra { -product } en ese teléfono, elimine la cuenta (Ajustes > Cuenta > Eliminar mi cuenta), espere unos tres minutos e introduzca el número de nuevo. También puede usar otro número.
refusal-number-on-business-app = El número { $number } se usa en la aplicación { -product } Business.
    .advice = Abra la aplicación en ese teléfono, elimine la cuenta (Ajustes > Cuenta > Eliminar mi cuenta), espere unos tres minutos e introduzca el número de nuevo. También puede usar otro número.
refusal-number-being-freed = La cuenta del número { $number } se ha eliminado en la aplicación hace un momento y el número todavía no está libre.
    .advice = Introdúzcalo de nuevo a partir del { $until } o adelante el reloj del Desk hasta ese momento.
refusal-number-behind-voice-menu = En el número { $number } responde un menú de voz, por lo que el código no puede llegar a ninguna persona.
    .advice = Use un número que atienda una persona o que reciba SMS.
refusal-verification-not-started = Esta cuenta todavía no puede tener más números.
    .advice = Inicie primero la verificación de la empresa en Business Manager y añada después más números.
refusal-number-limit =
    { $max ->
        [one] Esta cuenta ya tiene un número y no puede tener más.
       *[other] Esta cuenta ya tiene { $max } números y no puede tener más.
    }
    .advice = Cree otra cuenta para este número.
refusal-business-number-limit =
    { $max ->
        [one] Una empresa sin verificar solo puede tener un número.
       *[other] Una empresa sin verificar puede tener { $max } números como máximo.
    }
    .advice = Complete la verificación de la empresa en Business Manager y añada después más números.
refusal-migration =
    Este número está en otra cuenta y no se puede trasladar aquí. { $why ->
        [other-business] Esa cuenta pertenece a otra empresa.
        [business-not-verified] Primero hay que verificar la empresa.
        [name-not-approved] Primero debe aprobarse su nombre visible, sin que haya ningún cambio en curso.
        [no-payment] Esa cuenta no tiene ninguna cuenta de pago.
        [account-not-approved] Esa cuenta no está aprobada o su revisión sigue en curso.
       *[no-webhooks] Los webhooks no están configurados para esta cuenta.
    }
    .advice = Resuélvalo o bien elimine el número en el WhatsApp Manager de la otra cuenta, espere cinco minutos e introdúzcalo de nuevo. También puede usar otro número.
refusal-two-step-on = El número { $number } está en su cuenta «{ $account }» con otro proveedor y tiene activada la verificación en dos pasos.
    .advice = Abra el número en el WhatsApp Manager de esa cuenta, desactive la verificación en dos pasos y confírmelo con el enlace del correo electrónico. Después, introduzca el número de nuevo y se trasladará aquí. También puede eliminarlo allí o usar otro número.
refusal-code-too-soon = Se ha enviado un código hace un momento.
    .advice =
        { $seconds ->
            [one] Espere un segundo y pida otro.
           *[other] Espere { $seconds } segundos y pida otro.
        }
refusal-too-many-codes = Se han pedido demasiados códigos para este número.
    .advice = Inténtelo de nuevo a partir del { $until } o adelante el reloj del Desk hasta ese momento.
refusal-guesses-locked = Se ha introducido un código incorrecto demasiadas veces.
    .advice = Inténtelo de nuevo a partir del { $until } o adelante el reloj del Desk hasta ese momento. Si para entonces esta ventana está cerrada, vuelva a iniciar el registro y elija la misma empresa y el mismo número.
refusal-no-code-sent = No se ha enviado ningún código a este número.
    .advice = Pida primero un código.
refusal-code-wrong = Este código no es correcto.
    .advice = Revise el último mensaje o pida un código nuevo.
refusal-code-expired = Este código ha caducado.
    .advice = Pida uno nuevo.
refusal-already-verified = Este número ya está verificado.
    .advice = Continúe con el siguiente paso.
refusal-not-verified = Este número no está verificado.
    .advice = Pida un código e introdúzcalo.
refusal-number-off = Este número está desactivado.
    .advice = Verifique la empresa o presente una apelación en Business Manager.
refusal-limit-reached = Se ha alcanzado el límite de mensajes.
    .advice = Inicie la verificación de la empresa para aumentarlo.
refusal-waba-disabled = Esta cuenta está inhabilitada porque no ha superado una comprobación.
    .advice = Presente una apelación en Business Manager o elija otra cuenta.
refusal-other = Esto no es posible: { $sentence }
    .advice = Corríjalo e inténtelo de nuevo.
refusal-down = No se ha guardado nada porque la plataforma no ha podido escribir en el disco.
    .advice = Inténtelo de nuevo.
