# Palabras de las sesiones de los órganos que deciden: agenda, quién asistió, quórum, votos y acta.

commission-nav = Sesiones
commission-optional = (opcional)
commission-cancel = Volver sin guardar
commission-back-list = Sesiones
commission-back-session = Volver a la sesión
commission-day-hint = Por ejemplo: 18 11 2024

## Lista

commission-list-title = Sesiones
commission-list-lead = Los órganos que deciden en común se reúnen aquí: con agenda, asistencia, quórum, votos y acta.
commission-list-empty = Todavía no hay sesiones
commission-list-empty-words = Cuando el órgano que decide convoque una sesión, la verá aquí con su agenda y su acta.
commission-list-empty-act = Volver a Mi día
commission-before-you = { $n ->
    [0] Ningún caso espera a su órgano.
    [one] 1 caso está ante su órgano.
   *[other] { $n } casos están ante su órgano.
}
commission-column-session = Sesión
commission-column-day = Día
commission-column-body = Órgano
commission-column-state = Estado
commission-column-cases = Casos
commission-column-carried = Con votación aprobada
commission-column-postponed = Pospuestos
commission-column-case = Caso
commission-column-result = Resultado
commission-column-acts = Qué puede hacer
commission-column-seat = Puesto
commission-column-name = Quién
commission-state-convened = Convocada
commission-state-open = Abierta con quórum
commission-state-held = Celebrada
commission-state-no-quorum = Sin quórum

## Convocar

commission-convene-title = Convocar una sesión
commission-convene-on = Día de la sesión
commission-convene-hour = Hora
commission-convene-hour-hint = Por ejemplo: 9:30
commission-convene-place = Lugar
commission-convene-send = Convocar
commission-convene-done = La sesión está convocada. Elija ahora los casos de la agenda.
commission-convene-left-over = { $n ->
    [one] 1 caso quedó sin decidir en otra sesión y entra en esta agenda
   *[other] { $n } casos quedaron sin decidir en otra sesión y entran en esta agenda
}
commission-error-too-far = Elija un día dentro de los próximos doce meses.
commission-error-hour = Escriba la hora así: 9:30.

## Agenda

commission-agenda = Agenda
commission-agenda-title = Poner casos en la agenda
commission-agenda-proposed = Casos que están ante el órgano
commission-agenda-hint = Primero los vencidos, los que vencen pronto y los pospuestos; después los más antiguos. Vienen marcados los que apremian: usted decide.
commission-agenda-why = Por qué entran ahora
commission-agenda-put = Poner en la agenda
commission-agenda-done = La agenda quedó guardada.
commission-agenda-none = La agenda está vacía.
commission-agenda-empty = No hay más casos que poner
commission-agenda-empty-words = Todos los casos que están ante el órgano ya esperan en una agenda.
commission-agenda-hidden = { $n ->
    [one] Hay 1 caso más que usted no puede abrir.
   *[other] Hay { $n } casos más que usted no puede abrir.
}
commission-error-choose-case = Elija por lo menos un caso.
commission-since = presentado el { $day }
commission-urgency-overdue = vencido el { $day }
commission-urgency-soon = vence el { $day }
commission-postponed = { $n ->
    [one] pospuesto 1 vez
   *[other] pospuesto { $n } veces
}
commission-postponed-quorum = { $n ->
    [one] 1 de ellas por falta de quórum
   *[other] { $n } de ellas por falta de quórum
}
commission-off-title = Quitar un caso de la agenda
commission-off-why = Por qué se quita
commission-off-send = Quitar de la agenda
commission-off-done = El caso salió de la agenda. Sigue ante el órgano.
commission-recusal-title = Anotar un impedimento
commission-recusal-member = Quién no interviene en este caso
commission-recusal-ground = Motivo
commission-recusal-why = Explique el impedimento
commission-recusal-send = Anotar el impedimento
commission-recusal-done = El impedimento quedó anotado. Esa persona no vota en este caso.
commission-ground-conflict = Tiene relación con la persona o con el asunto
commission-ground-decided-before = Intervino en una decisión anterior del mismo caso
commission-ground-other = Otro motivo

