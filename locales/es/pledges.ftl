# Compromisos de los Estados del MIRPS: textos oficiales, estado declarado e indicadores calculados.

pledges-nav = Compromisos
pledges-title = Compromisos
pledges-lead = Los 31 compromisos de los siete Estados del MIRPS y los 4 compromisos regionales, con su texto oficial tal como se publicó.
pledges-all = Compromisos
pledges-every-state = Ver los compromisos de los siete Estados
pledges-count = { $count ->
    [one] Se muestra { $count } compromiso.
   *[other] Se muestran { $count } compromisos.
}
pledges-none-title = Ningún compromiso coincide
pledges-none-words = Pruebe con otro Estado u otra área.
pledges-caveat = El documento de origen advierte que su lista no es exhaustiva.

## Filtros

pledges-filter-by = Agrupar por
pledges-filter-state = Estado
pledges-filter-area = Área
pledges-filter-all-states = Todos los Estados
pledges-filter-all-areas = Todas las áreas
pledges-filter-show = Mostrar
pledges-by-state = Estado
pledges-by-area = Área
pledges-by-group = Grupo de trabajo

pledges-area-asylum = Asilo
pledges-area-integration = Integración
pledges-area-local = Gobernanza local
pledges-area-statistics = Inclusión estadística

pledges-group-wg-asylum = Grupo de trabajo sobre fortalecimiento del asilo
pledges-group-wg-jobs = Grupo de trabajo sobre empleo y medios de vida
pledges-group-wg-local = Grupo de trabajo sobre gobernanza local
pledges-group-none = Sin grupo de trabajo propio

pledges-regional-title = Compromisos regionales
pledges-regional-lead = Los asumieron juntos los siete Estados.
pledges-regional-one = Compromiso regional

## Un compromiso

pledges-facts-title = Datos
pledges-fact-state = Estado
pledges-fact-area = Área
pledges-fact-group = Grupo de trabajo
pledges-fact-forum = Foro
pledges-fact-source = Fuente
pledges-fact-supports = Apoya
pledges-fact-leadership = Liderazgo
pledges-text-title = Texto oficial, en su idioma original
pledges-text-page = En la página del compromiso
pledges-text-overview = En el documento general

pledges-declared = Declarado:
pledges-declared-title = Lo que declara el Estado
pledges-declared-lead = Lo declara el punto focal del Estado. No se calcula ni se corrige con los datos de este sistema.
pledges-declared-on = { $status }, { $day }
pledges-declared-by = { $office } · anotado el { $day }
pledges-status-planned = Planificado
pledges-status-in-progress = En curso
pledges-status-fulfilled = Cumplido
pledges-status-none = Sin declarar
pledges-status-hint-planned = Está decidido, pero el trabajo aún no ha comenzado.
pledges-status-hint-in-progress = Se está trabajando en ello.
pledges-status-hint-fulfilled = Lo prometido está hecho.

pledges-computed-title = Lo que se calcula con los datos
pledges-computed-lead = Se calcula en el momento de abrir esta página. Nadie puede editarlo.
pledges-computed-none = Este sistema todavía no calcula ningún indicador de este compromiso.
pledges-computed-count = { $count ->
    [one] { $count } indicador calculado con datos vivos
   *[other] { $count } indicadores calculados con datos vivos
}
pledges-computed-as-of = Calculado el { $when }
pledges-percent = { $percent } %
pledges-fraction = { $numerator } de { $denominator }
pledges-withheld = Reservado
pledges-withheld-why = Hay menos de 10 casos, y alguien podría ser reconocido.
pledges-nothing = Sin casos
pledges-nothing-why = Todavía no hay nada que contar.

pledges-computed-name-pa-07384-b = Intenciones de pedir asilo en puestos fronterizos, visibles en la sede antes de 24 horas
pledges-computed-definition-pa-07384-b = Intenciones expresadas en puestos que quedaron en el registro central a más tardar 24 horas después de expresarse, entre todas las expresadas en puestos.
pledges-computed-name-pa-07386-b = Niñas, niños y adolescentes no acompañados o separados con tutor o representante antes de 5 días
pledges-computed-definition-pa-07386-b = Niñas, niños y adolescentes a quienes se nombró tutor o representante interino en 5 días o menos desde que se les identificó, entre quienes ya tienen uno o esperan desde hace más de 5 días.

pledges-analysis-title = Nuestro análisis
pledges-analysis-lead = Esto no es parte del texto oficial: es nuestra lectura de lo que mostraría avances. Está en inglés.
pledges-indicators = Indicadores posibles
pledges-indicator-name = Indicador
pledges-indicator-formula = Fórmula
pledges-indicator-source = De dónde saldría
pledges-indicator-computed = ¿Se calcula?
pledges-indicator-here = Sí, en esta página
pledges-indicator-later = Todavía no
pledges-software-must = Lo que un sistema debe poder hacer

## Declarar

pledges-declare-title = Declarar el estado
pledges-declare-lead = Su declaración queda con fecha y con el nombre de su oficina. Las anteriores no se borran.
pledges-declare-status = Estado del compromiso
pledges-declare-on = Fecha a la que se refiere
pledges-declare-on-hint = Por ejemplo: 18 11 2024
pledges-declare-note = Qué se ha hecho
pledges-declare-note-hint = Hechos que otra persona pueda comprobar: normas, presupuestos, obras, personal. No escriba nombres de personas refugiadas.
pledges-declare-send = Declarar
pledges-declare-done = La declaración quedó anotada.
pledges-error-future = Ese día todavía no ha llegado. Elija hoy o un día anterior.
pledges-error-other-state = Este compromiso es de otro Estado; solo ese Estado puede declarar sobre él.

## Interfaz de programación

pledges-api-list = Leer los compromisos, con sus textos sin cambios y lo que cada Estado declaró
pledges-api-read = Leer un compromiso y los indicadores que se calculan aquí
