# Palabras del armazón: fechas, errores, entrada y salida, páginas de aviso.

## Fechas

web-date-short = { $day } { $mon } { $year }
web-date-long = { $day } de { $month } de { $year }
web-date-full = { $weekday } { $day } de { $month } de { $year }
web-date-brief = { $day } { $mon }
web-date-month = { $mon } { $year }
web-date-instant = { $day }, { $time }

web-month-1 = enero
web-month-2 = febrero
web-month-3 = marzo
web-month-4 = abril
web-month-5 = mayo
web-month-6 = junio
web-month-7 = julio
web-month-8 = agosto
web-month-9 = septiembre
web-month-10 = octubre
web-month-11 = noviembre
web-month-12 = diciembre

web-month-short-1 = ene
web-month-short-2 = feb
web-month-short-3 = mar
web-month-short-4 = abr
web-month-short-5 = may
web-month-short-6 = jun
web-month-short-7 = jul
web-month-short-8 = ago
web-month-short-9 = sep
web-month-short-10 = oct
web-month-short-11 = nov
web-month-short-12 = dic

web-weekday-1 = lunes
web-weekday-2 = martes
web-weekday-3 = miércoles
web-weekday-4 = jueves
web-weekday-5 = viernes
web-weekday-6 = sábado
web-weekday-7 = domingo

## Errores junto a un campo

web-errors-title = Hay algo que corregir
web-error-required = Escriba este dato.
web-error-too-long = El texto es demasiado largo. Aquí caben hasta { $max } caracteres.
web-error-far-too-long = Este texto es demasiado largo: solo se conservó el principio. Acórtelo.
web-error-file-too-long = El archivo es demasiado grande: caben hasta { $megabytes } MB. Redúzcalo o escanéelo con menos resolución, y elíjalo otra vez.
web-error-file-too-busy = En este momento muchas personas están enviando archivos. Elíjalo otra vez y envíelo en un minuto.
web-error-file-kind = Este archivo no es una imagen JPEG o PNG ni un PDF. Elija otro.
web-error-file-damaged = El archivo está dañado o incompleto. Escanéelo otra vez y elija el nuevo.
web-error-file-too-large = La imagen tiene demasiados puntos. Tómela o escanéela con menos resolución, y elíjala otra vez.
web-error-file-active = Este PDF trae programas u otros archivos, o está bloqueado con contraseña, y por eso no se guarda. Imprímalo y escanéelo, o elija otro.
web-error-file-no-picture = Este archivo no es una imagen JPEG o PNG. Elija otro, o tome la fotografía otra vez.
web-error-file-too-small = La imagen tiene muy pocos puntos para un carné. Tome la fotografía más cerca, o elija otra.
web-error-unwritable = Hay letras que no se pudieron leer. Escríbalas otra vez, por favor.
web-error-day-required = Escriba el día, el mes y el año. Por ejemplo: 18 11 2024.
web-error-date-form = No se entiende la fecha. Escríbala así: 18 11 2024, o 18/11/2024.
web-error-no-such-day = Ese día no existe en el calendario. Revise el día y el mes.
web-error-choice = Elija una de las opciones.
web-error-number = Escriba un número entero entre { $from } y { $to }.

## Páginas de aviso

