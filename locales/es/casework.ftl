# Palabras de los casos: mi día, la lista de trabajo, el expediente, los pasos, los plazos y las tareas.

casework-nav-day = Mi día
casework-nav-cases = Casos

casework-yes = Sí
casework-no = No
casework-optional = (opcional)
casework-choose = Elija
casework-age = { $years ->
    [0] menos de 1 año
    [one] 1 año
   *[other] { $years } años
}
casework-staff-gone = Alguien que ya no trabaja aquí

## Mi día

casework-day-title = Mi día
casework-day-overdue = Vencido
casework-day-soon = Vence en los próximos siete días
casework-day-turn = Le toca a usted
casework-day-waiting = A la espera de otros
casework-day-waiting-none = Nada de lo que usted tiene en manos espera a otra persona.
casework-day-unassigned = Sin nadie a cargo en su oficina
casework-day-unassigned-none = Todos los casos de su oficina están en manos de alguien.
casework-day-asked = Le piden recibir
casework-day-quiet-title = Hoy nada apremia
casework-day-quiet-words = No tiene plazos ni tareas para hoy. Puede adelantar un caso de la lista.
casework-day-quiet-unassigned = No tiene plazos ni tareas para hoy. Abajo hay casos que nadie ha tomado todavía: elija uno y asígneselo.
casework-day-quiet-act = Ver los casos
casework-day-quiet-post = Aquí verá las tareas que le toquen. Cuando llegue alguien, búsquelo primero y, si no está, regístrelo.
casework-day-quiet-post-act = Buscar o registrar a una persona
casework-day-more = { $n ->
    [one] Ver 1 más en la lista de casos
   *[other] Ver { $n } más en la lista de casos
}
casework-tally-overdue = { $n ->
    [one] plazo vencido
   *[other] plazos vencidos
}
casework-tally-soon = { $n ->
    [one] vence pronto
   *[other] vencen pronto
}
casework-tally-tasks = { $n ->
    [one] tarea
   *[other] tareas
}
casework-tally-waiting = { $n ->
    [one] espera a otros
   *[other] esperan a otros
}
casework-tally-unassigned = { $n ->
    [one] sin nadie a cargo
   *[other] sin nadie a cargo
}

## Lista de trabajo

casework-list-title = Casos
casework-list-others = { $others ->
    [one] y 1 familiar
   *[other] y { $others } familiares
}
casework-list-empty = Todavía no hay casos
casework-list-empty-words = Los casos aparecen aquí cuando se abre una solicitud. Para abrir una, busque o registre primero a la persona.
casework-list-empty-filtered = Ningún caso coincide con lo que pidió
casework-list-empty-filtered-words = Quite alguno de los filtros. Los casos que trabajan otras oficinas no aparecen en esta lista.
casework-list-empty-all = Ver todos los casos abiertos
casework-column-case = Caso
casework-column-procedure = Procedimiento
casework-column-stage = Etapa
casework-column-office = Oficina
casework-column-hand = A cargo
casework-column-due = Próximo plazo
casework-due-none = Ninguno
casework-filter-stage = Etapa
casework-filter-office = Oficina
casework-filter-assignee = A cargo
casework-filter-state = Estado
casework-filter-any = Cualquiera
casework-filter-me = Los míos
casework-filter-nobody = Sin nadie a cargo
casework-filter-open = En curso
casework-filter-ended = Terminados
casework-filter-all = Todos
casework-filter-show = Mostrar
casework-pages = Páginas de la lista
casework-pages-before = Anterior
casework-pages-after = Siguiente
casework-pages-place = Página { $n }

## Expediente

