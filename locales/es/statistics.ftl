# Estadísticas del registro: tablas, gráficos, cortes de datos y cifras publicadas.

statistics-nav = Estadísticas
statistics-title = Estadísticas
statistics-lead = Corte de datos al { $day }. Se cuentan personas, no expedientes, y nadie puede ser reconocido en estas tablas.
statistics-lead-none = Aquí se ven las cuentas del registro, con las mismas definiciones que publica el ACNUR.

## Series

statistics-series-applications = Solicitudes de asilo
statistics-series-decisions = Decisiones en primera instancia
statistics-series-review-decisions = Decisiones sobre recursos
statistics-series-pending = Personas en espera de decisión

statistics-definition-applications = Personas que solicitaron asilo por primera vez, contadas el día de su solicitud. En un expediente de cuatro personas se cuentan cuatro.
statistics-definition-decisions = Personas sobre cuya solicitud se decidió en primera instancia, o cuyo expediente se cerró antes de decidir, contadas el día de la decisión o del cierre. La condición derivada de la familia de una persona reconocida no se cuenta: no nace de una solicitud de asilo.
statistics-definition-review-decisions = Personas sobre cuyo recurso de reconsideración o apelación se decidió, contadas el día de esa decisión.
statistics-definition-pending = Personas que habían solicitado asilo y aún esperaban la decisión de primera instancia al terminar el mes.

## Maneras de dividir

statistics-dimension-month = Mes
statistics-dimension-year = Año
statistics-dimension-origin = País de origen
statistics-dimension-sex = Sexo
statistics-dimension-age = Edad
statistics-dimension-outcome = Resultado

statistics-by-month = mes
statistics-by-year = año
statistics-by-origin = país de origen
statistics-by-sex = sexo
statistics-by-age = edad al solicitar
statistics-by-outcome = resultado

statistics-by-none = en total
statistics-by-one = por { $one }
statistics-by-two = por { $one } y { $two }
statistics-table-title = { $series } { $by }

statistics-sex-female = Mujeres
statistics-sex-male = Hombres
statistics-sex-other = Otro
statistics-sex-not-stated = No lo dijo
statistics-age-unknown = Sin dato de edad
statistics-outcome-recognised = Condición de refugiado reconocida
statistics-outcome-other = Otra protección
statistics-outcome-rejected = Solicitud rechazada
statistics-outcome-closed = Expediente cerrado sin decidir
statistics-total = Total

## Tabla y gráfico

statistics-filter-series = Qué se cuenta
statistics-filter-by = Cómo se divide
statistics-filter-year = Año
statistics-filter-show = Mostrar
statistics-open-table = Ver los datos en una tabla
statistics-missing = sin dato
statistics-withheld = Reservado para que nadie pueda ser reconocido
statistics-withheld-word = reservado
statistics-describe = El valor más alto es { $highest } ({ $where-highest }) y el más bajo { $lowest } ({ $where-lowest }). Valores reservados: { $withheld }.
statistics-describe-nothing = No hay valores que se puedan mostrar.
statistics-legend = Reservado. Toda cuenta menor de { $threshold } se reserva, salvo el cero, y con ella las que permitirían calcularla. Valores reservados en esta tabla: { $withheld }.
statistics-csv = Descargar la tabla (CSV)
statistics-json = La misma tabla para programas (JSON)

statistics-protect-title = Cómo se protege a las personas
statistics-protect-small = Si una celda contara a muy pocas personas, alguien podría reconocerlas. Por eso las cuentas de 1 a 9 no se publican. El cero sí se publica: dice que no hay nadie.
statistics-protect-more = Tampoco se publican las celdas de las que se podría deducir una cuenta reservada sumando o restando. Esto se comprueba en todas las tablas del corte a la vez, también entre solicitudes, decisiones y personas en espera.
statistics-protect-limit = Queda un límite que conviene conocer: quien compare dos cortes muy cercanos en el tiempo puede ver cuánto cambió un total. Haga cortes por meses o trimestres completos.

## Cifras publicadas

statistics-published-title = Lo que publica el ACNUR sobre { $state }
statistics-published-lead = Primero, las cifras oficiales publicadas; después, las de este sistema. Son dos gráficos con escalas distintas: compare la forma, no la altura.
statistics-published-none = Todavía no se han importado cifras publicadas.
statistics-published-cases = En algunos años el ACNUR publica expedientes en lugar de personas. Un expediente puede reunir a varias personas, así que las dos líneas no se suman ni se unen.
statistics-published-chart = { $series }, { $state }: cifras publicadas por el ACNUR, por año
statistics-ours-chart = { $series }: contadas en este sistema, por año
statistics-unit-persons = Personas
statistics-unit-cases = Expedientes
statistics-source = Fuente: { $source }
statistics-cut-of = Corte de datos al { $day }
statistics-scale = El último año puede estar incompleto. Los años anteriores a la puesta en marcha del sistema no están aquí.
statistics-scale-demo = Demostración: las personas son inventadas y su número está reducido a escala. Siguen la forma de las cifras publicadas, no su tamaño.

## Cortes de datos

statistics-none-title = Todavía no hay ningún corte de datos
statistics-none-make = Haga el primero con el formulario de abajo. Tarda unos segundos.
statistics-none-wait = Cuando la persona encargada de estadística haga el primero, las tablas aparecerán aquí.
statistics-cut-done = El corte está hecho. Las tablas de esta página ya lo muestran.
statistics-cut-title = Hacer un nuevo corte
statistics-cut-lead = Un corte cuenta todo lo ocurrido hasta un día y lo deja fijo. Las tablas muestran siempre el corte más reciente.
statistics-cut-day = Contar hasta el día
statistics-cut-day-hint = Incluido ese día. Por ejemplo: 30 11 2024
statistics-cut-make = Hacer el corte
statistics-error-future = Ese día todavía no ha llegado. Elija hoy o un día anterior.
statistics-error-unprotected = El corte no se publicó: la comprobación encontró cuentas que se podrían deducir. Avise a quien administra el sistema.
statistics-cuts = Cortes hechos
statistics-cuts-day = Hasta el día
statistics-cuts-made = Hecho
statistics-cuts-cells = Celdas
statistics-cuts-withheld = Reservadas

## Interfaz de programación

statistics-api-table = Leer una tabla del corte más reciente; «by» y «and» dicen cómo se divide
statistics-api-not-published = Esta serie no se publica dividida así.
