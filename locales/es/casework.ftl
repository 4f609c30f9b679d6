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
casework-gate-session = Falta que la comisión lo apruebe en una sesión: { $commission }.

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
casework-hand-change = Asignar o enviar a otra oficina

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

## Asignar y enviar

casework-assign-title = A cargo del caso
casework-assign-to = ¿Quién lo lleva?
casework-assign-me = { $name } (usted)
casework-assign-save = Guardar
casework-assign-send-title = Enviar a otra oficina
casework-assign-office = Oficina
casework-assign-office-hint = Desde ese momento lo trabaja esa oficina, y la suya deja de verlo.
casework-assign-send = Enviar
casework-assigned-done = Listo: el caso quedó a cargo de quien usted eligió.
casework-sent-done = Listo: el caso se envió a la otra oficina.

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