casework-file-back = Casos
casework-file-nobody = Persona de este caso
casework-file-name-and = { $name } y { $others ->
    [one] 1 familiar
   *[other] { $others } familiares
}
casework-file-opened-ago = { $days ->
    [0] abierto hoy
    [one] abierto ayer
   *[other] abierto hace { $days } días
}
casework-file-path = Procedimiento: { $procedure }
casework-file-stage-done = hecho
casework-file-stage-of = Etapa { $n } de { $of }
casework-file-diagram = Ver dónde está el caso en el procedimiento
casework-file-story = Historia del expediente
casework-file-contested-title = Dos puestos escribieron a la vez
casework-file-contested-body = Estos pasos se anotaron en otro puesto desde una etapa que el caso ya había dejado. No cambiaron nada. Hable con quien los anotó y decidan juntos qué vale.

casework-next-title = Lo que sigue
casework-next-ended = No queda nada pendiente de parte de la institución.
casework-next-waiting = Ahora le corresponde a la persona, o a otra institución, dar el siguiente paso.
casework-next-others = El siguiente paso le toca a: { $roles }.
casework-next-decide = La decisión está en sus manos. Las opciones no llevan ningún orden de preferencia.
casework-next-no-law = Falta aquí la versión de la ley con la que se abrió este caso. Avise a quien administra el sistema.
casework-gate = { $step } no está disponible:
casework-gate-why = Por qué
casework-gate-struck = Este paso no se aplica desde el { $day }. Lo dejó sin efecto: { $judgment }.
casework-gate-session = Falta que { $commission } lo apruebe en una sesión con quórum.
casework-gate-sessions = Ver las sesiones

casework-terms-title = Plazos
casework-terms-none = No corre ningún plazo.
casework-terms-met = { $n ->
    [one] 1 plazo cumplido
   *[other] { $n } plazos cumplidos
}
casework-term-overdue = { $days ->
    [one] venció ayer
   *[other] vencido hace { $days } días
}
casework-term-today = vence hoy
casework-term-left = { $days ->
    [one] queda 1 día
   *[other] quedan { $days } días
}
casework-term-working-left = { $days ->
    [0] vence el próximo día hábil
    [one] queda 1 día hábil
   *[other] quedan { $days } días hábiles
}
casework-term-until = hasta el { $day }
casework-term-met = cumplido el { $day }
casework-term-met-after = cumplido el { $day }, después del { $due }
casework-term-endless = sin fecha conocida
casework-term-person-passed = pasó el { $day }; lo mira una persona
casework-term-awaits = Falta anotar el día desde el que se cuenta.
casework-term-length-unknown = La norma no fija los días, o no los conocemos todavía.
casework-term-counted = { $length } desde el { $start }
casework-term-skips = no cuentan { $days }
casework-length-working-days = { $n ->
    [one] 1 día hábil
   *[other] { $n } días hábiles
}
casework-length-calendar-days = { $n ->
    [one] 1 día
   *[other] { $n } días
}
casework-length-months = { $n ->
    [one] 1 mes
   *[other] { $n } meses
}
casework-sums-open = Ver la cuenta
casework-sums-start = Empieza
casework-sums-length = Duración
casework-sums-unknown = No se conoce
casework-sums-counted = Días contados
casework-sums-due = Último día
casework-sums-article = Artículo
casework-sums-article-unknown = No lo sabemos todavía
casework-sums-moved = Veces que cambió
casework-sums-skipped = Días que no cuentan
casework-sums-source = Respaldo:
casework-sums-provisional = Fecha provisional: falta que una jurista la confirme. Nadie pierde un derecho por esta fecha sin que una persona lo revise.
casework-verification-verified = confirmado por una jurista
casework-verification-secondary = lo dice una fuente pública
casework-verification-unverified = sin verificar
casework-cited-article = Artículo { $article }
casework-cited-platform = Regla propia del sistema, no de una norma
casework-cited-unknown = Artículo por averiguar

casework-tasks-title = Tareas
casework-tasks-none = No tiene tareas pendientes.
casework-task-open = por hacer
casework-task-late = atrasada
casework-task-until = hasta el { $day }
casework-task-compare-dates = Comparar la fecha anotada con el papel que la persona tiene: { $step }
casework-task-note = Qué se hizo
casework-task-note-hint = Queda en el expediente. No hace falta repetir nombres.
casework-task-finish = Marcar como hecha
casework-task-already = { $name } ya la hizo el { $day }.
casework-task-done = La tarea quedó hecha.

