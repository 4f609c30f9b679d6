# Personas, hogares, documentos y su búsqueda.

identity-nav = Personas
identity-save = Guardar
identity-saved = Los cambios quedaron guardados.
identity-cancel = Cancelar
identity-choose = Elija una opción
identity-choose-person = ¿Quién es?
identity-back-to-search = Buscar personas

## Buscar

identity-search-title = Personas
identity-search-label = Busque por nombre, número o documento
identity-search-hint = No importan el orden, las tildes ni algún error al escribir; valen iniciales y otra escritura. Puede agregar el año de nacimiento: «rosa caal 1988».
identity-search-button = Buscar
identity-search-count = { $count ->
    [one] Se encontró una persona
   *[other] Se encontraron { $count } personas
}
identity-search-first = Las { $count } personas que más se parecen. Escriba más datos para acercarse.
identity-search-latest = Lo último que recibió su oficina
identity-search-nobody = No encontramos a nadie así
identity-search-nobody-hint = Pruebe con otra forma de escribir el nombre, con un apodo o con el número de un documento. Solo aparecen las personas que su oficina atiende.
identity-search-register = Registrar a una persona
identity-search-none-of-these = No es ninguna: registrar a una persona nueva
identity-search-narrow = Afinar la búsqueda
identity-search-birth-year = Año de nacimiento
identity-search-years-apart = Más o menos
identity-search-years-apart-of = { $count ->
    [0] ese año
   *[other] { $count } años
}
identity-search-sex = Sexo
identity-search-any = cualquiera
identity-search-origin = País de origen
identity-search-origin-hint = Escriba el nombre del país y elíjalo de la lista.
identity-search-narrow-note = Quien no ha dicho alguno de estos datos aparece de todos modos.
identity-search-error-nothing = Escriba un nombre, un número de registro o de documento.
identity-search-error-too-little = Con una inicial o un año solo aparecería casi todo el mundo. Escriba al menos una parte del nombre.
identity-search-error-year = Escriba el año con cuatro cifras, por ejemplo 1988.

identity-column-name = Nombre
identity-column-age = Edad
identity-column-sex = Sexo
identity-column-origin = Origen
identity-column-number = Número
identity-column-office = Oficina
identity-column-relation = Parentesco

identity-age = { $years ->
    [one] { $years } año
   *[other] { $years } años
}
identity-age-about = unos { $years } años
identity-age-between = { $young } o { $old } años
identity-age-unknown = edad desconocida
identity-about = { $date }, aproximada
identity-chip-child = Niña, niño o adolescente
identity-chip-child-alone = Niña, niño o adolescente: confirme quién le acompaña
identity-chip-safe-contact = Contacto seguro: { $rule }

## Registrar

identity-register-title = Registrar a una persona
identity-register-lead = Solo el nombre hace falta. Lo demás se anota si la persona lo sabe y quiere decirlo; siempre se puede completar después.
identity-register-button = Registrar
identity-registered = La persona quedó registrada con el número { $number }.

identity-section-name = Nombre
identity-section-birth = Nacimiento, sexo y compañía
identity-section-origin = Nacionalidad e idiomas
identity-section-document = Documento
identity-section-contact = Cómo comunicarse sin ponerla en riesgo
identity-section-needs = Cómo atenderla y qué necesita

identity-silence = Si no hay respuesta
identity-silence-not-asked = No se preguntó
identity-silence-does-not-know = No lo sabe
identity-silence-prefers-not-to-say = Prefiere no decirlo

identity-name-told = Nombre completo, como la persona lo dice
identity-name-told-hint = Con sus tildes y en su orden. Un solo nombre también está bien.
identity-name-parts = Por partes
identity-name-parts-hint = Sirve para buscar y para las cartas. Puede haber uno, dos o ningún apellido.
identity-given = Nombres
identity-first-surname = Primer apellido
identity-second-surname = Segundo apellido
identity-other-names = Otros nombres: apodo, nombre de nacimiento, de la madre o del padre
identity-known-as = También le dicen
identity-name-at-birth = Nombre de nacimiento
identity-name-own-script = Nombre en su propia escritura
identity-name-on-document = Nombre en el documento, si es distinto
identity-mother-name = Nombre de la madre
identity-father-name = Nombre del padre
identity-former-names = Antes escrito
identity-other-name-known-as = También le dicen
identity-other-name-at-birth = Nombre de nacimiento
identity-other-name-own-script = En su propia escritura
identity-other-name-on-document = En el documento
identity-other-name-mother = Madre
identity-other-name-father = Padre

identity-birth = Fecha de nacimiento o edad
identity-birth-hint = Día, mes y año; solo el año; o la edad. Por ejemplo: 3 4 1988, 1988, 34 años. Si es aproximada, ponga ~ delante.
identity-birth-place = Lugar de nacimiento
identity-sex = Sexo, como la persona lo dice
identity-sex-female = mujer
identity-sex-male = hombre
identity-sex-other = otro
identity-sex-prefers-not-to-say = prefiere no decirlo
identity-sex-not-asked = no se preguntó

identity-accompaniment = Si es menor de 18 años, ¿con quién vino?
identity-accompaniment-hint = Ante la duda, se atiende como niña, niño o adolescente sin compañía.
identity-accompaniment-with-parent = Con su madre o su padre
identity-accompaniment-with-guardian = Con quien tiene su tutela legal
identity-accompaniment-separated = Con otra persona adulta
identity-accompaniment-separated-hint = Un familiar o conocido que no tiene su tutela: niñez separada.
identity-accompaniment-unaccompanied = Sin compañía
identity-accompaniment-does-not-know = No se sabe
identity-accompaniment-not-asked = No se preguntó, o es una persona adulta

identity-nationality = Nacionalidad
identity-nationality-hint = Empiece a escribir el país. Si ningún país la reconoce como suya, escriba «sin nacionalidad».
identity-nationality-2 = Otra nacionalidad
identity-nationality-3 = Tercera nacionalidad
identity-former-residence = País donde vivía antes
identity-former-residence-hint = Sobre todo si no tiene nacionalidad.
identity-language = Idioma que mejor habla
identity-language-2 = Otro idioma
identity-language-3 = Otro idioma más
identity-languages = Idiomas

identity-document-kind = Tipo de documento
identity-document-kind-passport = Pasaporte
identity-document-kind-national-id = Cédula o documento nacional
identity-document-kind-birth-certificate = Partida de nacimiento
identity-document-kind-travel-document = Documento de viaje
identity-document-kind-residence-card = Carné de residencia
identity-document-kind-asylum-card = Carné de solicitante o de refugiado
identity-document-kind-consular-id = Matrícula consular
identity-document-kind-driving-licence = Licencia de conducir
identity-document-kind-unhcr-certificate = Certificado del ACNUR
identity-document-kind-other = Otro documento
identity-document-number = Número
identity-document-number-hint = Tal como está impreso. Si no se puede leer, déjelo vacío.
identity-document-country = País que lo emitió
identity-document-seen = Cómo se vio
identity-seen-original = el original
identity-seen-copy = una copia
identity-seen-photograph = una fotografía
identity-seen-told = no se vio, la persona lo dijo
identity-document-expires = Vence
identity-document-expires-hint = Por ejemplo: 18 11 2027, o 11 2027.
identity-valid-until = vence: { $date }
identity-number-unreadable = número ilegible
identity-check-failed = revise el número