## Asistencia y quórum

commission-attendance = Asistencia
commission-attendance-none = Todavía no se ha anotado quién asistió.
commission-attend-title = Anotar quién asistió
commission-attend-change = Corregir la asistencia
commission-attend-send = Guardar la asistencia
commission-attend-done = La asistencia quedó guardada.
commission-attend-none = Si no vino nadie
commission-attend-nobody = No asistió nadie
commission-absent = Ausente
commission-present = Presente
commission-seat-titular = { $seat }, titular
commission-seat-alternate = { $seat }, suplente
commission-seats-unknown = No conocemos qué puestos forman este órgano: se anota a cada persona por su nombre.
commission-error-nobody = Anote por lo menos a una persona, o marque que no asistió nadie.
commission-error-seat = Cada puesto lo ocupa una sola persona. Revise: { $seat }.
commission-quorum = Quórum
commission-quorum-title = Comprobar el quórum
commission-quorum-enough = Asistieron { $present } y hacen falta { $quorum }: hay quórum.
commission-quorum-short = Asistieron { $present } y hacen falta { $quorum }: no hay quórum.
commission-quorum-unknown = Asistieron { $present }. No conocemos qué quórum exige la norma de este órgano.
commission-quorum-open = Abrir la sesión
commission-quorum-close = Cerrar por falta de quórum
commission-quorum-close-warning = Sin quórum no se vota nada. Los casos pasan a la próxima sesión.
commission-quorum-state = Guardar lo que declaro
commission-quorum-valid = ¿El órgano está válidamente constituido?
commission-quorum-valid-yes = Sí, está válidamente constituido
commission-quorum-valid-no = No: se cierra por falta de quórum
commission-confirm = Su nombre quedará en el acta
commission-confirm-me = Lo declaro yo, { $name }
commission-error-confirm = Marque la casilla para declararlo con su nombre.
commission-open-done = La sesión está abierta. Ya se puede votar.
commission-no-quorum-done = La sesión se cerró por falta de quórum. El acta dice quién asistió.
commission-no-quorum-title = La sesión no alcanzó el quórum
commission-no-quorum-cases = { $n ->
    [0] No se votó nada. La agenda estaba vacía.
    [one] No se votó nada. Su caso pasa a la próxima sesión.
   *[other] No se votó nada. Sus { $n } casos pasan a la próxima sesión.
}
commission-stated-valid = { $name } declaró que el órgano estaba válidamente constituido.
commission-stated-no-quorum = { $name } declaró que el órgano no estaba válidamente constituido.
commission-majority-simple = Se aprueba con más votos a favor que en contra.
commission-majority-absolute = Se aprueba con más de la mitad de todos los puestos.
commission-majority-unanimity = Se aprueba por unanimidad de quienes intervienen.
commission-majority-unknown = No conocemos qué mayoría exige la norma.
commission-rule-article = Artículo { $article }
commission-rule-article-unknown = Artículo desconocido
commission-rule-verified = confirmado por una persona abogada
commission-rule-secondary = lo dice una fuente pública
commission-rule-unverified = sin confirmar

## Qué sigue

commission-next = Qué sigue
commission-next-agenda = La agenda está vacía. Elija los casos que se van a resolver.
commission-next-attend = Cuando el órgano se reúna, anote quién asistió.
commission-next-quorum = Compruebe el quórum para abrir la sesión.
commission-next-vote = { $n ->
    [0] Todos los casos de la agenda están cerrados. Puede cerrar la sesión.
    [one] Falta votar y cerrar 1 caso de la agenda.
   *[other] Falta votar y cerrar { $n } casos de la agenda.
}

## Votar