casework-hand-title = A cargo
casework-hand-who = Persona
casework-hand-office = Oficina
casework-hand-nobody = Nadie todavía
casework-hand-change = Cambiar quién lo lleva

casework-family-title = Personas del caso
casework-family-principal = Solicitante
casework-family-member = Familiar
casework-kin-child = { $sex ->
    [female] Hija
    [male] Hijo
   *[other] Hija o hijo
}
casework-kin-stepchild = { $sex ->
    [female] Hijastra
    [male] Hijastro
   *[other] Hijastra o hijastro
}
casework-kin-spouse = { $sex ->
    [female] Esposa
    [male] Esposo
   *[other] Esposa o esposo
}
casework-kin-partner = { $sex ->
    [female] Compañera
    [male] Compañero
   *[other] Compañera o compañero
}
casework-kin-parent = { $sex ->
    [female] Madre
    [male] Padre
   *[other] Madre o padre
}
casework-kin-stepparent = { $sex ->
    [female] Madrastra
    [male] Padrastro
   *[other] Madrastra o padrastro
}
casework-kin-sibling = { $sex ->
    [female] Hermana
    [male] Hermano
   *[other] Hermana o hermano
}
casework-kin-grandparent = { $sex ->
    [female] Abuela
    [male] Abuelo
   *[other] Abuela o abuelo
}
casework-kin-grandchild = { $sex ->
    [female] Nieta
    [male] Nieto
   *[other] Nieta o nieto
}
casework-kin-aunt-or-uncle = { $sex ->
    [female] Tía
    [male] Tío
   *[other] Tía o tío
}
casework-kin-niece-or-nephew = { $sex ->
    [female] Sobrina
    [male] Sobrino
   *[other] Sobrina o sobrino
}
casework-kin-cousin = { $sex ->
    [female] Prima
    [male] Primo
   *[other] Prima o primo
}
casework-kin-guardian = { $sex ->
    [female] Tutora
    [male] Tutor
   *[other] Tutora o tutor
}
casework-kin-ward = { $sex ->
    [female] Pupila
    [male] Pupilo
   *[other] Pupila o pupilo
}
casework-linked-title = Casos vinculados
casework-linked-parent = Nació de
casework-letters-title = Cartas y constancias
casework-readers-title = Quién ha visto este expediente
casework-readers-none = Nadie lo había abierto hasta ahora.

## Historia

casework-story-opened = Caso abierto
casework-story-assigned = Quedó a cargo de { $name }
casework-story-unassigned = Quedó sin nadie a cargo
casework-story-sent = Enviado a { $office }
casework-story-confirmed = lo confirmó { $name }
casework-story-written = anotado el { $day }
casework-story-answers = Ver lo que se anotó
casework-story-term-started = Empezó a correr «{ $term }», hasta el { $day }
casework-story-term-endless = Empezó a correr «{ $term }», sin fecha conocida
casework-story-term-met = Se cumplió «{ $term }»
casework-story-term-moved = «{ $term }» cambió: ahora hasta el { $day }
casework-story-term-open = «{ $term }» cambió: ahora sin fecha conocida
casework-story-task-opened = Tarea nueva: { $task }
casework-story-task-done = Tarea hecha: { $task }
casework-story-linked = Se abrió el caso vinculado { $number }: { $procedure }
casework-story-letter = Se emitió la carta { $serial }
casework-story-transfer-asked = Se le pidió a { $office } que lo reciba
casework-story-transfer-accepted = La otra oficina aceptó recibirlo
casework-story-transfer-returned = La otra oficina devolvió la petición
casework-story-transfer-withdrawn = Se retiró la petición de traslado
casework-story-separated = Una persona ya no está en este caso
casework-story-joined = Una persona de la familia se sumó a este caso
casework-story-law = El caso sigue con la versión { $version } de la ley
casework-story-letter-copied = Se imprimió una copia de la carta { $serial }
casework-story-letter-revoked = La carta { $serial } ya no vale: { $why }
casework-story-card = Se emitió el carné { $serial }