identity-phone = Teléfono
identity-message-app = Mensajería
identity-message-app-hint = Aplicación y número o usuario.
identity-email = Correo electrónico
identity-address = Dónde se queda
identity-preferred = Prefiere que la busquen
identity-channel-none = No lo dijo
identity-channel-phone = por teléfono
identity-channel-message-app = por mensaje
identity-channel-email = por correo
identity-channel-in-person = en persona
identity-channel-through-other = por medio de otra persona
identity-safe-rule = Regla de contacto seguro
identity-safe-rule-hint = Con qué cuidado hay que buscarla. Por ejemplo: solo a su propio teléfono, sin decir de dónde se llama.
identity-safe-hours = Horas seguras
identity-may-leave-message = ¿Se le puede dejar un mensaje?
identity-may-leave-message-yes = sí
identity-may-leave-message-no = no
identity-may-leave-message-not-asked = no se preguntó

identity-care = Cómo atenderla
identity-care-hint = Dice qué hacer, nunca por qué.
identity-needs = Necesidades específicas
identity-needs-open-only = Violencia de género, tortura y trata no se anotan aquí: este expediente lo abren muchas personas. Marque cómo hay que atenderla y avise a quien lleva esos casos.
identity-need-pending = por confirmar

## Alguien parecido

identity-similar-title = ¿Es una de estas personas?
identity-similar-words = Ya hay registros que se parecen. Si es la misma persona, abra su expediente para no registrarla dos veces. Si no, continúe: nada lo impide.
identity-similar-alike = Se parecen en
identity-similar-open = Abrir este expediente
identity-similar-continue = Registrar de todos modos
identity-similar-edit = Volver al formulario
identity-alike-document = el número de un documento
identity-alike-same-name = el nombre
identity-alike-similar-name = un nombre muy parecido
identity-alike-birth-date = la fecha de nacimiento
identity-alike-birth-year = el año de nacimiento
identity-alike-origin = el país de origen
identity-similar-differs = No coinciden en
identity-reason-document-slip = el número de un documento, salvo un carácter
identity-reason-phone-same = el teléfono
identity-reason-given-same = los nombres
identity-reason-given-sound = los nombres, que suenan igual
identity-reason-given-alike = los nombres, salvo una letra o un apodo
identity-reason-given-order = los nombres, en otro orden
identity-reason-given-part = uno de los nombres
identity-reason-surnames-same = los apellidos
identity-reason-surnames-sound = los apellidos, que suenan igual
identity-reason-surnames-alike = los apellidos, salvo alguna letra
identity-reason-surnames-exchanged = los apellidos, intercambiados
identity-reason-surname-part = uno de los apellidos
identity-reason-birth-transposed = la fecha de nacimiento, con el día y el mes intercambiados
identity-reason-birth-slip = el día y el mes de nacimiento; el año parece un error al escribir
identity-reason-birth-month = el mes y el año de nacimiento
identity-reason-birth-near = el año de nacimiento, por uno o dos años
identity-reason-given-differ = los nombres
identity-reason-surnames-differ = los apellidos
identity-reason-birth-differ = la fecha de nacimiento
identity-reason-document-differ = el número del documento
identity-reason-phone-differ = el teléfono
identity-reason-sex-differ = el sexo
identity-reason-origin-differ = el país de origen

identity-doubt-title = Revise el parentesco
identity-doubt-words = Hay algo poco común en lo que se anotó. Puede ser correcto: usted decide.
identity-doubt-parent-not-older = Según las fechas, la madre o el padre no es mayor que su hija o hijo.
identity-doubt-parent-very-young = Según las fechas, la madre o el padre tendría menos de 12 años al nacer su hija o hijo.
identity-doubt-grandparent-very-young = Según las fechas, la abuela o el abuelo es demasiado joven.
identity-doubt-couple-with-child = Una de las dos personas tiene menos de 18 años. Hable con protección de la niñez.

## Expediente de la persona

identity-file-facts = Datos
identity-file-correct = Corregir los datos
identity-fact-name = Nombre
identity-fact-birth = Nacimiento
identity-fact-sex = Sexo
identity-fact-accompaniment = Vino
identity-file-documents = Documentos
identity-file-documents-change = Agregar o retirar documentos
identity-file-scans = Escaneos y fotografías de los documentos
identity-file-contact = Contacto
identity-file-contact-change = Cambiar el contacto
identity-file-household = Hogar
identity-file-needs = Necesidades y cuidado
identity-file-needs-change = Cambiar
identity-file-reads = Quién vio este expediente
identity-file-history = Historia del expediente
identity-contact-none = No hay forma de contacto anotada.
identity-needs-none = No hay nada anotado.
identity-documents-none = No hay documentos anotados.
identity-reads-none = Nadie lo ha abierto antes que usted.
identity-reads-all = Ver más

identity-event-registered = Se registró a la persona
identity-event-names-corrected = Se corrigió el nombre
identity-event-birth-corrected = Se corrigió el nacimiento
identity-event-sex-corrected = Se corrigió el sexo
identity-event-nationality-corrected = Se corrigió la nacionalidad
identity-event-languages-corrected = Se corrigieron los idiomas
identity-event-accompaniment-corrected = Se corrigió quién la acompaña
identity-event-document-added = Se anotó un documento
identity-event-document-withdrawn = Se retiró un documento
identity-event-document-scanned = Se agregó el escaneo de un documento
identity-event-portrait-taken = Se tomó la fotografía de la persona
identity-event-portrait-answered = Se anotó una respuesta sobre la fotografía
identity-event-signature-given = La persona firmó
identity-event-signature-answered = Se anotó una respuesta sobre la firma
identity-event-perhaps-known = Quizá registrada antes en otro lugar
identity-event-hint-settled = Se miró si la persona estaba registrada antes
identity-event-contact-changed = Cambió la forma de contacto
identity-event-needs-changed = Cambiaron las necesidades o el cuidado
identity-event-office-joined = Otra oficina empezó a atender el expediente
identity-event-office-left = Una oficina entregó el expediente
identity-event-unknown = Otro cambio

## Corregir

identity-correct-title = Corregir los datos
identity-correct-lead = Lo anterior no se borra: queda en la historia, con su nombre y el motivo.
identity-reason = Motivo
identity-reason-hint = Por ejemplo: la persona mostró su partida de nacimiento.