web-not-found-title = No encontramos esta página
web-not-found-body = Puede que la dirección tenga un error, que el expediente no exista o que su oficina no trabaje con él.
web-not-found-help = Revise la dirección o vuelva al inicio y búsquelo por nombre o por número.
web-forbidden-title = Su cuenta no puede abrir esta página
web-forbidden-body = Esta página es para otro puesto de trabajo. Si la necesita, pídasela a quien administra las cuentas de su institución.
web-refused-title = Esto no se puede hacer ahora
web-method-title = Esta dirección no se usa así
web-method-body = Se llegó a ella de una forma que no está prevista. Vuelva a la página anterior y use sus botones.
web-too-large-title = Es demasiado texto para un solo envío
web-too-large-body = Se envió más de lo que cabe en un formulario ({ $max } KB) y no se guardó nada. Vuelva a la página anterior, acorte el texto y envíelo de nuevo.
web-unreadable-title = No se pudo leer lo que se envió
web-unreadable-body = Llegó cortado, con letras dañadas o en un formato desconocido, y no se guardó nada. Vuelva a la página anterior, revise el texto y envíelo de nuevo.
web-form-old-title = Este formulario ya no es válido
web-form-old-body = No se guardó nada. Abra de nuevo la página y llénela otra vez.
web-form-old-notice = Esta página se abrió en una sesión anterior. No se guardó nada todavía: revise lo que escribió y envíelo otra vez.
web-form-others-title = Este formulario lo empezó otra persona
web-form-others-body = Lo que había escrito está guardado para ella y nadie más lo verá. Aparecerá cuando entre. Usted puede seguir con lo suyo.
web-form-others-lost = No se guardó nada y lo escrito no se muestra. Si es suyo, entre con su cuenta y llénelo otra vez.
web-draft-notice = Su sesión había terminado. Guardamos lo que escribió: revíselo y envíelo de nuevo.
web-incident-title = Algo falló de nuestro lado
web-incident-body = No es culpa suya. Lo que se haya confirmado antes está guardado. Intente otra vez en un momento; si vuelve a pasar, dé este número a quien administra el sistema.
web-incident-number = Número de incidente
web-read-only-body = Por ahora no se puede guardar: el disco está lleno o la base de datos no acepta cambios. Avise a quien administra el sistema y dé este número.
web-stale-title = Alguien cambió este expediente mientras usted escribía
web-stale-body = No se guardó nada todavía. Compare lo que usted escribió con lo que hay ahora.
web-stale-again = Abajo está el formulario con lo que usted escribió, sobre el expediente como está ahora. Revíselo y envíelo de nuevo solo si sigue siendo correcto.
web-stale-caption = Las dos versiones
web-stale-differs = distinto
web-stale-field = Dato
web-stale-typed = Lo que usted escribió
web-stale-now = Lo que hay ahora
web-stale-open = Ver el expediente como está ahora
web-back-home = Volver al inicio

## Entrar y salir

web-sign-in-title = Entrar
web-sign-in-lead = Para personal autorizado.
web-sign-in-login = Usuario
web-sign-in-password = Contraseña
web-sign-in-button = Entrar
web-sign-in-draft = Su sesión terminó. Lo que escribió está guardado y aparecerá de nuevo cuando entre.
web-sign-in-again = Su sesión terminó. Entre de nuevo para seguir donde estaba.
web-sign-in-public = ¿Busca protección? No necesita cuenta ni dar su nombre para leer cómo se pide.
web-signed-out-title = Sesión cerrada
web-signed-out-body = Ya puede cerrar el navegador o entrar de nuevo.
web-sign-out = Salir
web-account-title = Mi cuenta
web-account-name = Nombre
web-account-login = Usuario
web-account-role = Puesto
web-account-office = Oficina

web-account-password-title = Cambiar la contraseña
web-account-password-now = Contraseña actual
web-account-password-new = Contraseña nueva
web-account-password-hint = Al menos { $min } caracteres. Una frase de varias palabras es fácil de recordar y difícil de adivinar.
web-account-password-again = Contraseña nueva, otra vez
web-account-password-differs = Las dos contraseñas nuevas no son iguales.
web-account-password-button = Cambiar la contraseña
web-account-done-password = Su contraseña cambió. Entre con la nueva.

## El marco de todas las páginas

web-frame-skip = Ir al contenido
web-frame-home = Ceiba, ir al inicio
web-frame-nav = Principal
web-frame-menu = Menú
web-frame-languages = Idiomas
web-frame-error = Error
web-frame-demo = Demostración: todas las personas son inventadas.
web-frame-demo-label = Aviso de demostración
web-frame-footer = Ceiba, para los procedimientos de asilo de los Estados del MIRPS.

## Palabras que acompañan a las partes de una página

part-term-overdue = { $days ->
    [one] vencido hace { $days } día
   *[other] vencido hace { $days } días
}
part-term-due-soon = { $days ->
    [0] vence hoy
    [1] vence mañana
   *[other] quedan { $days } días
}
part-term-ok = a tiempo
part-term-waiting = en espera
part-term-unverified = sin verificar

## Interfaz de programación