## Dar un paso

casework-step-back = Volver al expediente
casework-step-cancel = Volver sin guardar
casework-step-take = Guardar este paso
casework-step-done = El paso quedó guardado.
casework-step-stated = ¿Qué día ocurrió?
casework-day-hint = Día, mes y año. Por ejemplo: 27 3 2024
casework-time-hint = Hora de 0 a 24. Por ejemplo: 14:05
casework-step-confirmed = Sí, así es
casework-step-prejudicial = Este paso puede quitarle algo a la persona. Lo decide usted, no el sistema, y queda con su nombre.
casework-step-unconfirmed = Ninguna persona jurista ha confirmado todavía lo que la ley dice de este paso. Compruébelo antes de poner su nombre:
casework-step-confirm-title = Su confirmación
casework-step-confirm = Yo, { $name }, revisé el expediente de { $person } y confirmo este paso.
casework-step-closed = Este paso no está abierto ahora
casework-step-kept = Lo que usted había escrito
casework-step-elsewhere = El caso está ahora en «{ $stage }», y este paso no se da desde ahí.
casework-step-not-yours = Este paso le corresponde a: { $roles }.
casework-brings-title = Qué pasa al guardar
casework-brings-stage = El caso pasa a «{ $stage }».
casework-brings-term = Empieza a correr «{ $term }».
casework-brings-met = Se da por cumplido «{ $term }».
casework-brings-case = Se abre un caso vinculado: { $procedure }.
casework-brings-document = Se expide: { $document }.
casework-written-title = Dónde está escrito
casework-stale-stage = Etapa del caso
casework-refused-office = Este caso lo trabaja ahora: { $office }. Pida que lo envíen a su oficina, o avíseles.
casework-refused-not-offered = El caso ya no está donde se puede dar este paso. Abra el expediente y mire qué sigue.
casework-error-missing = Falta responder: { $question }
casework-error-confirm = Para guardar este paso, marque su confirmación.
casework-error-must-be-yes = Sin esto el paso no se puede dar. Márquelo solo si es así.
casework-error-time = No se entiende la hora. Escríbala así: 14:05.
casework-error-number = Escriba un número entero, sin decimales.
casework-error-language = Elija un idioma de la lista.
casework-error-future = Esa fecha todavía no llega. Escriba el día en que ocurrió, hoy o antes.
casework-error-before-opening = Esa fecha es anterior a la solicitud, que es del { $day }. Revise el día y el año.

## Asignar

casework-assign-title = A cargo del caso
casework-assign-to = ¿Quién lo lleva?
casework-assign-me = { $name } (usted)
casework-assign-save = Guardar
casework-assigned-done = Listo: el caso quedó a cargo de quien usted eligió.

## Traslado entre oficinas