commission-vote-title = Votar un caso
commission-vote-read = Leer el expediente
commission-vote-again = Usted ya votó. Puede cambiar su voto hasta que se cierre el caso.
commission-vote-in-favour = A favor
commission-vote-against = En contra
commission-vote-abstained = Abstención
commission-vote-dissent = Voto razonado
commission-vote-dissent-hint = Si no está de acuerdo, puede dejar sus razones. Quedan selladas en el libro.
commission-vote-send = Votar
commission-vote-done = Su voto quedó guardado.
commission-voted = { $n ->
    [one] 1 persona votó
   *[other] { $n } personas votaron
}
commission-recused = No interviene: { $name }
commission-error-vote = Vote sobre «{ $step }».
commission-error-two-votes = Puede votar a favor de una sola decisión.
commission-act-vote = Votar
commission-act-vote-again = Cambiar mi voto
commission-act-close = Cerrar la votación
commission-act-recusal = Anotar un impedimento
commission-act-off = Quitar de la agenda
commission-tally = { $favour } a favor, { $against } en contra, { $abstained } en abstención

## Cerrar

commission-case-close-title = Cerrar la votación de un caso
commission-case-close = Cerrar la votación
commission-case-closed-done = La votación del caso quedó cerrada.
commission-close-missing = Todavía no han votado: { $names }.
commission-verdict-carried = Queda aprobado: { $step }.
commission-verdict-nothing = Ninguna decisión alcanza la mayoría. El caso sigue ante el órgano y pasa a la próxima sesión.
commission-verdict-ask = No conocemos qué mayoría exige la norma. Declare usted qué quedó aprobado.
commission-carried-which = ¿Qué quedó aprobado?
commission-carried-nothing = Nada: el caso sigue ante el órgano
commission-stated-carried = Lo declaró { $name }: la mayoría que exige la norma no la conocemos.
commission-close-title = Cerrar la sesión
commission-close-send = Cerrar la sesión
commission-close-left-over = { $n ->
    [one] 1 caso queda sin decidir y pasa a la próxima sesión.
   *[other] { $n } casos quedan sin decidir y pasan a la próxima sesión.
}
commission-closed-done = La sesión está cerrada. El acta se puede imprimir.
commission-item-pending = Por votar
commission-item-carried = Aprobado
commission-item-undecided = Sin mayoría o sin votar: pasa a otra sesión
commission-item-no-quorum = Pospuesto por falta de quórum
commission-item-taken-off = Fuera de la agenda

## Acta

commission-minutes-title = Acta
commission-minutes-open = Ver e imprimir el acta
commission-minutes-of = Acta de la sesión { $number }
commission-minutes-draft = La sesión no ha terminado: este texto todavía puede cambiar.
commission-minutes-nothing-voted = No hubo quórum y no se votó nada.
commission-minutes-signatures = Firmas

## Primera pantalla y expediente

commission-day-title = Sesiones de su órgano
commission-day-before = { $n ->
    [one] caso ante su órgano
   *[other] casos ante su órgano
}
commission-day-no-quorum = { $n ->
    [one] pospuesto por falta de quórum
   *[other] pospuestos por falta de quórum
}
commission-day-next = Próxima sesión:
commission-day-none = No hay ninguna sesión convocada.
commission-day-longest = Los que más esperan
commission-card-title = En sesión

## Por qué no

commission-refused-no-body = En su oficina no se reúne ningún órgano que decida. Las sesiones las convoca quien lo integra.
commission-refused-not-of-body = Esta sesión es de otro órgano. Solo quien lo integra escribe en ella.
commission-refused-over = La sesión terminó. Lo que dice su acta ya no cambia.
commission-refused-no-law = La ley de este país ya no conoce ese órgano. Avise a quien administra el sistema.
commission-refused-not-before = El caso ya no está ante el órgano, o espera en otra agenda.
commission-refused-not-pending = El caso no está en la agenda, o su votación ya se cerró.
commission-refused-already-open = La sesión ya está abierta: la asistencia y el quórum ya no cambian.
commission-refused-no-quorum = Asistieron { $present } y hacen falta { $quorum }. Sin quórum la sesión no se abre.
commission-refused-quorate = Hay quórum: la sesión no se puede cerrar por falta de él.
commission-refused-not-open = La sesión no está abierta con quórum: todavía no se puede votar.
commission-refused-not-present = Vota quien consta como presente. Su nombre no está en la asistencia.
commission-refused-recused = Usted tiene un impedimento anotado en este caso y no vota en él.
commission-refused-decided-before = Usted tomó la decisión que se vuelve a mirar. En este caso vota otra persona.
