# Asilo: lo que se dice en un puesto, la solicitud y los papeles que la persona lleva.

asylum-nav-intents = Puesto
asylum-nav-verify = Comprobar papel
asylum-next = Lo que sigue

# Lo que la persona dijo en el puesto
asylum-intents-title = Personas que pidieron protección
asylum-intents-lead = Lo que se dijo en este puesto. Cada hoja vale desde el día en que se dijo.
asylum-intents-new = Anotar que una persona pide protección
asylum-intents-find = Buscar por el número de la hoja
asylum-intents-find-button = Buscar
asylum-intents-not-found = Ninguna hoja tiene ese número
asylum-intents-not-found-next = Revise el número impreso en la hoja. Aquí solo se ven las hojas que su oficina atiende.
asylum-intents-all = Ver todas las hojas
asylum-intents-newest = Se muestran las más recientes. Una hoja más antigua se encuentra por su número.
asylum-intents-empty = Todavía no hay nada anotado aquí
asylum-intents-empty-next = Cuando alguien diga, con las palabras que sea, que teme volver, anótelo y entréguele su hoja.
asylum-intent-above = Dijo que teme volver
asylum-intent-serial = Hoja
asylum-intent-when = Cuándo lo dijo
asylum-intent-post = Dónde
asylum-intent-people = Personas
asylum-intent-child = Niñas y niños
asylum-intent-state = Estado
asylum-intent-facts = La hoja
asylum-intent-with-claim = Con solicitud
asylum-intent-without-claim = Sin solicitud todavía
asylum-intent-language-unknown = No se sabe
asylum-intent-people-card = De quién se trata
asylum-intent-nobody-yet = Todavía nadie está registrado. La hoja vale igual: no hace falta un nombre.
asylum-intent-registered-of = Registradas: { $registered } de { $people }.
asylum-intent-print = Imprimir la hoja con QR
asylum-intent-register = Registrar a una persona
asylum-intent-register-more = Registrar a otra persona
asylum-intent-claim = Abrir la solicitud
asylum-intent-next-print = Entregue la hoja: prueba que la persona pidió protección y desde cuándo. Después puede registrarla.
asylum-intent-next-claim = Con al menos una persona registrada se puede abrir la solicitud.
asylum-intent-next-office = Entregue la hoja, si todavía no lo hizo. La solicitud la abre la oficina principal, que ya ve esta hoja.
asylum-intent-next-claimed = La solicitud está abierta en la oficina principal.

asylum-express-done = Quedó anotado y la hoja está lista.
asylum-express-title = Una persona pide protección
asylum-express-lead = Anote lo que dijo. No juzgue si tiene razón y no pida pruebas: pedirlo es un derecho y es gratis.
asylum-express-day = Día en que lo dijo
asylum-express-day-hint = Por ejemplo 31 8 2024
asylum-express-hour = Hora
asylum-express-hour-hint = Por ejemplo 14:05
asylum-express-people = Cuántas personas
asylum-express-people-hint = Todas las que vienen juntas
asylum-express-child = ¿Viene alguna niña, niño o adolescente?
asylum-express-child-hint = Ante la duda sobre la edad o sobre quién le acompaña, elija «sin acompañante o separado».
asylum-child-short-none = No
asylum-child-short-accompanied = Con su familia
asylum-child-short-unaccompanied-or-separated = Sin acompañante o separado
asylum-child-none = No
asylum-child-accompanied = Sí, con su madre, su padre o quien le cuida por ley
asylum-child-unaccompanied-or-separated = Sí, sin acompañante o separado de ellos
asylum-express-language = Idioma en que habló
asylum-express-place = Lugar exacto
asylum-express-place-hint = Solo si no fue en el puesto mismo
asylum-express-words = Con sus propias palabras
asylum-express-words-hint = Solo lo que quiera decir ahora. La entrevista será después, a solas y con intérprete.
asylum-express-submit = Anotar y preparar la hoja
asylum-express-error-future = Ese día todavía no ha llegado. Anote el día en que la persona lo dijo.
asylum-express-error-hour = Escriba una hora como 14:05 o 9:30.