casework-transfer-title = Pedir a otra oficina que lo reciba
casework-transfer-answer-title = Responder si su oficina lo recibe
casework-transfer-see = Ver lo que se pidió
casework-transfer-lead = El caso no se mueve hasta que la otra oficina acepta. Los plazos siguen corriendo.
casework-transfer-waits = Se le pidió a { $office } que lo reciba, el { $day }. Todavía no responde.
casework-transfer-pending-title = Lo que se pidió
casework-transfer-from = Lo tiene
casework-transfer-to = Oficina que lo recibiría
casework-transfer-by = Lo pidió
casework-transfer-reason = ¿Por qué conviene el traslado?
casework-transfer-urgency = ¿Qué tan urgente es?
casework-transfer-urgency-ordinary = Puede esperar el trámite ordinario
casework-transfer-urgency-urgent = Es urgente: depende de ello la seguridad o la salud de alguien, o un plazo
casework-transfer-told = ¿Qué se le explicó a la persona?
casework-transfer-told-hint = Por ejemplo: qué oficina la atendería, cómo llegar, qué sigue igual.
casework-transfer-agrees = ¿La persona está de acuerdo?
casework-transfer-agrees-yes = Sí, está de acuerdo
casework-transfer-agrees-no = No está de acuerdo
casework-transfer-agrees-not-asked = Todavía no se le pudo preguntar
casework-transfer-ask = Pedir el traslado
casework-transfer-in-hand-title = A cargo
casework-transfer-in-hand = Yo lo llevo desde ahora
casework-transfer-accept = Recibir el caso
casework-transfer-return-title = No recibirlo
casework-transfer-return-reason = ¿Por qué no puede recibirlo su oficina?
casework-transfer-return = Devolver la petición
casework-transfer-withdraw-reason = ¿Por qué ya no se pide?
casework-transfer-withdraw = Retirar la petición
casework-transfer-nowhere = Por ahora no hay otra oficina donde alguien pueda recibir este caso.
casework-transfer-not-holder = Solo la oficina que tiene el caso puede pedir su traslado.
casework-transfer-pending = Ya se le pidió a una oficina. Espere su respuesta o retire la petición.
casework-transfer-not-asked = La petición ya no está abierta. Abra el expediente y mire quién lo tiene.
casework-transfer-incomplete = Elija otra oficina y escriba el motivo.
casework-transfer-asked-done = Listo: se pidió el traslado. El caso sigue en su oficina hasta que la otra responda.
casework-transfer-accepted-done = Listo: su oficina recibió el caso.
casework-transfer-returned-done = Listo: la petición se devolvió con su motivo.
casework-transfer-withdrawn-done = Listo: la petición se retiró. El caso sigue en su oficina.

## Solicitud propia y familia que se suma

casework-family-left = Una persona ya no está en este caso desde el { $day }.
casework-separate-title = Abrir una solicitud propia a alguien de la familia
casework-separate-lead = La persona deja este caso y sigue con uno suyo. Este expediente dirá solo que ya no está; nunca por qué.
casework-separate-who = ¿Para quién es la solicitud propia?
casework-separate-how = ¿Los expedientes quedan enlazados?
casework-separate-apart = No: quedan aparte
casework-separate-apart-hint = Ningún expediente lleva al otro. Elija esto si duda, o si saberlo podría hacerle daño a alguien.
casework-separate-linked = Sí: cada expediente muestra el otro
casework-separate-linked-hint = Solo si la persona está de acuerdo.
casework-separate-day = La solicitud propia cuenta desde el { $day }, el día en que pidió la familia.
casework-separate-save = Abrir su solicitud propia
casework-separate-nobody = En este caso no hay otra persona que pueda tener una solicitud propia.
casework-separate-ended = Este caso ya terminó. Abra una solicitud nueva desde el registro de la persona.
casework-separate-not-opened = No se pudo abrir la solicitud propia. Vuelva al expediente y mire quién está en el caso.
casework-separate-done = Listo: la solicitud propia quedó abierta. Revise con la persona su contacto seguro y quién llevará su caso.
casework-join-title = Sumar a alguien de la familia
casework-join-lead = Quien se suma debe estar en el hogar de la persona solicitante.
casework-join-who = ¿Quién se suma?
casework-join-on = ¿Qué día lo pidió?
casework-join-save = Sumar al caso
casework-join-nobody = En el hogar no hay nadie más que se pueda sumar. Regístrele primero y agréguele al hogar.
casework-join-day = Escriba un día entre la solicitud de la familia y hoy.
casework-join-not-family = Esa persona no se puede sumar a este caso.
casework-join-done = Listo: la persona está ahora en el caso.

## Expediente completo y recursos recibidos