web-api-title = Interfaz de programación
web-api-lead = Otros sistemas hacen aquí lo mismo que las personas en las páginas, con las mismas reglas: un sistema actúa con un rol y una oficina, y cada consulta de un expediente queda anotada.
web-api-description = Descripción OpenAPI 3.1 para programas
web-api-token-title = Cómo se entra
web-api-token = Obtener un token con el identificador y el secreto de un sistema
web-api-token-words = La administración registra el sistema y le entrega un secreto. Con él se pide un token, que dura 15 minutos y se envía en cada consulta como «Authorization: Bearer».
web-api-token-refused = No se dio ningún token; «error» dice por qué, como lo define la RFC 6749.
web-api-key-words = Lo que escribe acepta «Idempotency-Key»: la misma clave con el mismo contenido recibe la primera respuesta y nada ocurre dos veces.
web-api-head-words = Un expediente lleva su versión en «ETag». Para dar un paso se envía esa versión en «If-Match»; si otra persona escribió antes, se responde 412.
web-api-page-words = Las listas se leen por páginas: «next» es el cursor de la siguiente y la cabecera «Link» lleva a ella.
web-api-operations = Operaciones
web-api-problems = Problemas
web-api-public = No se necesita ningún token.
web-api-needs = Permiso:
web-api-example-in = Ejemplo de lo que se envía:
web-api-example-out = Forma de lo que se recibe:
web-api-statuses = Respuestas posibles:
web-api-more = Detalles de { $operation }
web-api-parameters = Parámetros de { $operation }
web-api-parameter = Parámetro
web-api-place = Dónde va
web-api-in-path = En la dirección
web-api-in-query = En la consulta de la dirección
web-api-in-header = En una cabecera
web-api-status-good = Hecho
web-api-header-etag = La versión del expediente que se leyó.
web-api-header-link = La página siguiente de la lista, con rel="next".
web-api-header-if-match = La versión del expediente con la que se preparó el paso, tal como vino en «ETag».
web-api-header-key = Una clave propia de cada orden; repetida, recibe la primera respuesta.
web-api-describe = Leer esta descripción
web-api-health = Saber si Ceiba responde
web-api-wrong-kind = Aquí va un valor de tipo { $kind }.
web-api-wrong-unknown = Este nombre no se conoce aquí.
web-api-wrong-many = Aquí caben a lo sumo { $max }.
web-api-wrong-cursor = Este cursor no es de esta lista con estos filtros.

web-api-problem-malformed = No se puede leer
web-api-problem-malformed-detail = El contenido no es JSON estricto, o una cabecera no se puede leer. No repita nombres y revise las comillas y los paréntesis.
web-api-problem-query = La consulta no es válida
web-api-problem-query-detail = Un parámetro de la dirección falta, sobra o tiene un valor que no se acepta.
web-api-problem-unauthorized = Hace falta un token
web-api-problem-unauthorized-detail = Envíe un token válido. Los tokens duran 15 minutos; pida otro.
web-api-problem-scope = El token no alcanza para esto
web-api-problem-scope-detail = El sistema no fue registrado para hacer esto, o el token se pidió con menos permisos.
web-api-problem-forbidden = No está permitido
web-api-problem-forbidden-detail = El rol de este sistema no permite hacer esto.
web-api-problem-not-found = No existe
web-api-problem-not-found-detail = No existe, o este sistema no lo puede ver.
web-api-problem-method = Este método no se usa aquí
web-api-problem-method-detail = La cabecera «Allow» dice qué métodos se aceptan.
web-api-problem-refused = No se puede hacer ahora
web-api-problem-refused-detail = Algo falta antes, o el expediente está en otra etapa.
web-api-problem-similar = Ya se conoce a alguien parecido
web-api-problem-similar-detail = Compare con los expedientes que se nombran. Si es otra persona, envíe lo mismo con «anyway» en verdadero.
web-api-problem-confirmation = Lo confirma una persona con su nombre
web-api-problem-confirmation-detail = Este paso puede quitarle algo a la persona. Ningún sistema lo da: una persona funcionaria lo confirma en la página del caso.
web-api-problem-stale = El expediente cambió
web-api-problem-stale-detail = Otra persona escribió en el expediente después de que usted lo leyera. Léalo otra vez y decida de nuevo.
web-api-problem-too-large = Es demasiado grande
web-api-problem-too-large-detail = El contenido no puede pasar de 256 KiB.
web-api-problem-media-type = Tipo de contenido no aceptado
web-api-problem-media-type-detail = Envíe application/json; para pedir un token, application/x-www-form-urlencoded.
web-api-problem-invalid = Hay datos que corregir
web-api-problem-invalid-detail = «errors» dice en qué lugar del contenido y por qué.
web-api-problem-key-reused = Esta clave ya se usó para otra cosa
web-api-problem-key-reused-detail = La misma «Idempotency-Key» llegó con otro contenido. Use una clave nueva para cada orden.
web-api-problem-head-needed = Falta decir qué versión se leyó
web-api-problem-head-needed-detail = Envíe en «If-Match» el «ETag» del expediente que leyó.
web-api-problem-internal = Algo falló en Ceiba
web-api-problem-internal-detail = No es culpa de quien pregunta. Avise a la administración con el número del incidente.
web-api-problem-locked = El sitio está cerrado con llave
web-api-problem-locked-detail = Nada se puede abrir ni escribir hasta que alguien abra el sitio con su frase de paso. Intente más tarde.
web-api-problem-read-only = Por ahora no se puede escribir
web-api-problem-read-only-detail = Lo guardado está a salvo y se puede leer. Intente escribir más tarde.