identity-documents-title = Documentos
identity-documents-add = Agregar un documento
identity-documents-add-button = Agregar
identity-documents-withdraw = Retirar un documento anotado por error
identity-documents-withdraw-button = Retirar

## Líneas de lectura mecánica de un documento
identity-zone-fold = Leer las líneas de lectura mecánica del documento
identity-zone-lines = Líneas de lectura mecánica
identity-zone-lines-hint = Las dos o tres líneas con el signo «<» de la página de datos o del dorso de la tarjeta. Escríbalas, péguelas o páselas por el lector.
identity-zone-button = Leer las líneas
identity-zone-read = Se leyeron las líneas. Compare cada dato con el documento antes de guardar.
identity-zone-doubt = Las líneas se pueden leer de más de una manera. Compare con el documento y elija.
identity-zone-use = Usar la lectura con el número { $number }
identity-zone-name = Nombre en el documento: { $name }.
identity-zone-name-cut = El nombre llena toda la línea: puede estar cortado.
identity-zone-birth = Fecha de nacimiento en el documento: { $date }.
identity-zone-birth-or = El documento escribe el año con dos cifras: también puede ser { $date }.
identity-zone-birth-unknown = El documento no dice la fecha de nacimiento.
identity-zone-birth-no-date = La fecha de nacimiento del documento no existe en el calendario.
identity-zone-sex-female = Sexo en el documento: mujer.
identity-zone-sex-male = Sexo en el documento: hombre.
identity-zone-sex-unspecified = El documento no dice el sexo.
identity-zone-sex-unreadable = No se puede leer el sexo en el documento.
identity-zone-nationality-proposed = Nacionalidad en el documento: { $country }. Pregunte a la persona y anótela si ella lo dice; puede tener varias.
identity-zone-nationality-said = Nacionalidad en el documento: { $country }, como dice la persona.
identity-zone-nationality-code = El documento dice «{ $code }» en lugar de un país. Pregunte a la persona por su nacionalidad.
identity-zone-nationality-none = El documento no dice la nacionalidad.
identity-zone-stateless = El documento dice que la persona no tiene nacionalidad (apátrida). Pregúntele y anótelo si ella lo dice.
identity-zone-refugee = El documento se dio a una persona refugiada; no dice su nacionalidad.
identity-zone-issuer-organisation = Lo emitió una organización ({ $code }) y no un país: el país queda vacío.
identity-zone-issuer-unknown = No conocemos el código «{ $code }» de quien lo emitió: el país queda vacío.
identity-zone-expiry-no-date = La fecha de vencimiento no existe en el calendario.
identity-zone-optional = El emisor anotó además: { $data }.
identity-zone-misfit-number = La cifra de control del número no concuerda: revise el número.
identity-zone-misfit-birth = La cifra de control de la fecha de nacimiento no concuerda: revísela.
identity-zone-misfit-expiry = La cifra de control del vencimiento no concuerda: revise esa fecha.
identity-zone-misfit-optional = La cifra de control de los datos adicionales no concuerda.
identity-zone-misfit-composite = La cifra de control de toda la línea no concuerda: revise cada dato.
identity-zone-repair-position = Línea { $line }, posición { $at }: se leyó «{ $read }» y se tomó «{ $now }», porque ahí no puede estar lo leído.
identity-zone-repair-check-digit = Línea { $line }, posición { $at }: se leyó «{ $read }» y se tomó «{ $now }», porque así concuerda la cifra de control.
identity-zone-repair-added = Línea { $line }, posición { $at }: faltaba un signo «<» y se agregó.
identity-zone-repair-removed = Línea { $line }, posición { $at }: sobraba «{ $read }» y se quitó.
identity-zone-undecided = Línea { $line }, posición { $at }: puede ser 6 o G; ninguna cifra de control las distingue.
identity-zone-differs-name = El nombre del documento es distinto del que dice la persona. Vale lo que ella dice; pregúntele por el documento.
identity-zone-differs-birth = La fecha de nacimiento del documento es distinta de la que dice la persona. Vale lo que ella dice; pregúntele.
identity-zone-differs-sex = El sexo del documento es distinto del que dice la persona. Vale lo que ella dice.
identity-number-hint-birth = El número repite otra fecha de nacimiento que la que dice la persona. Vale lo que ella dice.
identity-number-hint-sex = El número repite «{ $sex }», otra cosa que la que dice la persona. Vale lo que ella dice.
identity-error-zone = No encontramos ahí las líneas de un documento. Escriba las dos o tres líneas completas, con los signos «<».

## Escaneos y fotografías de documentos
identity-scans-title = Escaneos de los documentos
identity-scans-lead = Aquí están las imágenes de los documentos anotados. Solo las ve quien puede leer este expediente, y cada vez queda escrito quién las miró.
identity-scans-to-file = Al expediente
identity-scans-back = A todos los escaneos
identity-scans-none = Este documento todavía no tiene escaneo.
identity-scans-count = { $count ->
    [one] un escaneo
   *[other] { $count } escaneos
 }
identity-scans-add = Agregar un escaneo o una fotografía
identity-scans-add-button = Agregar
identity-paper = Documento
identity-scan = Archivo
identity-scan-hint = Una imagen JPEG o PNG, o un PDF, de hasta 8 MB. De una fotografía se guarda solo la imagen: el lugar, la hora y la cámara se borran. Si la página muestra un error, elija el archivo otra vez.
identity-scan-note = Qué se debe saber de este archivo (opcional)
identity-scan-note-hint = Por ejemplo: la segunda página, o no se lee el sello. Sin nombres.
identity-replaces = Reemplaza a otro (opcional)
identity-replaces-hint = El anterior queda guardado y marcado como reemplazado.
identity-replaces-none = No reemplaza a ninguno
identity-scan-done = El escaneo quedó guardado.
identity-scan-title = Escaneo de un documento
identity-scan-picture = Imagen
identity-scan-pdf = PDF
identity-scan-alt = Imagen del documento; lo que se debe saber de ella está escrito arriba.
identity-scan-open-pdf = Descargar el PDF
identity-scan-replaced = reemplazado
identity-scan-replaced-words = Otro escaneo tomó el lugar de este. Se conserva para poder comparar.
identity-scan-awaited = El escaneo todavía no ha llegado.
identity-scan-awaited-words = Se agregó en otro puesto y está en camino: los archivos viajan después de todo lo demás. Vuelva a mirar cuando haya línea.
identity-scan-none = No hay un escaneo con ese número en este expediente.
identity-error-scan-none = Elija un archivo: una imagen JPEG o PNG, o un PDF.
identity-error-scan-paper = Elija el documento al que pertenece el archivo. Si lo retiraron mientras tanto, anótelo otra vez.
identity-error-scan-replaces = Elija un escaneo de este mismo documento.
identity-error-scan-known = Este mismo archivo ya está guardado con este documento.
identity-place = Documento