casework-nav-remedies = Recursos
casework-task-received-remedy = Incorporar el recurso que se recibió
casework-record-link = Ver el expediente completo para imprimir
casework-record-title = Expediente completo
casework-record-lead = { $n ->
    [one] 1 folio. Lo sacó { $name }, { $day }.
   *[other] { $n } folios. Los sacó { $name }, { $day }.
}
casework-record-print = Esta página se puede imprimir. Muestra todo lo que usted puede ver en este expediente y en sus casos vinculados.
casework-record-folio = Folio { $n }
casework-record-folio-head = Folio
casework-record-written = Se anotó: { $at }
casework-record-unknown = Anotación que esta versión del programa no sabe leer: { $kind }
casework-record-apart = Se anotó quiénes no deben llevar este caso
casework-record-minors = Se revisó la edad de las personas del caso
casework-record-note = Nota
casework-record-linked = Se abrió un caso vinculado: { $procedure }
casework-record-version = Versión de la ley
casework-record-source = Fuente
casework-record-why = Motivo
casework-record-sum = Cuenta
casework-record-chain = Cadena de comprobación
casework-record-chain-words = Cada folio lleva su número en el registro y el comienzo de su huella. Quien administra el sistema comprueba que nada se cambió con «ceiba ledger verify».
casework-record-entry = Anotación
casework-record-hash = Huella
casework-remedy-title = Recibir un recurso
casework-remedy-lead = Un recurso se recibe siempre, en cualquier oficina, de palabra o por escrito. Usted no necesita ver el expediente.
casework-remedy-number = Número del caso
casework-remedy-number-hint = Como está en el papel de la persona. Si no lo tiene, escriba lo que ella diga.
casework-remedy-name = Nombre
casework-remedy-name-hint = Como está escrito en el papel que la persona recibió.
casework-remedy-on = Día en que lo pidió
casework-remedy-mode = Cómo lo pidió
casework-remedy-oral = De palabra
casework-remedy-written = Por escrito
casework-remedy-words = Lo que dice la persona
casework-remedy-words-hint = Con sus propias palabras. Puede completarse después.
casework-remedy-receive = Recibir el recurso
casework-remedy-received = El recurso quedó recibido
casework-remedy-receipt = Constancia
casework-remedy-received-words = Cuenta desde el { $day }. Entréguele este número a la persona: la oficina encargada seguirá con su recurso.
casework-remedy-another = Recibir otro recurso
casework-remedy-receipts = Constancias de su oficina
casework-remedy-receipts-none = Su oficina todavía no ha recibido recursos.
casework-remedy-waits = Por incorporar: { $number }
casework-remedy-place-number = Número del caso al que pertenece
casework-remedy-place = Incorporar al caso
casework-remedy-no-case = No hay un caso con ese número que usted pueda abrir. Revise el número.
casework-remedy-not-main = Los recursos sin expediente los incorpora la oficina principal.
casework-remedy-placed = Otra persona ya lo incorporó a un caso.
casework-remedy-placed-done = Listo: el recurso está en el caso, con el día en que se pidió.

## La ley cambia

casework-reform-title = Ver si la ley cambió para este caso
casework-reform-law = Ley de este caso
casework-reform-now = Versión { $version }, vigente desde el { $day }.
casework-reform-waits = La ley cambió después de abrirse este caso.
casework-reform-lead = Un caso sigue con la ley de su día. Pasarlo a una ley nueva lo decide una persona, con su motivo.
casework-reform-none = No hay una versión posterior de la ley a la que este caso pueda pasar.
casework-reform-moves = La reforma dice que los casos abiertos pasan a ella.
casework-reform-keeps = La reforma dice que los casos abiertos siguen con la ley anterior.
casework-reform-asks = La reforma no lo resuelve: decida usted si este caso pasa a ella.
casework-reform-gone = Pasos que ya no habría
casework-reform-new = Pasos nuevos
casework-reform-term = { $term }: antes { $old }; ahora { $new }
casework-reform-same = En este momento del caso no cambian los pasos ni los plazos.
casework-reform-why = ¿Por qué se aplica a este caso?
casework-reform-shorter = Con la ley nueva la persona tendría menos tiempo.
casework-reform-confirm = Yo, { $name }, vi que un plazo de la persona se acorta y lo confirmo.
casework-reform-apply = Pasar el caso a esta versión
casework-reform-done = Listo: el caso sigue con la versión nueva de la ley.
casework-struck-title = Mire de nuevo este expediente
casework-struck-step = «{ $step }», del { $on }, descansa en una regla que quedó sin efecto desde el { $day }: { $judgment }.
casework-struck-look = Nada cambia solo. Revise si corresponde reabrir lo que se decidió con esa regla.