# Registrar y abrir la solicitud
asylum-people-title = Registrar a una persona
asylum-people-lead = Solo el nombre hace falta. Lo demás puede completarse después.
asylum-people-submit = Registrar
asylum-people-back = Volver a la hoja
asylum-people-not-yours = Su función permite leer esta hoja, pero no registrar personas. Pídalo a quien registra en su oficina.

asylum-claim-back = Volver
asylum-claim-from-intent = Lo dijo el { $day }: ese día cuenta para los plazos.
asylum-claim-see-intent = Ver la hoja
asylum-claim-child-alone = Hay una niña, niño o adolescente sin acompañante. Al presentar la solicitud se abre la tarea de pedir representante: nadie le entrevista antes.
asylum-claim-people = Personas de esta solicitud
asylum-claim-people-hint = La primera es la solicitante principal. Desmarque a quien pida por separado.
asylum-claim-done = La solicitud quedó presentada.
asylum-claim-error-nobody = Marque al menos a una persona.
asylum-claim-no-law = Hoy no hay una norma vigente cargada para este procedimiento. Avise a la administración; la hoja de la persona vale mientras tanto.
asylum-claim-not-yours = Su función u oficina no abre solicitudes. La hoja de la persona vale mientras tanto.
asylum-claim-not-opened = No se pudo abrir la solicitud. La hoja de la persona vale mientras tanto; avise a la oficina principal.

# Papeles
asylum-card-title = Papeles
asylum-card-intent = Hoja { $serial }

asylum-verify-title = Comprobar un papel
asylum-verify-lead = Pegue o escriba el texto del código QR, el código corto o las seis palabras del registro. Una comprobación que falla es un aviso: no le quita nada a la persona.
asylum-verify-code = Texto del código
asylum-verify-code-hint = Empieza con CEIBA1:
asylum-verify-submit = Comprobar
asylum-verify-genuine-intent = Es auténtico: hoja de una persona que pidió protección
asylum-verify-genuine-decision = Es auténtico: notificación de una decisión
asylum-verify-issued = Expedido el { $day } por { $site }.
asylum-verify-unknown = No se puede comprobar aquí
asylum-verify-unknown-words = Dice que lo expidió { $site }, y su clave no está en este lugar. Pregunte a la oficina principal; trate a la persona como si fuera auténtico.
asylum-verify-forged = La firma no corresponde a lo escrito
asylum-verify-forged-words = Lea de nuevo el código. Si sigue igual, pregunte a la oficina principal. La persona conserva su derecho a pedir protección.
asylum-verify-none = No hay un código de Ceiba en este texto
asylum-verify-none-words = Cópielo completo desde el QR, o use el archivo PDF con «ceiba document verify».

asylum-panel-title = Pedir protección
asylum-panel-empty = No hay una solicitud en curso a su nombre.
asylum-panel-claim = Presentar una solicitud

asylum-day-title = Hojas sin solicitud
asylum-day-more = Hay { $count } más en «Puesto».