## Fotografía y firma
identity-file-portrait = Fotografía de la persona
identity-file-signature = Firma de la persona
identity-picture-kept = Guardada el { $day }
identity-picture-awaited = La imagen todavía no ha llegado.
identity-portrait-title = Fotografía
identity-portrait-lead = Sirve para el carné. Nadie está obligado a dejarse fotografiar, y no tener fotografía no cambia nada en el trámite. Cada vez que alguien la mira queda escrito.
identity-portrait = Respuesta de la persona
identity-portrait-hint = Una fotografía nueva toma el lugar de la anterior. Con otra respuesta, la que haya deja de mostrarse; la historia dice quién y cuándo.
identity-portrait-taken = Se toma o se elige una fotografía
identity-portrait-answer-prefers-not = No desea fotografía
identity-portrait-answer-not-taken = Sin fotografía por ahora
identity-portrait-change = Tomar, cambiar o quitar la fotografía
identity-portrait-save = Guardar
identity-portrait-done = Quedó guardado.
identity-portrait-alt = Fotografía de la persona de este expediente
identity-portrait-none = Este expediente no tiene fotografía.
identity-photo = Fotografía
identity-photo-hint = JPEG o PNG de hasta 8 MB. Se guarda solo el centro de la imagen, en el tamaño del carné: el lugar, la hora y la cámara se borran. Si la página muestra un error, tómela o elíjala otra vez.
identity-signature-title = Firma
identity-signature-lead = Sirve para el carné. Quien no puede o no desea firmar da una respuesta como cualquier otra, y nada cambia en el trámite.
identity-signature = Respuesta de la persona
identity-signature-hint = Una firma nueva toma el lugar de la anterior. Con otra respuesta, la que haya deja de mostrarse.
identity-signature-signed = Firma
identity-signature-answer-cannot-sign = No puede firmar
identity-signature-answer-thumbprint-on-paper = Puso su huella en un papel
identity-signature-answer-prefers-not = No desea firmar
identity-signature-answer-not-given = Sin firma por ahora
identity-signature-change = Anotar, cambiar o quitar la firma
identity-signature-save = Guardar
identity-signature-done = Quedó guardado.
identity-signature-alt = Firma de la persona de este expediente
identity-signature-none = Este expediente no tiene firma.
identity-signature-pad = Firme con el dedo en el recuadro.
identity-signature-pad-label = Recuadro para firmar con el dedo
identity-signature-clear = Borrar y firmar otra vez
identity-signed-paper = Imagen de una firma en papel
identity-signed-paper-hint = Si la persona firma en papel: una fotografía o un escaneo de la firma, JPEG o PNG de hasta 8 MB.
identity-error-photo-none = Tome o elija una fotografía, o elija otra respuesta.
identity-error-signed-paper-none = Falta la firma: en el recuadro o como imagen de un papel. O elija otra respuesta.
identity-error-strokes = No pudimos leer lo que se firmó en el recuadro. Firme otra vez.

identity-contact-title = Contacto
identity-contact-lead = Anote primero con qué cuidado hay que buscarla. Quien llame lo leerá antes que el número.

identity-needs-title = Necesidades y cuidado
identity-needs-lead = Marque lo que la persona dice o lo que usted ve. Lo que no pueda evaluar queda por confirmar; nunca se descarta.
identity-needs-source = Códigos del ACNUR de 2009 (IOM/030-FOM/030/2009). Los subcódigos están tomados de fuentes secundarias y sin verificar.
identity-confirmed = Confirmadas por alguien que puede evaluarlas
identity-need-in-general = en general

## Hogares

identity-household = Hogar
identity-household-none = No está en ningún hogar.
identity-household-form = Formar un hogar con esta persona
identity-household-new-title = Formar un hogar
identity-household-new-lead = Un hogar reúne a quienes viven y deciden juntos. Empieza con una persona de referencia: a ella se le dice el parentesco de los demás.
identity-household-new-button = Formar el hogar
identity-household-formed = El hogar está formado. Agregue ahora a los demás.
identity-household-search = Busque a alguien ya registrado
identity-household-search-again = Buscar a otra persona
identity-household-members = Integrantes
identity-household-empty = Nadie está en este hogar
identity-household-add = Agregar a alguien
identity-household-add-new = Registrar a una persona nueva en este hogar
identity-household-add-button = Agregar al hogar
identity-household-anyway = Es correcto: agregar de todos modos
identity-household-change = Cambiar un parentesco o anotar que alguien se fue
identity-household-relate-button = Guardar el parentesco
identity-household-leave-button = Anotar que ya no está
identity-joining-household = Entrará al hogar { $number }
identity-kin = Es
identity-to = de
identity-kin-of = { $kin } de { $name }
identity-kin-focal = persona de referencia
identity-kin-spouse = esposa o esposo
identity-kin-partner = compañera o compañero
identity-kin-child = hija o hijo
identity-kin-stepchild = hijastra o hijastro
identity-kin-parent = madre o padre
identity-kin-stepparent = madrastra o padrastro
identity-kin-sibling = hermana o hermano
identity-kin-grandparent = abuela o abuelo
identity-kin-grandchild = nieta o nieto
identity-kin-aunt-or-uncle = tía o tío
identity-kin-niece-or-nephew = sobrina o sobrino
identity-kin-cousin = prima o primo
identity-kin-in-law = familiar político
identity-kin-guardian = tutora o tutor
identity-kin-ward = pupila o pupilo
identity-kin-other-relative = otro familiar
identity-kin-unrelated = sin parentesco
identity-kin-not-stated = parentesco sin decir
identity-leaving = Por qué ya no está
identity-leaving-own-household = formó su propio hogar
identity-leaving-other-household = pasó a otro hogar
identity-leaving-died = falleció
identity-leaving-left-country = salió del país
identity-leaving-error = se anotó por error
identity-leaving-not-stated = no se dijo

## Qué revisar

identity-error-no-name = Escriba el nombre como la persona lo dice, o al menos una de sus partes.
identity-error-birth-form = No se entiende la fecha. Escríbala así: 3 4 1988, solo el año, o la edad: 34 años.
identity-error-birth-future = Esa fecha todavía no llega. Revise el año.
identity-error-birth-long-ago = Con esa fecha tendría más de 125 años. Revise el año.
identity-error-country = No conocemos ese país. Escriba su nombre y elíjalo de la lista.
identity-error-language = No conocemos ese idioma. Escriba su nombre y elíjalo de la lista.
identity-error-stateless-and-national = Eligió «sin nacionalidad» junto con una nacionalidad. Deje solo lo que corresponde.
identity-error-document-kind = Elija el tipo de documento, o deje vacíos todos sus datos.
identity-error-phone = Escriba el teléfono con números, por ejemplo +507 6123-4567.
identity-error-email = Al correo le falta algo. Se escribe así: nombre@ejemplo.org.
identity-error-need = Una de las opciones marcadas no puede anotarse en este expediente. Revise lo marcado.
identity-error-reason = Diga por qué se corrige.
identity-error-member-unknown = Elija a una persona registrada que su oficina atienda.
identity-error-member-already = Esa persona ya está en este hogar.
identity-error-member-elsewhere = Esa persona está en otro hogar. Anote primero allí que ya no está.
identity-error-own-relative = Nadie puede ser su propio familiar. Elija a otra persona del hogar.
identity-error-not-member = Elija a una persona de este hogar.
identity-error-own-ancestor = Así alguien sería su propio antepasado. Revise el parentesco.