web-glass-title = Usted abrió este expediente por emergencia
web-glass-body = Puede leerlo y no cambiarlo. Lo que consulte queda anotado y lo revisa protección de datos.
## Sin sitio en el disco

web-locked-title = Este sitio está cerrado con llave
web-locked-body = Las llaves se soltaron en este equipo: nadie ha entrado y nada se puede abrir. Lo que se guardó está a salvo.
web-locked-paper = Atienda a quien llegue: use la hoja impresa y anote la solicitud cuando el sitio se abra de nuevo.
web-locked-open = Abrirlo con la frase de paso
web-closed-title = Por ahora solo se puede leer: el disco está lleno
web-closed-body = No se perdió nada. Lo que escribió sigue en esta página: envíelo de nuevo cuando este aviso ya no aparezca. Avise a quien administra el sistema.
web-closed-intake = Si hay personas que esperan: use la hoja impresa y anote la solicitud aquí cuando se pueda guardar otra vez.
web-closed-again = Enviar de nuevo

## Segundo factor y sesiones

web-factor-title = Confirme que es usted
web-factor-lead = La contraseña es correcta. Falta su segundo factor.
web-code = Código
web-code-hint = Los seis números de su aplicación, o uno de sus códigos de recuperación.
web-code-app = Los seis números que muestra la aplicación
web-factor-button = Entrar
web-factor-lost = Perdí mi segundo factor
web-lost-title = Perdí mi segundo factor
web-lost-codes = Si guardó sus códigos de recuperación, vuelva atrás y escriba uno: es lo más rápido.
web-lost-how = Vaya en persona con dos colegas: una de administración y otra de administración o de supervisión. Cuando ambas confirmen que es usted, entre con su contraseña y configure un segundo factor nuevo. Nunca se hace por correo ni por teléfono.
web-lost-button = Pedir el restablecimiento
web-lost-waiting = Su petición está anotada y vale tres días
web-lost-confirmed =
    { $count ->
        [0] Todavía no la ha confirmado nadie.
        [one] La confirmó una persona. Falta otra.
       *[other] La confirmaron { $count } personas.
    }
web-set-up-title = Configure su segundo factor
web-set-up-lead = Antes de seguir, esta cuenta necesita algo más que la contraseña.
web-app-title = Aplicación de códigos
web-app-first = Abra en su teléfono una aplicación de códigos. Sirve cualquiera, y no necesita internet.
web-app-second = Escanee el dibujo de abajo.
web-app-third = Escriba el código que aparece.
web-app-qr = Código QR para la aplicación. El mismo secreto está abajo como texto.
web-app-by-hand = No puedo escanearlo
web-app-by-hand-body = Escriba este secreto en la aplicación, con o sin espacios:
web-app-button = Confirmar la aplicación
web-passkey-title = Llave de acceso
web-passkey-lead = Su teléfono, su computadora o una llave USB confirma que es usted, con su huella o un PIN.
web-passkey-name = Nombre de la llave
web-passkey-name-hint = Para reconocerla después. Por ejemplo: teléfono del trabajo
web-passkey-make = Crear la llave de acceso
web-passkey-show = Usar mi llave de acceso
web-passkey-make-without = Una llave de acceso necesita JavaScript en el navegador. La aplicación de códigos funciona sin él.
web-passkey-show-without = La llave de acceso necesita JavaScript en el navegador. Puede usar un código.
web-passkey-failed = El navegador no obtuvo la llave. Inténtelo de nuevo o use un código.
web-factors-title = Segundo factor
web-factors-lead = Con un segundo factor, quien adivine su contraseña todavía no puede entrar.
web-factors-none = Su cuenta solo tiene contraseña.
web-factors-manage = Ver y cambiar el segundo factor
web-factors-caption = Sus factores
web-factors-add = Agregar
web-factors-add-app = Agregar una aplicación de códigos
web-factors-add-passkey = Agregar una llave de acceso
web-factor-name = Factor
web-factor-added = Agregado
web-factor-used = Último uso
web-factor-never = Todavía no
web-factor-act = Cambio
web-factor-remove = Quitar
web-factor-remove-title = ¿Quitar este factor?
web-factor-remove-lead = Ya no servirá para entrar. Si es el último, sus códigos de recuperación también dejan de servir.
web-factor-remove-button = Quitar el factor
web-factor-password-hint = La pedimos de nuevo para que nadie más cambie cómo entra usted.
web-factor-done-added = El segundo factor está listo.
web-factor-done-removed = El factor ya no está en su cuenta.
web-codes-title = Códigos de recuperación
web-codes-lead = Diez códigos en papel, cada uno para una sola vez, por si un día no tiene su teléfono o su llave.
web-codes-replace = Los códigos nuevos reemplazan a los anteriores.
web-codes-left =
    { $count ->
        [0] No le queda ningún código sin usar.
        [one] Le queda un código sin usar.
       *[other] Le quedan { $count } códigos sin usar.
    }