asylum-nav-post = Recibir
asylum-post-title = El puesto
asylum-post-search = Buscar a una persona
asylum-post-register = Registrar a una persona
asylum-post-people = Personas
asylum-post-sheets = Últimas hojas de este puesto
asylum-post-none = Todavía no hay hojas. Anote la primera a la izquierda.
asylum-post-keys = Con el teclado: Tab para avanzar, flechas para elegir, Entrar para guardar. La hoja se imprime en la página siguiente.
asylum-post-today = { $n ->
    [0] Hoy no se ha anotado ninguna.
    [one] Hoy se anotó una.
   *[other] Hoy se anotaron { $n }.
}
asylum-post-people-of = { $n ->
    [one] una persona
   *[other] { $n } personas
}
# Letters
asylum-letters-title = Cartas y constancias
asylum-letters-waiting = Por imprimir:
asylum-letters-others = Otras que puede imprimir
asylum-letter-lead = Se llena con lo que dice el expediente. Al emitirla recibe un número y queda anotada.
asylum-letter-not-now = Todavía no se puede imprimir
asylum-letter-no-law = La norma con la que se abrió este caso no está cargada; sin ella no se imprimen sus plazos ni recursos. Avise a la administración.
asylum-letter-undecided = Todavía no hay una decisión que esta carta comunique.
asylum-letter-ended = El caso terminó: esta carta solo se da mientras está en trámite.
asylum-letter-open = El caso sigue abierto: esta carta solo se da cuando se cierra.
asylum-letter-lacks = Al expediente le falta un dato que la carta necesita, o usted no puede ver el nombre de la persona. Complételo o pídalo a la oficina que lleva el caso.
asylum-letter-missing = Falta responder: { $question }
asylum-letter-past = Ese día ya pasó. Elija otro.
asylum-letter-time = Escriba la hora como 14:05.
asylum-letter-unprintable = Estos signos no se pueden imprimir: { $characters }. Escriba el nombre también con letras latinas.
asylum-letter-languages = En qué idiomas
asylum-letter-languages-hint = El primero es el que cuenta. El otro es el de la persona, si lo tenemos.
asylum-letter-in-es = Español
asylum-letter-in-en = Inglés
asylum-letter-yes = Sí
asylum-letter-no = No
asylum-letter-optional = opcional
asylum-letter-issue = Emitir
asylum-letter-cancel = Cancelar
asylum-letter-back = Volver al caso
asylum-letter-back-letter = Volver a la carta
asylum-letter-done = La carta está emitida. Imprímala y entréguela.
asylum-letter-serial = Número
asylum-letter-code = Código corto
asylum-letter-on = Emitida el
asylum-letter-by = La emitió
asylum-letter-copies = Copias
asylum-letter-print = Imprimir (PDF)
asylum-letter-copy = Imprimir una copia (PDF)
asylum-letter-changed = El texto de esta carta cambió desde que se emitió. Una copia llevaría las palabras de hoy con los datos de entonces.
asylum-letter-gone = Esta carta ya no está entre las del país, y no se puede imprimir otra vez. Avise a la administración.
asylum-letter-revoke = Revocar la carta
asylum-letter-revoke-title = Revocar: { $letter }
asylum-letter-why = Por qué ya no vale
asylum-letter-why-hint = Queda en el expediente. Quien compruebe el papel sabrá desde qué día no vale, no por qué.
asylum-letter-revoke-done = La carta ya no vale.
asylum-letter-revoked = Esta carta fue revocada; no se imprime ni se revoca otra vez.
asylum-letter-revoked-on = Revocada el { $day }
asylum-letter-how = por escrito o de palabra, en la oficina que notifica
asylum-letter-counts-from = la notificación de esta decisión
asylum-letter-suspends = Mientras se resuelve, la decisión no se aplica.

asylum-verify-letter = Es auténtico: { $letter }
asylum-verify-letter-words = Número { $serial }, del { $day }.
asylum-verify-listed = El registro tiene una carta con ese código: { $letter }
asylum-verify-listed-words = El código corto no prueba que este papel sea esa carta. Compare el número y el día, o lea el código QR.
asylum-verify-revoked = Ya no vale desde el { $day }: { $letter }
asylum-verify-revoked-words = La persona puede tener otra carta más nueva. Pregunte a la oficina; esto no le quita ningún derecho.
asylum-verify-log-same = El registro sigue siendo el mismo: nadie cambió lo que había entonces
asylum-verify-log-other = El registro de entonces no es el que hay ahora. Avise a la oficina principal; la persona no pierde nada por esto
asylum-verify-log-elsewhere = Estas palabras son de un registro que no está completo aquí
asylum-verify-log-words = Son de { $site }, cuando su registro tenía { $size } asientos.
asylum-verify-log-signed = También lo firmó: { $sites }.
asylum-verify-not-listed = La firma es de aquí, pero el registro no tiene esta carta
asylum-verify-not-listed-words = Dice que { $site } la emitió el { $day }. Pregunte a la oficina principal; trate a la persona como si fuera auténtica.
## Interfaz de programación

asylum-api-list = Leer las intenciones que el sistema puede ver
asylum-api-record = Anotar que una persona expresó su intención de pedir protección
asylum-api-read = Leer una intención
asylum-api-verify = Comprobar si una carta se emitió aquí