## Interfaz de programación

identity-api-register = Registrar a una persona
identity-api-read = Leer el expediente de una persona
identity-api-search = Buscar a una persona por nombre, por número o por documento

identity-own-file-household = { $others ->
    [0] Su ficha no está en un hogar con otras personas.
    [one] Su ficha está en un hogar con otra persona. Los datos de ella no se imprimen aquí.
   *[other] Su ficha está en un hogar con otras { $others } personas. Los datos de ellas no se imprimen aquí.
}
identity-file-own = Entregar a la persona su expediente
identity-file-readers = Ver todas las lecturas

## Dos valores de un mismo dato

identity-differ-title = Hay dos valores de un mismo dato
identity-differ-notice = Dos sedes anotaron cosas distintas sin saber una de la otra. Por ahora cuenta lo último. Alguien de la oficina que lleva el expediente decide qué vale.
identity-differ-link = Ver los dos valores y decidir
identity-differ-lead = Pregunte a la persona o mire sus papeles, y elija lo que vale. Lo otro queda en la historia del expediente.
identity-differ-names = ¿Cuál es el nombre?
identity-differ-birth = ¿Cuándo y dónde nació?
identity-differ-sex = ¿Cuál es el sexo?
identity-differ-nationality = ¿Cuál es la nacionalidad?
identity-differ-languages = ¿Qué idiomas habla?
identity-differ-accompaniment = ¿Con quién vino?
identity-differ-counts = Es lo último que se anotó y cuenta por ahora.
identity-differ-or = o
identity-differ-neither = Ninguno de los dos: lo corrijo
identity-differ-reason = ¿Por qué vale lo elegido?
identity-differ-error-reason = Diga por qué vale lo elegido.
identity-differ-settle = Guardar lo que vale
identity-differ-none = Ya no hay dos valores en este expediente.
identity-differ-back = Volver al expediente
identity-differ-day = { $count ->
    [one] Un expediente dice dos cosas
   *[other] { $count } expedientes dicen dos cosas
}
identity-differ-more = { $count ->
    [one] y uno más
   *[other] y { $count } más
}

## Familiares que se buscan

identity-tracing-nav = Búsqueda de familiares
identity-tracing-title = Búsqueda de familiares
identity-tracing-lead = Personas que se separaron en el camino y se buscan. Nadie se entera de nadie hasta que las dos estén de acuerdo.
identity-tracing-waiting = Lo que espera
identity-tracing-waiting-empty = Nada espera por ahora
identity-tracing-waiting-empty-words = Aquí aparece a quién hay que preguntar, qué espera a una segunda persona y a quién hay que avisar.
identity-tracing-searches = Búsquedas que siguen
identity-tracing-searches-empty = No hay búsquedas
identity-tracing-searches-empty-words = Se anotan en la ficha de la persona que busca a un familiar.
identity-tracing-column-person = Persona
identity-tracing-column-to-do = Qué hacer
identity-tracing-column-sought = A quién busca
identity-tracing-column-stage = Estado
identity-tracing-column-since = Desde
identity-tracing-column-lead = Quizá
identity-tracing-column-why = Por qué
identity-tracing-to-do-ask = preguntarle si quiere saber
identity-tracing-to-do-second = falta la segunda persona
identity-tracing-to-do-tell = avisar a las dos
identity-tracing-stage-running = sigue
identity-tracing-stage-paused = en pausa
identity-tracing-stage-closed = cerrada
identity-tracing-child = niña, niño o adolescente
identity-tracing-guarded = apartada por seguridad
identity-tracing-guarded-words = Esta búsqueda está apartada por seguridad: alguien no debe saber dónde está la persona, o no se sabe. No se proponen pistas y nada se avisa. Si la persona dice que ya no hay peligro, anótelo en su búsqueda.

identity-tracing-card = Busca a un familiar
identity-tracing-card-none = No hay búsquedas anotadas.
identity-tracing-card-count = { $count ->
    [one] Hay una búsqueda en marcha.
   *[other] Hay { $count } búsquedas en marcha.
 }
identity-tracing-card-open = Ver o anotar a quién busca
identity-tracing-person-title = Familiares
identity-tracing-person-lead = A quién busca esta persona, y si quiere que la encuentren. Pregunte a solas y con calma.
identity-tracing-back = Volver a los familiares de la persona
identity-tracing-queue-back = Volver a la búsqueda de familiares
identity-tracing-to-ask = Hay algo que preguntarle
identity-tracing-to-ask-words = Puede ser el familiar de alguien. No sabemos si lo es, y usted no sabe quién es ni dónde está. Abra la pregunta cuando esté a solas con la persona.
identity-tracing-ask-open = Abrir la pregunta
identity-tracing-wish = ¿Quiere que un familiar la encuentre?
identity-tracing-wish-none = Todavía no se le preguntó.
identity-tracing-wish-yes = Sí, le pueden preguntar si alguien la busca
identity-tracing-wish-no = No: nadie la debe encontrar ni preguntarle
identity-tracing-may-be-asked = Lo que dijo
identity-tracing-wish-save = Guardar lo que dijo
identity-tracing-wish-done = Lo que dijo quedó guardado.

identity-tracing-new = Anotar a quién busca
identity-tracing-new-lead = Con las palabras de la persona y hasta donde recuerde. Todo salvo el nombre y el parentesco puede faltar.
identity-tracing-words = Lo que cuenta
identity-tracing-words-hint = Cómo se separaron y qué recuerda. No escriba lo que vivió.
identity-tracing-sought-title = A quién busca
identity-tracing-sought-names = Nombres como los recuerda
identity-tracing-sought-names-hint = También apodos o solo una parte.
identity-tracing-kin = ¿Qué es de la persona?
identity-tracing-kin-none = Elija el parentesco
identity-tracing-last-seen-where = ¿Dónde se vieron por última vez?
identity-tracing-last-seen-when = ¿Cuándo fue?
identity-tracing-last-seen-when-hint = Un día, un mes o un año.
identity-tracing-danger-title = Seguridad
identity-tracing-danger = ¿Hay alguien que no debe saber dónde está esta persona?
identity-tracing-danger-hint = Pregunte a solas. Si hay alguien o no está segura, la búsqueda queda apartada: no se proponen pistas y nada se avisa.
identity-tracing-danger-nobody = No, nadie
identity-tracing-danger-unsure = No está segura
identity-tracing-danger-somebody = Sí, hay alguien
identity-tracing-whom = ¿Quién, si quiere decirlo?
identity-tracing-consent-title = Su acuerdo
identity-tracing-consent-how = ¿Cómo lo dijo?
identity-tracing-consent-oral = de palabra
identity-tracing-consent-signed = firmó
identity-tracing-consent-through-representative = por medio de quien la representa
identity-tracing-consent-on = ¿Qué día?
identity-tracing-agrees = Está de acuerdo
identity-tracing-agrees-words = Entendió y acepta: se busca a su familiar en los expedientes, y solo a quien se encuentre, si también quiere, se le dirá que ella existe. Puede retirarlo cuando quiera.
identity-tracing-open = Guardar la búsqueda
identity-tracing-opened-done = La búsqueda quedó anotada.
identity-tracing-done = Quedó guardado.