## Interfaz de programación

casework-api-list = Leer los casos que el sistema puede ver, en el orden en que se abrieron
casework-api-read = Leer un caso con sus personas, plazos, tareas e historia
casework-api-offered = Leer los pasos que el procedimiento ofrece ahora y los que todavía no
casework-api-take = Dar un paso
casework-api-task = Decir que una tarea está hecha
casework-api-procedures = Leer los procedimientos y sus versiones
casework-api-terms = Leer los plazos con su artículo y su fuente
casework-api-due = Calcular cuándo vence un plazo, con su cuenta
casework-api-no-procedure = Ningún procedimiento de este nombre rige en ese día.
casework-api-no-term = El procedimiento no tiene un plazo de este nombre.
casework-api-no-event = Falta el día del hecho desde el que se cuenta el plazo.

# La ficha propia, para la persona
casework-own-opened = Abierto el { $day }. Está en:
casework-own-terms = Plazos
casework-own-met = cumplido el { $day }
casework-own-due = vence el { $day }
casework-own-no-day = todavía sin día
casework-own-letters = Cartas
casework-own-withheld = No se imprime: puede hablar de otra persona. Pídalo a la oficina.
casework-own-yes = Sí
casework-own-no = No
casework-readers-all = Ver todas las lecturas

## Supervisión

casework-nav-supervision = Supervisión
casework-supervise-title = Cómo va la oficina
casework-supervise-none = Su oficina no tiene casos abiertos
casework-supervise-none-next = Cuando llegue el primero, aquí verá qué edad tienen los casos, qué plazos peligran y quién los lleva.
casework-supervise-rota = Turnos de las oficinas
casework-supervise-risk = Plazos vencidos o en peligro
casework-supervise-risk-none = Ningún plazo peligra
casework-supervise-risk-none-next = Nada de la oficina vence en los próximos catorce días.
casework-supervise-nobody = Nadie a cargo
casework-supervise-assign = Decir quién lo lleva
casework-supervise-officers = Quién tiene cuánto
casework-supervise-officer = Persona
casework-supervise-column-open = Abiertos
casework-supervise-column-overdue = Plazos vencidos
casework-supervise-column-oldest = Días del más antiguo
casework-supervise-ages = Edad de los casos abiertos
casework-supervise-age = Edad en días
casework-supervise-band = de { $from } a { $to } días
casework-supervise-band-open = { $from } días o más
casework-supervise-median = La mitad de los casos tiene más de { $days } días.
casework-supervise-stages = Dónde están
casework-supervise-most = Donde más hay: { $what }.
casework-supervise-origins = Dónde se recibieron
casework-supervise-office = Oficina
casework-supervise-missing = sin dato
casework-supervise-table = Ver los datos en una tabla
casework-supervise-cases = Casos
casework-supervise-open = { $n ->
    [one] caso abierto
   *[other] casos abiertos
}
casework-supervise-soon = { $n ->
    [one] vence en catorce días
   *[other] vencen en catorce días
}

## Lo que un puesto anota y la sede central responde