web-codes-new = Hacer códigos nuevos
web-codes-button = Mostrar mis códigos
web-codes-once = Se muestran solo ahora. Imprima esta página o cópiela a mano.
web-codes-made = Hechos el { $day }.
web-codes-keep = Guárdelos lejos de su teléfono y de su contraseña.
web-codes-print = Al salir de esta página ya no se verán
web-codes-done = Ya los guardé
web-sessions-title = Dónde está abierta su cuenta
web-sessions-caption = Sesiones abiertas
web-session-device = Navegador
web-session-since = Entró
web-session-seen = Último uso
web-session-act = Cambio
web-session-this = Esta sesión
web-session-end = Terminar
web-session-unknown = No se sabe
web-sessions-end-others = Terminar todas las demás
web-session-done-ended = La sesión terminó.
web-news-title = Antes de seguir
web-news-due = Su puesto necesita un segundo factor antes del { $day }
web-news-due-body = Desde ese día no podrá entrar sin configurarlo.
web-news-set-up = Configurarlo ahora
web-news-later = Más tarde
web-news-lead = Esto cambió en la forma de entrar a su cuenta. ¿Fue usted?
web-news-mine = Sí, fui yo
web-news-not-mine = No fui yo
web-news-not-mine-body = Si no fue usted, todas sus sesiones terminan y queda anotado. Avise enseguida a la administración.
web-news-done-disowned = Todas sus sesiones terminaron. Avise enseguida a la administración.

web-lease-over = Este puesto no ha podido comunicarse con la sede desde hace demasiado tiempo y este expediente, que es de antes, está bloqueado para proteger a las personas. Nada se perdió. Usted puede seguir registrando personas e intenciones, y abrir lo que se escribió después. Para desbloquearlo: restablezca la conexión con la sede, o intercambie un archivo por mensajería.

## Tabletas compartidas

web-hand-over = Entregar la tableta
web-hand-over-keep = Guardar lo escrito y entregar la tableta
web-hand-over-kept = Lo que estaba a medio escribir quedó guardado para quien lo escribió. La tableta está lista para la siguiente persona.
web-hand-over-ready = La tableta está lista para la siguiente persona.
web-hand-over-too-large = Lo escrito es demasiado largo para guardarlo a medias. Envíelo o acórtelo antes de entregar la tableta.
web-tablet-who = ¿Quién entra?
web-tablet-who-hint = Toque su nombre, o pulse Alt y su número.
web-tablet-who-choose = Elija su nombre.
web-tablet-somebody-else = Mi nombre no está en la lista
web-tablet-closed-title = Aquí no se puede entrar
web-tablet-revoked = Esta tableta fue dada de baja. Entréguela a la supervisión. Si fue un error, la supervisión puede registrarla de nuevo.
web-tablet-only = Desde la red de esta oficina solo se entra en tabletas registradas. Pida a la supervisión un código para registrar esta.
web-tablet-enrol = Registrar esta tableta con un código
web-drafts-title = Lo que dejó a medio escribir
web-drafts-lead = Solo usted puede verlo. Se guarda dos semanas desde la última vez y desaparece cuando lo envía.
web-drafts-none = No hay nada a medio escribir
web-drafts-none-next = Si su sesión termina o entrega la tableta mientras escribe, lo escrito aparecerá aquí.
web-drafts-kept = Guardado el { $at }
web-drafts-go-on = Seguir escribiendo
web-drafts-discard = Descartar
web-drafts-done-discarded = Se descartó lo que estaba a medio escribir.
web-drafts-somewhere = Formulario
web-drafts-on = Seguir con mi trabajo