identity-tracing-search-title = Búsqueda de un familiar
identity-tracing-search-open = Ver la búsqueda de la persona
identity-tracing-goes-on = La búsqueda sigue
identity-tracing-goes-on-words = Por ahora no hay nada que contar. Eso no quiere decir que la otra persona no exista ni que exista.
identity-tracing-is-paused = La búsqueda está en pausa
identity-tracing-is-paused-words = La persona retiró su acuerdo. Mientras no lo dé de nuevo, nadie busca ni avisa.
identity-tracing-is-closed = La búsqueda está cerrada
identity-tracing-is-closed-words = Se puede abrir de nuevo.
identity-tracing-found = Las dos personas están de acuerdo
identity-tracing-found-words = Cada una puede saber de la otra. El contacto se acuerda por medio de la oficina.
identity-tracing-household = Anotar el parentesco en un hogar
identity-tracing-household-words = Si viven juntas, se anota aparte: nada se anota por sí solo.
identity-tracing-history = Lo que se anotó
identity-tracing-said-opened = Se anotó la búsqueda
identity-tracing-said-consent-withdrawn = La persona retiró su acuerdo
identity-tracing-said-consent-given = La persona dio su acuerdo de nuevo
identity-tracing-said-danger-checked = Se preguntó de nuevo por su seguridad
identity-tracing-said-closed = Se cerró la búsqueda
identity-tracing-said-reopened = Se abrió de nuevo
identity-tracing-said-confirmed = La segunda persona está de acuerdo
identity-tracing-said-declined = La segunda persona no está de acuerdo
identity-tracing-act-withdraw = Retirar el acuerdo
identity-tracing-act-renew = Dar de nuevo el acuerdo
identity-tracing-act-danger = Anotar sobre su seguridad
identity-tracing-act-close = Cerrar la búsqueda
identity-tracing-act-reopen = Abrir de nuevo
identity-tracing-withdraw-words = La persona puede retirarlo cuando quiera, sin decir por qué. Lo que estaba abierto se cierra enseguida.
identity-tracing-withdraw-why = ¿Por qué, si lo dijo?
identity-tracing-why = ¿Por qué?
identity-tracing-outcome = ¿Cómo terminó?
identity-tracing-outcome-in-contact = Están en contacto
identity-tracing-outcome-found-otherwise = Se encontraron por otro camino
identity-tracing-outcome-not-wanted = La persona ya no quiere buscar
identity-tracing-outcome-not-found = No se encontró a nadie

identity-tracing-leads-title = Pistas
identity-tracing-leads-lead = Son personas que pueden ser. Una pista no es un hecho: los nombres se repiten. Nadie se entera de que usted la mira.
identity-tracing-leads = Quién puede ser
identity-tracing-leads-empty = No hay pistas
identity-tracing-leads-empty-words = Cuando se registre alguien parecido, aparecerá aquí. Hay expedientes que nunca aparecen, por muchas razones: que alguien falte no dice nada.
identity-tracing-judged = Pistas ya miradas
identity-tracing-reason-looks-back = también busca a alguien así
identity-tracing-reason-same-name = el nombre
identity-tracing-reason-similar-name = el nombre, parecido
identity-tracing-reason-birth-year = el año de nacimiento
identity-tracing-reason-about-age = la edad, más o menos
identity-tracing-reason-shared-surname = un apellido de quien busca
identity-tracing-reason-language = un idioma
identity-tracing-reason-sex = el sexo
identity-tracing-lead-stage-not-worth = no se pregunta
identity-tracing-lead-stage-unclear = no se pudo saber
identity-tracing-lead-stage-to-ask = por preguntar
identity-tracing-lead-stage-refused = no quiere saber
identity-tracing-lead-stage-agreed = está de acuerdo
identity-tracing-side-title = ¿Vale la pena preguntar?
identity-tracing-side-lead = Compare lo que se recuerda con el expediente. Decir que vale la pena no avisa a nadie: alguien preguntará a la persona sin decirle quién la busca.
identity-tracing-side = Lado a lado
identity-tracing-side-sought = Lo que se recuerda
identity-tracing-side-requester = Quien busca:
identity-tracing-side-open = Ver las dos personas
identity-tracing-why-words = Parecerse no prueba nada. Solo la persona misma sabe si es su familiar y si quiere saber.
identity-tracing-judge = Su respuesta
identity-tracing-verdict = ¿Qué dice usted de esta pista?
identity-tracing-verdict-worth-asking = Vale la pena preguntar
identity-tracing-verdict-no = No es
identity-tracing-verdict-cannot-tell = No se puede saber
identity-tracing-seconding = Falta la segunda persona
identity-tracing-seconding-words = Las dos están de acuerdo y una es, o puede ser, menor de edad. Antes de avisar, otra persona mira si conviene a la niña, al niño o adolescente.
identity-tracing-second = La segunda persona
identity-tracing-second-yes = Sí, se les puede avisar
identity-tracing-second-no = No: que se mire de nuevo
identity-tracing-second-why = ¿Por qué?
identity-tracing-second-why-hint = Si se avisa: por qué es lo mejor para la niña, el niño o adolescente, y qué dijo al preguntarle.
identity-tracing-tell = Anotar que se avisó
identity-tracing-whom-told = ¿A quién se avisó?
identity-tracing-how = ¿Cómo?
identity-tracing-on = ¿Qué día?
identity-tracing-language = ¿En qué idioma?
identity-tracing-arranged = ¿Qué se acordó?
identity-tracing-arranged-hint = Por ejemplo: una llamada el lunes desde la oficina.
identity-tracing-told-requester = Se avisó a quien buscaba
identity-tracing-told-found = Se avisó a quien se buscaba