## Carné de solicitante
asylum-carnet-title = Carné de solicitante
asylum-carnet-new = Emitir el carné de solicitante
asylum-carnet-lead = Lleva el nombre, el número del expediente, la fotografía y la firma si las hay, y un código que se comprueba sin línea. Nunca el país de origen ni nada de lo que la persona contó.
asylum-carnet-name = Nombre en el carné
asylum-carnet-portrait = Fotografía
asylum-carnet-signature = Firma
asylum-carnet-there = La que está en el expediente.
asylum-carnet-without = Sin ella: el carné vale igual.
asylum-carnet-portrait-change = Fotografía de la persona
asylum-carnet-signature-change = Firma de la persona
asylum-carnet-why = Por qué se emite
asylum-carnet-why-hint = El carné anterior deja de valer: quien lo compruebe sabrá desde qué día, no por qué.
asylum-carnet-why-first = Primer carné
asylum-carnet-why-lost = Se perdió o se lo quitaron
asylum-carnet-why-damaged = Se dañó
asylum-carnet-why-changed-data = Cambió un dato, la fotografía o la firma
asylum-carnet-why-expired = Venció o está por vencer
asylum-carnet-until = Válido hasta
asylum-carnet-until-hint = Por ejemplo: 3 6 2027. Lo que diga la norma, o la costumbre de la oficina.
asylum-carnet-issue = Emitir
asylum-carnet-issue-to = Emitir el carné de { $name }
asylum-carnet-again = Emitir otro en su lugar
asylum-carnet-none = Todavía no tiene carné de este expediente.
asylum-carnet-done = El carné está emitido. Imprímalo y entréguelo.
asylum-carnet-on = Expedido el
asylum-carnet-by = Lo expidió
asylum-carnet-print = Imprimir el carné (PDF, las dos caras)
asylum-carnet-print-sheet = Imprimir en una hoja A4 para recortar (PDF)
asylum-carnet-replaced = Reemplazado desde el { $day }
asylum-carnet-expired = Venció el { $day }
asylum-carnet-no-claim = El carné se emite cuando hay una solicitud en curso. Mientras tanto vale la hoja de que pidió protección.
asylum-carnet-sheet = Imprimir la hoja { $serial }
asylum-carnet-ended = El caso terminó: el carné solo se da mientras está en trámite.
asylum-carnet-nobody = Usted no puede ver el nombre de la persona, o su expediente todavía no está aquí. Pídalo a la oficina que lleva el caso.
asylum-carnet-error-person = Esa persona no está en este caso. El formulario muestra a quien sí está.
asylum-carnet-error-why = El motivo no corresponde: el primer carné es de quien no tiene ninguno de este expediente, y los demás motivos de quien ya tiene.
asylum-carnet-error-until = Escriba un día después de hoy y dentro de los próximos diez años.
asylum-carnet-not-replaced = Otro carné vale en su lugar; este no se imprime otra vez.
asylum-carnet-not-changed = La fotografía o la firma de la persona cambió desde que se emitió. Emita otro por cambio de datos.
asylum-carnet-not-awaited = La fotografía o la firma está en camino desde otro puesto. Imprímalo cuando llegue.
asylum-verify-card = Es auténtico: carné de solicitante
asylum-verify-card-words = Número { $serial }, del { $day }, válido hasta el { $until }.
asylum-verify-card-listed = El registro tiene un carné con ese código
asylum-verify-card-listed-words = El código corto no prueba que este carné sea ese. Compare el número y el día, o lea el código QR.
asylum-verify-card-replaced = Reemplazado: otro carné vale en su lugar desde el { $day }
asylum-verify-card-expired = El carné venció el { $day }
asylum-verify-card-doubt = La persona puede tener otro carné más nuevo. Pregunte a la oficina; esto no le quita ningún derecho.
asylum-verify-elsewhere = La firma es auténtica, de otra oficina
asylum-verify-elsewhere-words = Número { $serial }, expedido el { $day } por { $site }. Compare el número con el que está impreso. Si todavía vale, lo sabe aquella oficina; trate a la persona como si valiera.