casework-step-post-title = La sede central confirma este paso
casework-step-post = Desde este puesto no se decide ni se cierra. Lo que escriba queda anotado con su fecha y espera a la sede central, que lo confirma o lo rechaza con un motivo. Mientras tanto el caso no se mueve.
casework-step-written-down-done = Quedó anotado y espera a la sede central. El caso no se ha movido.
casework-step-take-over = Recibir el caso de otra oficina
casework-refused-waits = Este paso ya se anotó aquí y espera a la sede central.
casework-transfer-written-down-done = Quedó anotado que su oficina recibe el caso. Espera a la sede central; el caso no se ha movido.
casework-task-waits = Responder a lo que un puesto anotó: { $step }
casework-task-rejected = Leer por qué la sede central no confirmó lo anotado: { $step }
casework-task-contested = Decidir qué vale de lo que dos sedes anotaron a la vez: { $step }
casework-task-elsewhere = Esta tarea se termina respondiendo en el expediente, no marcándola como hecha.
casework-story-intended = Se anotó en un puesto y espera a la sede central: { $step }
casework-story-intent-confirmed = La sede central confirmó lo que { $name } anotó en { $office } el { $day }: { $step }
casework-story-intent-rejected = La sede central no confirmó lo que { $name } anotó en { $office } el { $day }: { $step }
casework-story-contest-settled = Se dejó sin efecto un paso anotado a la vez en otra sede
casework-intent-title = Espera a la sede central
casework-intent-waits = Esto se anotó en un puesto. El caso no se mueve hasta que la sede central responde.
casework-intent-rejected = La sede central no confirmó esto:
casework-intent-answer = Confirmar o rechazar
casework-intent-page = Responder a un puesto: { $step }
casework-intent-lead = Si confirma, usted da el paso en su propio nombre, con la fecha que se anotó en el puesto. Si no, diga por qué: quien lo anotó lo lee en el próximo contacto.
casework-intent-written = Lo que se anotó
casework-intent-by = Lo anotó
casework-intent-where = Dónde
casework-intent-when = Cuándo
casework-intent-day = Fecha que cuenta
casework-intent-named = Quien lo confirmó en el puesto
casework-intent-confirm = Confirmar y dar el paso
casework-intent-reject-title = No confirmarlo
casework-intent-reason = ¿Por qué no se confirma?
casework-intent-reason-hint = Por ejemplo: qué falta y cómo seguir.
casework-intent-reject = Rechazar
casework-intent-confirmed-done = Listo: se dio el paso que el puesto había anotado.
casework-intent-rejected-done = Listo: no se confirmó. El puesto leerá el motivo en el próximo contacto.
casework-intent-not-waiting = Ya no hay nada que responder aquí. Abra el expediente y mire qué se respondió.
casework-intent-no-authority = Desde este puesto no se responde. Lo hace la sede central.
casework-intent-not-yours = Responde otra persona: quien puede dar ese paso.
casework-intent-not-open = El caso ya no está donde estaba cuando se anotó. Rechácelo con el motivo o dé el paso que ahora corresponde.
casework-contest-title = Dejar sin efecto un paso
casework-contest-lead = El paso se anotó en otra sede desde una etapa que el caso ya había dejado, y no cambió nada. Queda para siempre en el expediente, con su motivo. Si es lo que debe valer, dé después el paso que corresponde.
casework-contest-settle = Dejar sin efecto
casework-contest-reason = ¿Por qué no vale?
casework-contest-done = Listo: el paso quedó sin efecto.
casework-contest-none = Ya no hay nada que decidir aquí. Abra el expediente y mire qué se decidió.
casework-contest-office = Lo decide la oficina que lleva el caso.

casework-request-panel-title = Otros trámites
casework-request-panel = Ver qué se puede pedir para esta persona
casework-request-title = Qué se puede pedir
casework-request-lead = Los trámites que la ley del país tiene hoy y cómo se abre cada uno.
casework-request-from-case = Se abre desde el caso de la persona, con un paso de su expediente.
casework-request-others = Lo abre otra persona del equipo: su función no puede.
casework-request-back = Volver a la persona
casework-request-back-to-choice = Volver a los trámites
casework-request-already = Esta persona ya tiene un trámite igual en curso. Ábralo desde su registro.
casework-request-not-here = Ese trámite no se abre aquí: la ley de hoy no lo tiene, se abre desde otro caso, o lo abre otra función.
casework-request-done = Listo: el trámite quedó abierto.