identity-tracing-ask-title = La pregunta
identity-tracing-ask-lead = A solas, con intérprete si hace falta. La persona puede decir que no sin decir por qué; nadie lo sabrá.
identity-tracing-script-title = Lo que se dice
identity-tracing-script = Alguien que puede ser familiar suyo busca a una persona como usted. No le puedo decir quién es ni dónde está, y esa persona no sabe de usted. ¿Quiere saber más? Si dice que no, nadie lo sabrá y no pasa nada.
identity-tracing-script-words = No añada nada: usted tampoco sabe más. Con una niña, un niño o adolescente, esté presente quien le acompaña.
identity-tracing-reply = ¿Qué respondió?
identity-tracing-reply-yes = Sí, quiere saber
identity-tracing-reply-later = Quiere pensarlo
identity-tracing-reply-no = No quiere saber
identity-tracing-reply-never = No, y que no se le pregunte nunca más
identity-tracing-answer-save = Guardar lo que respondió
identity-tracing-answered-done = Lo que respondió quedó guardado.

identity-tracing-error-name = Escriba un nombre, aunque sea una parte o un apodo.
identity-tracing-error-kin = Elija qué es de la persona.
identity-tracing-error-agrees = Sin su acuerdo no se busca. Léale la frase; si acepta, márquela.
identity-tracing-error-future = Ese día todavía no llega. Escriba el día en que lo dijo.
identity-tracing-error-already = Ya busca a este familiar. Abra esa búsqueda.
identity-tracing-error-otherwise = Mientras tanto cambió. Vuelva a abrir la página para ver cómo está.
identity-tracing-error-why = Diga por qué: otra persona tiene que poder entenderlo.
identity-tracing-error-nobody-told = Todavía no se le avisó de nadie. Elija otra respuesta.
identity-tracing-error-not-here = La sede busca y avisa. Lo que se anotó en este puesto le llega en el próximo contacto.
identity-tracing-error-not-looking = La búsqueda no sigue ahora: no hay a quién preguntar.
identity-tracing-error-same-person = Usted miró la pista o hizo la pregunta. La segunda persona tiene que ser otra.
identity-tracing-error-best-interests = Diga por qué es lo mejor para la niña, el niño o adolescente.
identity-tracing-error-not-open = No están las dos de acuerdo: no se avisa a nadie.
identity-tracing-error-told = A esa persona ya se le avisó.

## Quizá registrada antes
identity-perhaps-hint = Quizá registrada antes en otro lugar
identity-perhaps-hint-words = La sede lo mirará cuando haya contacto. Aquí no se sabe quién es ni dónde, y no cambia nada: siga con la atención.
identity-perhaps-title = ¿Está registrada dos veces?
identity-perhaps-notice = El puesto recibió un aviso de que alguien parecido puede estar registrado en otro lugar. La supervisión compara los dos expedientes; mientras tanto no cambia nada.
identity-perhaps-link = Comparar los expedientes
identity-perhaps-lead = El puesto recibió un aviso al registrar a esta persona. Compare y diga si es la misma. Un aviso no prueba nada: los nombres se parecen mucho.
identity-perhaps-none = En este expediente no hay un aviso pendiente.
identity-perhaps-elsewhere = La sede mira este aviso: aquí no está el otro expediente.
identity-perhaps-nobody-alike = Hoy no hay ningún expediente parecido: quizá el nombre se corrigió, o el aviso no era de nadie.
identity-perhaps-settled = La respuesta quedó en el expediente.
identity-perhaps-back = Volver a su día
identity-perhaps-caption = Los dos expedientes
identity-perhaps-fact = Dato
identity-perhaps-name = Nombre
identity-perhaps-birth = Nacimiento
identity-perhaps-sex = Sexo
identity-perhaps-nationality = País de origen
identity-perhaps-papers = Documentos
identity-perhaps-no-papers = ninguno anotado
identity-perhaps-differs = distinto
identity-perhaps-question = ¿Es la misma persona?
identity-perhaps-same = Sí, es la del expediente { $number }
identity-perhaps-nobody = No, o no se puede saber
identity-perhaps-reason = Razón
identity-perhaps-settle = Guardar la respuesta
identity-perhaps-is-same = Alguien comparó y dijo que es la misma persona de otro expediente.
identity-perhaps-day = { $count ->
    [one] Una persona quizá registrada antes
   *[other] { $count } personas quizá registradas antes
 }

## Dos expedientes de una persona

identity-similar-maybe = ¿Puede ser alguna de ellas?
identity-similar-maybe-hint = Si no está segura, marque y registre. Alguien comparará los dos expedientes después; la atención no espera.
identity-alike-swapped-name = el nombre, con las partes en otro orden

identity-pairing-queue-title = Posibles duplicados
identity-pairing-queue-lead = Cada línea son dos expedientes que pueden ser de una misma persona. Primero lo que tiene consecuencias, después lo que más se parece.
identity-pairing-queue-open = Ver los posibles duplicados
identity-pairing-queue-empty = No hay expedientes por comparar
identity-pairing-queue-empty-words = Cuando alguien diga que dos expedientes pueden ser de la misma persona, aparecerán aquí.
identity-pairing-queue-more = { $count ->
    [one] Hay una línea más: aparecerá cuando responda las primeras.
   *[other] Hay { $count } líneas más: aparecerán cuando responda las primeras.
 }
identity-pairing-column-files = Expedientes
identity-pairing-column-alike = Se parecen en
identity-pairing-column-weighs = Consecuencias
identity-pairing-day = { $count ->
    [one] Un posible duplicado por revisar
   *[other] { $count } posibles duplicados por revisar
 }
identity-pairing-to-look = { $count ->
    [one] queda un asiento por mirar
   *[other] quedan { $count } asientos por mirar
 }
identity-pairing-stage-seconding = falta la segunda persona
identity-pairing-stage-unclear = no se pudo saber

identity-pairing-title = ¿Son la misma persona?
identity-pairing-lead = Compare los dos expedientes. Decir que son la misma persona no mueve nada: cada caso, plazo y anotación queda en su expediente, y se puede deshacer en cualquier momento.
identity-pairing-back = Volver a los posibles duplicados
identity-pairing-facts = Lado a lado
identity-pairing-caption = Los dos expedientes
identity-pairing-fact-name = Nombre
identity-pairing-fact-parts = Nombres y apellidos
identity-pairing-fact-others = Otros nombres
identity-pairing-fact-birth = Nacimiento
identity-pairing-fact-birth-place = Lugar de nacimiento
identity-pairing-fact-sex = Sexo
identity-pairing-fact-nationality = Nacionalidad
identity-pairing-fact-languages = Idiomas
identity-pairing-fact-papers = Documentos
identity-pairing-fact-registered = Día del registro
identity-pairing-open = Abrir el expediente { $number }
identity-pairing-pictures = Fotografías
identity-pairing-picture-alt = Fotografía de un documento del expediente { $number }
identity-pairing-no-picture = No hay fotografía que usted pueda ver.
identity-pairing-alike = Se parecen en
identity-pairing-alike-nothing = En nada de lo que se compara.
identity-pairing-alike-words = Parecerse no prueba nada. Las hermanas gemelas comparten apellidos y día de nacimiento; los nombres comunes se repiten.
identity-pairing-weighing = Tiene consecuencias
identity-pairing-weighing-words = Si son la misma persona, también lo tiene que decir una segunda persona, porque:
identity-pairing-weighs-one-household = un hogar las tiene como personas distintas
identity-pairing-weighs-child = una es, o puede ser, menor de edad
identity-pairing-weighs-open-case = hay un caso abierto
identity-pairing-weighs-decided-case = hay un caso terminado
identity-pairing-weighs-instructions = hay indicaciones sobre su atención
identity-pairing-weighs-nationality = dijeron nacionalidades distintas
identity-pairing-history = Lo que se dijo
identity-pairing-source-officer = Alguien dijo que pueden ser la misma persona
identity-pairing-source-registration = Al registrar se dijo que pueden ser la misma persona
identity-pairing-source-hint = La supervisión lo dijo al mirar el aviso de un puesto
identity-pairing-source-linkage = Una comparación de todos los expedientes los encontró
identity-pairing-said-confirmed = La segunda persona dijo lo mismo
identity-pairing-said-declined = La segunda persona no lo confirmó
identity-pairing-said-undone = Se deshizo la unión

identity-pairing-answer = Su respuesta
identity-pairing-verdict-same = Son la misma persona
identity-pairing-verdict-not-same = No son la misma persona
identity-pairing-verdict-cannot-tell = No se puede saber
identity-pairing-verdict-hint-same = Los dos expedientes siguen como están y se muestran juntos.
identity-pairing-verdict-hint-not-same = Se recuerda, y no se vuelve a proponer.
identity-pairing-verdict-hint-cannot-tell = Quedan en la lista, al final.
identity-pairing-why = ¿Por qué?
identity-pairing-why-hint = Por ejemplo: es el mismo pasaporte y ella misma lo cuenta. Para «no se puede saber» no hace falta. No escriba aquí nada de lo que vivió.
identity-pairing-save = Guardar la respuesta
identity-pairing-done = La respuesta quedó guardada.
identity-pairing-error-why = Diga por qué: otra persona tiene que poder entenderlo.
identity-pairing-error-otherwise = Mientras tanto alguien más respondió. Vuelva a abrir la comparación para ver cómo está.
identity-pairing-error-not-here = La sede compara y responde. Lo que se propuso en este puesto le llega en el próximo contacto.
identity-pairing-error-same-person = Usted lo dijo primero. Lo tiene que confirmar otra persona; mientras tanto puede retirarlo.
identity-pairing-error-apart = De dos de estos expedientes alguien ya dijo que son de personas distintas. Revise primero esa respuesta: juntos contradirían lo que se sabe.
identity-pairing-error-through = Estos dos expedientes están unidos por medio de otros. Deshaga primero esas uniones.
identity-pairing-error-household = Un hogar las tiene como dos personas. Confirme que es una sola anotada dos veces, o no lo confirme.

identity-pairing-second = La segunda persona
identity-pairing-second-question = ¿También dice usted que son la misma persona?
identity-pairing-second-yes = Sí, son la misma persona
identity-pairing-second-no = No lo confirmo: que se vuelva a mirar
identity-pairing-told-twice = Miré el hogar: es una sola persona anotada dos veces en él, no gemelas ni pareja

identity-pairing-stands-same = Son expedientes de la misma persona
identity-pairing-stands-same-words = Se muestran juntos. Nada pasó de un expediente al otro.
identity-pairing-stands-not-same = Son dos personas distintas
identity-pairing-stands-not-same-words = Alguien lo dijo y se recuerda. Si ahora sabe más, puede responder de nuevo.
identity-pairing-stands-unclear = Alguien miró y no pudo saber
identity-pairing-stands-unclear-words = Si ahora sabe más, responda.
identity-pairing-stands-seconding = Falta la segunda persona
identity-pairing-stands-seconding-words = Alguien dijo que son la misma persona. Mientras no lo diga otra, nada cambia.

identity-pairing-undo = Deshacer la unión
identity-pairing-undo-words = Los dos expedientes vuelven a ser de dos personas. Todo lo escrito queda donde se escribió; lo que se escribió mientras tanto aparecerá en una lista para que alguien lo mire.
identity-pairing-undo-button = Deshacer
identity-pairing-undo-done = La unión quedó deshecha.
identity-pairing-since = Escrito desde que están unidos
identity-pairing-since-words = Cada asiento está en el expediente en que se escribió, y ahí queda si la unión se deshace.
identity-pairing-left = Escrito mientras estuvieron unidos
identity-pairing-left-words = Quien escribió pudo pensar en la otra persona. Mire cada asiento donde está; si está en el expediente equivocado, corríjalo ahí. Nada se mueve por sí solo.
identity-pairing-left-which = ¿Qué asientos miró?
identity-pairing-left-button = Guardar lo mirado
identity-pairing-left-looked = mirado
identity-pairing-looked-done = Quedó anotado lo que miró.
identity-pairing-error-entry = Marque los asientos que miró.
identity-pairing-on-case = Un asiento en un caso
identity-pairing-on-household = Un cambio en el hogar
identity-pairing-on-intent = Un asiento en la intención
identity-pairing-on-instructions = Un cambio en las indicaciones de atención

identity-pairing-files = Expedientes de la misma persona
identity-pairing-files-none = No hay otro expediente unido a este.
identity-pairing-files-differ = Distinto:
identity-pairing-files-unseen = Tiene otro expediente que usted no puede abrir. La supervisión puede compararlos.
identity-pairing-see-same = Ver la comparación o deshacer la unión
identity-pairing-see-not-same = Ver con quién se comparó: son dos personas
identity-pairing-see-waiting = Comparar con un posible duplicado
identity-pairing-also = También:
identity-pairing-twice-lead = Busque el otro expediente, o escriba el número que está en el papel que trae la persona. Alguien comparará los dos; mientras tanto no cambia nada.
identity-pairing-search = Nombre, número de registro o de documento
identity-pairing-number = O el número del otro expediente
identity-pairing-number-hint = Por ejemplo PAN-P-000123, como está en su constancia. Puede ser de otra oficina.
identity-pairing-propose = Pedir que se comparen
identity-pairing-proposed-done = Gracias. Si hay un expediente así, alguien comparará los dos.
identity-pairing-error-other = Elija el otro expediente o escriba su número.
identity-pairing-error-one-file = Es el mismo expediente. Elija otro.
identity-pairing-error-told-apart = De estos dos expedientes alguien ya dijo que son de personas distintas. Abra la comparación desde el expediente si ahora sabe más.
identity-pairing-error-joined = Estos expedientes ya se muestran como de la misma persona.
