# Cuentas, oficinas, registro de consultas, estado de Ceiba y la ley en vigor.

## Menú

app-nav-accounts = Cuentas
app-nav-offices = Oficinas
app-nav-read-log = Consultas
app-nav-health = Estado
app-nav-procedures = Procedimientos

## Para varias páginas

app-choose = Elija…
app-yes = Sí
app-no = No
app-unknown = No se sabe
app-staff-gone = Alguien que ya no trabaja aquí
app-pages = Páginas
app-pages-before = Anteriores
app-pages-after = Siguientes

## Cuentas

app-accounts-title = Cuentas
app-accounts-lead = Quién puede entrar en Ceiba, con qué puesto y desde qué oficina.
app-accounts-search = Buscar una cuenta
app-accounts-search-hint = Por nombre, usuario, puesto u oficina.
app-accounts-search-button = Buscar
app-accounts-none = Ninguna cuenta coincide
app-accounts-none-next = Pruebe con menos letras, o con el puesto o la oficina.
app-accounts-all = Ver todas las cuentas

app-account-name = Nombre
app-account-name-hint = Como lo verán sus colegas.
app-account-login = Usuario
app-account-login-hint = Letras minúsculas sin tilde, números, puntos o guiones. Por ejemplo: a.romero
app-account-role = Puesto
app-account-role-hint = Lo que puede cada puesto se lee en «Procedimientos», bajo «Quién puede hacer qué».
app-account-office = Oficina
app-account-lang = Idioma de las páginas
app-account-state = Estado
app-account-seen = Última entrada
app-account-never = Todavía no ha entrado
app-account-open = Abierta
app-account-open-hint = La persona puede entrar.
app-account-closed = Cerrada
app-account-closed-hint = La persona ya no puede entrar y su sesión termina ahora. Lo que hizo queda a su nombre.
app-account-added = Creada
app-account-above = Cuenta
app-account-facts = Datos de la cuenta
app-account-reads = Ver los expedientes que ha consultado

app-account-new = Agregar una cuenta
app-account-new-lead = Para una persona que trabaja en la institución. Cada quien usa su propia cuenta.
app-account-new-button = Agregar la cuenta
app-account-first-password = Primera contraseña
app-account-first-password-hint = Désela en persona y pídale que la cambie en «Mi cuenta» al entrar.
app-account-password = Contraseña
app-account-password-hint = Al menos { $min } caracteres. Una frase de varias palabras es fácil de recordar y difícil de adivinar.
app-account-password-again = La misma contraseña, otra vez
app-account-password-differs = Las dos contraseñas no son iguales.
app-account-done-added = La cuenta está lista.

app-account-change = Cambiar la cuenta
app-account-change-hint = Si cambia el puesto, la oficina o el estado, la persona tendrá que entrar de nuevo.
app-account-change-button = Guardar los cambios
app-account-done-changed = Los cambios están guardados.
app-account-own = Esta es su propia cuenta
app-account-own-next = Si cambia su puesto u oficina, o la cierra, su sesión termina en ese momento. Su contraseña se cambia en «Mi cuenta».
app-account-own-password = Su propia contraseña se cambia en «Mi cuenta», donde se le pide la actual.

app-account-new-password = Darle una contraseña nueva
app-account-new-password-lead = Para quien olvidó la suya. Sus sesiones abiertas terminan. Désela en persona y pídale que la cambie al entrar.
app-account-new-password-button = Guardar la contraseña nueva
app-account-done-password = La contraseña nueva está guardada.

app-account-history = Historia de la cuenta
app-account-by = Por { $name }
app-account-by-house = Por la instalación de Ceiba
app-account-was-added = Se creó como { $role }, en { $office }
app-account-was-role = Puesto nuevo: { $role }
app-account-was-office = Oficina nueva: { $office }
app-account-was-closed = Se cerró
app-account-was-opened = Se abrió de nuevo
app-account-was-name = Cambió el nombre
app-account-was-password = Contraseña nueva

## Oficinas

app-offices-title = Oficinas
app-offices-lead = Una oficina cerrada conserva sus expedientes y a su personal, pero no recibe cuentas nuevas.
app-offices-none = Todavía no hay oficinas
app-offices-none-next = Las del país llegan con sus datos al iniciar Ceiba. También puede agregar una.
app-office-name = Oficina
app-office-kind = Tipo
app-office-staff = Cuentas abiertas
app-office-state = Estado
app-office-do = Acción
app-office-open = Abierta
app-office-closed = Cerrada
app-office-close = Cerrar
app-office-reopen = Abrir
app-office-from-country = de los datos del país
app-office-from-here = agregada aquí
app-office-kind-headquarters = Sede
app-office-kind-post = Puesto
app-office-kind-focal-point = Enlace
app-office-kind-commission = Comisión
app-office-kind-ministry = Ministerio
app-office-kind-child-protection = Protección de la niñez
app-office-kind-branch = Oficina regional
app-office-kind-tribunal = Tribunal
app-office-kind-migration = Autoridad migratoria
app-office-kind-registry = Registro
app-office-new = Agregar una oficina
app-office-new-lead = Para un puesto nuevo que los datos del país todavía no traen.
app-office-name-es = Nombre en español
app-office-name-en = Nombre en inglés
app-office-code = Código
app-office-code-hint = Corto y para siempre: letras minúsculas sin tilde, números o guiones. Por ejemplo: puerto-obaldia
app-office-new-button = Agregar la oficina
app-office-neither = No se entendió si la oficina se abre o se cierra. Vuelva a la lista y use sus botones.
app-office-done-added = La oficina está agregada.
app-office-done-opened = La oficina está abierta.
app-office-done-closed = La oficina está cerrada.

## Registro de consultas

app-reads-title = Registro de consultas
app-reads-lead = Quién del personal abrió qué expediente. Los expedientes aparecen solo con su número interno: aquí no se ve de quién son.
app-reads-when = Cuándo
app-reads-who = Quién
app-reads-what = Para qué
app-reads-file = Expediente
app-reads-account = Ver la cuenta
app-reads-all = Ver las consultas de todas las cuentas
app-reads-none = Nadie ha consultado expedientes todavía
app-reads-none-next = Cada vez que alguien abra uno, quedará anotado aquí y en el propio expediente.
app-reads-page =
    { $reads ->
        [one] Página { $page } de { $pages } · una consulta
       *[other] Página { $page } de { $pages } · { $reads } consultas, las más recientes primero
    }

## Estado de Ceiba

app-health-title = Estado de Ceiba
app-health-lead = Lo que conviene mirar de vez en cuando, y qué hacer si algo no está bien.
app-health-well = Todo lo que se miró está bien.
app-health-unwell =
    { $count ->
        [one] Hay una cosa que arreglar.
       *[other] Hay { $count } cosas que arreglar.
    }
app-health-what = Qué se miró
app-health-state = Estado
app-health-found = Qué se encontró
app-health-ok = Bien
app-health-mend = Hay que arreglarlo
app-health-said = Lo que dijo el programa:
app-health-whole = Comprobar también los archivos y todo el registro
app-health-whole-note = Recorre cada anotación para probar que nadie alteró ninguna. Con muchos datos puede tardar varios minutos.
app-health-quick = Volver a lo esencial
app-health-what-country = La ley del país
app-health-what-clock = El reloj
app-health-what-key-file = La llave de los datos
app-health-what-database = La base de datos
app-health-what-files = Los archivos
app-health-what-log = El registro de lo ocurrido
app-health-what-statements = El programa y la base de datos
app-health-found-country = Procedimientos cargados: { $value }.
app-health-found-clock = Ahora son: { $value }.
app-health-found-key-file = Abre lo que selló. Cuentas leídas: { $value }.
app-health-found-database = { $value }
app-health-found-files = Sin daños.
app-health-found-log = Anotaciones probadas, una por una: { $value }.
app-health-found-statements = Se entienden entre sí.
app-health-mend-country = Corrija el archivo del país en la línea indicada.
app-health-mend-clock = Ponga en hora el reloj de la máquina: de él dependen los plazos.
app-health-mend-key-file = Recupere el archivo de la llave desde su propia copia. Sin él no se pueden leer los datos.
app-health-mend-database = Instale una versión admitida de la base de datos.
app-health-mend-files = Detenga Ceiba, copie los archivos y recupere el último respaldo.
app-health-mend-log = Detenga Ceiba, guarde los archivos como prueba y recupere el último respaldo.
app-health-mend-statements = El programa y la base de datos son de versiones distintas. Instale la misma.

## La ley en vigor

app-law-title = Procedimientos
app-law-lead = La ley de { $country } como Ceiba la aplica, con el lugar donde está escrita cada cosa y qué tan segura es.
app-law-none = No hay procedimientos cargados
app-law-none-next = Los trae la carpeta de datos del país.
app-law-since = Versión { $version }, en vigor desde el { $from }.
app-law-between = Versión { $version }, en vigor del { $from } al { $to }.
app-law-linked = Se abre desde otro caso y lo acompaña.
app-law-not-in-force = Esta versión no está en vigor hoy
app-law-see-current = Ver la versión actual
app-law-marks = De { $all } afirmaciones: { $verified } confirmadas por una persona jurista, { $secondary } tomadas de una fuente pública y { $unverified } sin confirmar.
app-law-provisional = Lo que ninguna persona jurista ha confirmado es provisional: pregunte antes de usarlo contra alguien.
app-law-verified = confirmado
app-law-verified-by = confirmado por { $name }
app-law-secondary = lo dice una fuente pública
app-law-unverified = sin confirmar
app-law-article = Artículo { $article }
app-law-article-unknown = Artículo: no se sabe
app-law-platform = Decisión de la plataforma, no de la ley
app-law-source-unknown = No sabemos dónde está escrito
app-law-written = Dónde está escrito

app-law-diagram = Diagrama
app-law-diagram-lead = Cada recuadro es una etapa y cada número, un paso de la lista de abajo. Los recuadros redondeados son finales.
app-law-diagram-title = Diagrama: { $procedure }
app-law-diagram-holds = { $stages } etapas y { $steps } pasos. La lista de abajo dice lo mismo en palabras.
app-law-diagram-here = Aquí está el caso
app-law-diagram-back = Regresa a una etapa anterior.
app-law-diagram-remedy = Se presenta un recurso.
app-law-diagram-stays = Pasos que dejan el caso en la misma etapa.
app-law-diagram-list = Los pasos del diagrama

app-law-contents = En esta página
app-law-terms = Plazos
app-law-stages = Etapas
app-law-steps = Pasos
app-law-remedies = Recursos
app-law-documents = Documentos
app-law-sources = Fuentes y versiones

app-law-term = Plazo
app-law-length = Duración
app-law-length-unknown = No se conoce
app-law-counts-from = Cuenta desde
app-law-whose = A quién le toca
app-law-on-expiry = Al vencer
app-law-working-days =
    { $n ->
        [one] un día hábil
       *[other] { $n } días hábiles
    }
app-law-calendar-days =
    { $n ->
        [one] un día corrido
       *[other] { $n } días corridos
    }
app-law-months =
    { $n ->
        [one] un mes
       *[other] { $n } meses
    }
app-law-from-next-working-day = Corre desde el día hábil siguiente.
app-law-moved-end = Si termina en día inhábil, pasa al siguiente hábil.
app-law-the-person = La persona
app-law-human-review = Una persona mira el caso y decide qué sigue
app-law-warn = Se avisa a quienes llevan el caso
app-law-no-terms = Este procedimiento no tiene plazos.

app-law-stage = Etapa
app-law-stage-state = Quién se mueve
app-law-stage-ways = Pasos desde aquí
app-law-stage-open = La institución
app-law-stage-waiting = Se espera a alguien de fuera
app-law-stage-ended = Terminado
app-law-stage-no-way = Ninguno

app-law-who = Quién
app-law-way = De dónde a dónde
app-law-stays = se queda donde está
app-law-only-if = Ceiba lo detiene si no se cumple
app-law-looks-at = Mira:
app-law-not-same = Lo da otra persona que la que dio: { $steps }.
app-law-starts = Plazos que empiezan
app-law-ends = Plazos que cumple
app-law-opens = Abre otro caso
app-law-issues = Documentos que entrega
app-law-tasks = Tareas que deja
app-law-opens-case = abre el caso
app-law-remedy-mark = recurso: se recibe siempre
app-law-prejudicial = puede perjudicar: lo confirma una persona

app-law-remedy = Recurso
app-law-against = Contra
app-law-suspensive = Suspende la decisión
app-law-judicial = Ante los tribunales, fuera de este procedimiento.
app-law-no-remedies = Este procedimiento no tiene recursos propios.
app-law-document = Documento
app-law-validity = Vigencia
app-law-renewable = Se renueva
app-law-grants = Qué reconoce
app-law-no-documents = Este procedimiento no entrega documentos.
app-law-no-sources = No se citan fuentes.
app-law-hash = Huella del texto al que quedan atados los casos:
app-law-versions = Versiones

app-law-steps-by-stage = Por etapa
app-law-steps-opening = Al abrir el caso
app-law-steps-several = Desde varias etapas
app-law-gives-back = vuelve a la etapa donde estaba
app-law-session = Lo aprueba en sesión
app-law-commissions = Comisiones
app-law-seats = Quiénes la integran
app-law-quorum = Cuántas personas deben estar presentes
app-law-quorum-unknown = No se conoce: quien preside declara, con su nombre, que la sesión está constituida.
app-law-quorum-of = Al menos { $n }.
app-law-majority = Mayoría
app-law-majority-simple = Más votos a favor que en contra
app-law-majority-absolute = Más de la mitad de todos los puestos
app-law-majority-unanimity = Unanimidad
app-law-majority-unknown = No se conoce
app-law-struck = sin efecto
app-law-struck-by = Dejó de aplicarse el { $day } por: { $judgment }.
app-law-struck-rules = Reglas dejadas sin efecto
app-law-transitions = Casos abiertos y reformas
app-law-way-from = Desde { $versions }
app-law-way-to = Hacia { $version }
app-law-open-cases = Casos abiertos
app-law-cases-move = Pasan a la versión nueva; una persona lo aplica en cada caso.
app-law-cases-keep = Siguen con la versión en que se abrieron.
app-law-cases-ask = El texto no lo dice: una persona lo decide en cada caso.
app-law-running-terms = Plazos que corren
app-law-terms-keep = Siguen como se contaron.
app-law-terms-recompute = Se cuentan de nuevo.
app-law-stages-renamed = Etapas que cambian de nombre
app-law-changes = Qué cambió
app-law-changed-from = Comparada con la anterior.
app-law-nothing-changed = Nada cambió en sus pasos, plazos, etapas, documentos ni recursos.
app-law-added = Se agregó
app-law-removed = Se quitó
app-law-changed = Se cambió
app-law-was = Antes:
app-law-is = Ahora:
app-law-nothing = nada
app-law-sort-step = Paso
app-law-sort-term = Plazo
app-law-sort-stage = Etapa
app-law-sort-fact = Dato
app-law-sort-document = Documento
app-law-sort-remedy = Recurso
app-law-sort-struck = Regla dejada sin efecto
app-law-aspect-name = Nombre
app-law-aspect-offices = Oficinas
app-law-aspect-not-same = Otra persona que la que dio
app-law-aspect-form = Qué pregunta
app-law-aspect-letter = Carta
app-law-aspect-values = Valores
app-law-aspect-issuer = Quién lo expide
app-law-aspect-authority = Ante quién
app-law-aspect-since = Desde

## Calendario

app-calendar-title = Calendario
app-calendar-lead = Los días que cuentan para los plazos en días hábiles, y los que no.
app-calendar-open = Ver los días inhábiles de este año
app-calendar-of-year = Días inhábiles de { $year }
app-calendar-years = Años
app-calendar-holidays = Feriados
app-calendar-day = Día
app-calendar-holiday = Por qué no se trabaja
app-calendar-rest-days = Días de descanso de cada semana
app-calendar-months = Días hábiles de cada mes
app-calendar-month = Mes
app-calendar-working-days = Días hábiles
app-calendar-none = No hay feriados para este año
app-calendar-none-next = Los datos del país no los traen. Pregunte antes de confiar en un plazo de ese año.
app-calendar-questions = Preguntas abiertas

## Quién puede hacer qué

app-policies-title = Quién puede hacer qué
app-policies-lead = Las reglas que Ceiba obedece cada vez que alguien abre una página, con su razón.
app-policies-open = Leer las reglas
app-policies-rule = Lo que ninguna regla permite, no se puede. Una prohibición vale más que cualquier permiso.
app-policies-steps = Qué pasos de un caso puede dar cada puesto lo dice, además, cada procedimiento.
app-policies-everybody = Todo el personal
app-policies-compartment = Compartimentos
app-policies-origin-wall = El muro de origen
app-policies-text = El texto que se obedece
app-policies-text-of = Texto de las reglas: { $name }

app-nav-administration = Administración
app-nav-rota = Turnos
app-board-title = Administración
app-board-health = Ver el estado completo
app-board-accounts = cuentas abiertas
app-board-idle = cuentas sin usar en 90 días
app-board-offices = oficinas abiertas
app-board-staff = Personal por rol
app-board-nobody = Nadie todavía
app-board-duty = De turno hoy
app-board-duty-none = Nadie está anotado en los turnos de hoy.
app-board-law = Ley en vigor
app-board-since = desde el { $day }
app-board-site = Este sitio
app-board-site-code = País y sitio
app-board-engine = Base de datos
app-board-version = Versión de Ceiba
app-board-unknown = no se pudo leer
app-rota-title = Turnos
app-rota-lead = Quién está en la oficina. Es un plan: nadie deja de entrar por no estar en él.
app-rota-show = Ver
app-rota-weeks = Semanas
app-rota-before = Semana anterior
app-rota-after = Semana siguiente
app-rota-week = Del { $from } al { $to }
app-rota-day = Día
app-rota-shift = Turno
app-rota-shift-day = De día
app-rota-shift-night = De noche
app-rota-nobody = Nadie
app-rota-off = Quitar
app-rota-add = Poner a alguien de turno
app-rota-who = Quién
app-rota-button = Poner de turno
app-rota-error-who = Elija a alguien que trabaje en la oficina.
app-rota-error-office = Esa oficina no existe o está cerrada.
app-rota-done-on = Quedó de turno.
app-rota-done-off = Ya no está de turno.
app-tour-title = Recorrido por la demostración
app-tour-lead = Todas las personas aquí son inventadas. Entre con cada rol y pruebe lo que se sugiere; la misma ley, los mismos plazos y las mismas puertas valen para todos.
app-tour-password = La contraseña de todas las cuentas es
app-tour-go = Ir
app-tour-border-1 = Anote que alguien pide protección e imprima su hoja, sin tocar el ratón.
app-tour-border-2 = Busque a una persona con el nombre mal escrito.
app-tour-registration-1 = Abra la solicitud de una intención que llegó de un puesto.
app-tour-registration-2 = Registre a una familia y dele a una mujer su propia solicitud.
app-tour-eligibility-1 = Vea qué vence hoy y por qué ese día.
app-tour-eligibility-2 = Intente negar sin haber oído a la persona: le dirá qué falta.
app-tour-eligibility-3 = Abra por emergencia un expediente de otra oficina y mire qué queda anotado.
app-tour-reviewer-1 = Revise una evaluación que escribió otra persona.
app-tour-authority-1 = Convoque una sesión, note quién vino y vote; sin quórum no hay decisión.
app-tour-child-1 = Siga a una niña que llegó sola, en cualquier oficina, y nómbrele quien la represente.
app-tour-supervisor-1 = Vea qué plazos peligran y diga quién lleva cada caso.
app-tour-supervisor-2 = Ponga a alguien de turno la noche del sábado.
app-tour-statistician-1 = Haga el corte del día y mire qué celdas se reservan.
app-tour-pledges-1 = Declare un avance y compárelo con lo que Ceiba calcula.
app-tour-data-1 = Revise una apertura de emergencia.
app-tour-data-2 = Pregunte qué expedientes abrió una cuenta esta semana.
app-tour-administrator-1 = Vea de un vistazo cuentas, turnos, ley en vigor y estado.
app-tour-administrator-2 = Lea, en palabras, quién puede hacer qué.
app-tour-everybody = Para cualquiera
app-tour-everybody-law = Lea la ley como datos: cada paso, cada plazo, su fuente y qué no se sabe.
app-tour-everybody-verify = Compruebe un papel con su código.
app-tour-everybody-phone = Abra cualquier página en un teléfono, sin JavaScript y solo con el teclado.
## Segundo factor y sesiones de una cuenta

app-account-factors = Segundo factor
app-account-factors-none = No tiene
app-account-factors-some =
    { $count ->
        [one] Tiene uno
       *[other] Tiene { $count }
    }
app-account-sessions = Sesiones abiertas
app-account-sessions-none = Ahora no está abierta en ningún navegador.
app-account-session = { $device }, última vez { $seen }
app-account-session-unknown = Navegador desconocido
app-account-sessions-end = Terminar todas sus sesiones
app-account-done-sessions = Las sesiones terminaron.
app-factor-rules-title = Quién debe usar un segundo factor
app-factor-rules-lead = Marque los puestos que no pueden trabajar solo con una contraseña.
app-factor-rules-roles = Puestos
app-factor-rules-days = Días para configurarlo
app-factor-rules-days-hint = De 0 a 90, desde la primera entrada. Después, la entrada solo lleva a configurarlo.
app-factor-rules-days-wrong = Escriba un número de 0 a 90.
app-factor-rules-button = Guardar
app-factor-rules-done = La regla está guardada.
app-nav-resets = Segundo factor perdido
app-resets-title = Colegas que perdieron su segundo factor
app-resets-lead = Confirme solo si tiene a la persona delante y sabe quién es. Hacen falta dos personas; una debe ser de administración.
app-resets-none = Nadie lo ha pedido
app-resets-none-next = Quien perdió su segundo factor lo pide al entrar, después de su contraseña.
app-reset-asked = Lo pidió
app-reset-account = Puesto y oficina
app-reset-confirmed-by = Confirmó
app-reset-nobody = Nadie todavía
app-reset-seen = Tengo a la persona delante y sé quién es
app-reset-seen-missing = Marque la casilla si tiene a la persona delante. Si no, no confirme.
app-reset-confirm = Confirmar
app-reset-decline = Rechazar la petición
app-reset-done-first = Su confirmación está anotada. Falta la de otra persona.
app-reset-done-all = El segundo factor quedó restablecido. La persona ya puede entrar y configurar otro.
app-reset-done-declined = La petición quedó rechazada.
## Sistemas conectados

app-nav-clients = Sistemas
app-clients-title = Sistemas conectados
app-clients-lead = Otros sistemas que pueden consultar la interfaz de programación. Cada uno actúa con un rol y una oficina, y queda anotado como cualquier persona.
app-clients-none = Ningún sistema está conectado
app-clients-none-next = Registre un sistema cuando otra institución lo pida y se sepa quién responde por él.
app-clients-api = Leer qué ofrece la interfaz de programación
app-client-new = Registrar un sistema
app-client-new-lead = El sistema recibe un secreto que se muestra una sola vez. Nunca puede más que el rol que usted elija.
app-client-new-button = Registrar
app-client-name = Nombre del sistema
app-client-owner = Institución que responde
app-client-owner-hint = Quien contesta si el sistema hace algo que no debía.
app-client-purpose = Para qué se conecta
app-client-role = Rol
app-client-role-hint = Las mismas reglas que para una persona con este rol.
app-client-office = Oficina
app-client-scopes = Permisos
app-client-scopes-hint = Solo los que necesita. Un permiso que el rol no tiene no sirve de nada.
app-client-until = Hasta
app-client-until-hint = Como 31 12 2027, a lo sumo dos años adelante. Después alguien lo revisa otra vez.
app-client-state = Estado
app-client-open = Conectado
app-client-revoked = Retirado
app-client-expired = Vencido
app-client-used = Última vez que pidió un token
app-client-never = Nunca
app-client-id = Identificador
app-client-added = Se registró
app-client-installation = La propia instalación
app-client-facts = Registro
app-client-secret = El sistema tiene un secreto nuevo
app-client-secret-once = Cópielo ahora y entréguelo por un medio seguro. No se vuelve a mostrar.
app-client-secret-word = Secreto
app-client-rotate-words = Un secreto nuevo termina el anterior y todos sus tokens de inmediato.
app-client-rotate = Dar un secreto nuevo
app-client-revoke-words = Al retirarlo, el sistema deja de entrar de inmediato y para siempre.
app-client-revoke = Retirar el acceso
app-client-done-revoked = Se retiró el acceso del sistema.

## Intercambio entre sitios

app-nav-exchange = Intercambio
app-exchange-title = Intercambio entre sitios
app-exchange-lead = Qué se envió a otros sitios, qué confirmaron haber recibido y qué espera todavía.
app-exchange-none = Este sitio todavía no intercambia con ningún otro
app-exchange-none-next = La administración inscribe un puesto con un código de un solo uso. La guía «Puestos» explica cómo.
app-exchange-note = Nada se descarta por haberse intentado muchas veces. Lo que espera se envía en cuanto haya conexión, o por mensajería en una memoria USB.
app-exchange-hub = Sede: { $site }
app-exchange-post = Puesto: { $site }
app-exchange-revoked = Sitio revocado: { $site }
app-exchange-heard = Última comunicación
app-exchange-never = Todavía ninguna
app-exchange-held = Expedientes que tiene
app-exchange-theirs = Su última constancia vista aquí
app-exchange-ours = Nuestra última constancia que firmó
app-exchange-sighted = { $code }, sobre { $size } asientos, { $at }
app-exchange-signed = refrendada aquí
app-exchange-unsigned = sin refrendar
app-exchange-no-checkpoint = Todavía ninguna
app-exchange-manifest = Lo que la sede dice haber entregado
app-exchange-manifest-none = Todavía no lo ha dicho
app-exchange-manifest-same = Es lo que hay aquí: { $records } expedientes y { $entries } asientos de otros sitios ({ $at })
app-exchange-manifest-differs = No es lo que hay aquí ({ $at })
app-exchange-manifest-overtaken = Algo urgente llegó antes; se compara en la próxima comunicación
app-exchange-manifest-unfollowed = Este puesto se inscribió antes de que hubiera listas; no se compara
app-exchange-proved = Asientos de otros, probados en su registro
app-exchange-erased = Borrados allí después que aquí
app-exchange-unerased = Borrados aquí y todavía no allí
app-exchange-unerased-old = Su versión no sabe borrar: soltó los expedientes y conserva sus llaves hasta que se actualice.
app-exchange-table = Envíos a { $site }
app-exchange-lane = Qué
app-exchange-lane-urgent = Protección urgente
app-exchange-lane-usual = Lo demás
app-exchange-lane-bulk = Lo voluminoso
app-exchange-sent = Enviado
app-exchange-acknowledged = Confirmado
app-exchange-waiting = En espera
app-exchange-received = Recibido aquí
app-exchange-since = desde { $at }
app-exchange-tried = Último intento: { $at }. Se intenta de nuevo por sí solo.
app-exchange-lease-until = Este puesto puede abrir los expedientes que tiene hasta { $at }. Cada comunicación con la sede alarga el plazo.
app-exchange-lease-over = La sede no se ha comunicado con este puesto desde { $at }
app-exchange-line-unreachable = No hay conexión con la sede
app-exchange-line-unreachable-next = Usted puede seguir trabajando: todo se guarda aquí y se enviará después. Si dura más de un día, avise a la sede o envíe un archivo por mensajería.
app-exchange-line-unknown = La sede no reconoce este sitio
app-exchange-line-unknown-next = Revise la dirección de la sede en site.toml, o pida a la sede que compruebe la inscripción.
app-exchange-line-revoked = La sede revocó este sitio
app-exchange-line-revoked-next = Siga registrando lo urgente en papel y llame a la sede: este equipo tiene que inscribirse de nuevo con otro nombre.
app-exchange-line-old-epoch = La sede conoce una copia más reciente de este sitio
app-exchange-line-old-epoch-next = Este equipo se restauró o se copió. Deje de usarlo y llame a la sede antes de seguir.
app-exchange-line-busy = La sede no pudo recibir en este momento
app-exchange-line-busy-next = No hace falta hacer nada. Si dura más de un día, avise a la sede.
app-exchange-line-no-address = Este puesto no tiene la dirección de la sede
app-exchange-line-no-address-next = Intercambie por mensajería, o escriba la dirección en site.toml.
app-exchange-line-fault = El intercambio se detuvo por un error
app-exchange-line-fault-next = Avise a la administración de la sede. Lo que usted escribe se guarda y no se pierde.
app-exchange-alarm-fork = Hay dos copias de { $site } trabajando
app-exchange-alarm-fork-next = Alguien copió o restauró ese equipo. Las dos versiones se guardaron. Averigüe dónde está cada equipo, deje uno solo en uso y revoque el otro.
app-exchange-alarm-clock = El reloj de { $site } está adelantado
app-exchange-alarm-clock-next = Pida al puesto que ponga el reloj en hora. Lo recibido se guardó con la hora que decía, que no sirve para contar plazos.
app-exchange-alarm-origin = { $site } envió lo que no es suyo
app-exchange-alarm-origin-next = Lo enviado no se aceptó. Hable con el puesto; si nadie lo explica, revoque el sitio.
app-exchange-alarm-clash = { $site } dio un número que ya estaba dado
app-exchange-alarm-clash-next = El primero conserva el número. Busque el otro expediente por el registro y dé a la persona un número nuevo.
app-exchange-alarm-split = { $site } firmó dos registros que se contradicen
app-exchange-alarm-split-next = Alguien copió o restauró ese equipo, o alteró su registro. Las dos firmas se guardaron y ninguna se refrendó. Deje de usar el equipo, conserve su disco y averigüe qué registro es el verdadero.
app-exchange-alarm-rewritten = El registro de { $site } no es el que se había firmado
app-exchange-alarm-rewritten-next = Faltan asientos o alguien los cambió. No borre nada. Ejecute «ceiba ledger verify», compare con la última copia de seguridad y avise a la sede.
app-exchange-alarm-lacking = Lo que hay aquí no es lo que { $site } dice haber entregado
app-exchange-alarm-lacking-next = Faltan asientos o sobran. Ejecute «ceiba ledger verify» y avise a la sede. Si la sede se restauró de una copia, quizá aquí esté lo que ella perdió: no borre nada.
app-exchange-alarm-unproved = Llegaron asientos que no están en el registro firmado de { $site }
app-exchange-alarm-unproved-next = Se guardaron y no están probados. Avise a la sede antes de decidir algo con esos expedientes.
app-exchange-alarm-late = { $site } escribió en un expediente que ya se había borrado aquí
app-exchange-alarm-late-next = Lo escrito no se guardó y el puesto también lo borra. Pregunte al puesto si la persona volvió: si es así, hay que abrirle un expediente nuevo.
app-exchange-alarm-at = Visto el { $at }.

# ---- afiliación a otros Estados: el muro de origen ----
app-affiliation-title = Afiliación
app-affiliation-lead = Quien pertenece a otro Estado, o trabaja para él, nunca ve nada de las personas que vienen de ese Estado, ni de las que no se sabe de dónde vienen: para esa cuenta no existen. Lo decide la administración y queda escrito con su motivo.
app-affiliation-hint = Solo si la persona o la institución pertenece a otro Estado, por ejemplo una intérprete de una embajada o un enlace consular.
app-affiliation-state = Otro Estado
app-affiliation-state-2 = Y otro más
app-affiliation-own = Solo la institución
app-affiliation-own-of = Ninguno: solo { $country }
app-affiliation-none = Ninguno más
app-affiliation-reason = Motivo
app-affiliation-reason-hint = Por qué trabaja aquí alguien de otro Estado, o por qué deja de estar afiliado. No escriba datos de personas solicitantes.
app-affiliation-button = Guardar la afiliación
app-affiliation-change = Cambiar
app-affiliation-history = Lo que se ha dicho
app-affiliation-never = Nadie ha dicho nada todavía.
app-affiliation-done = La afiliación está guardada.
app-account-was-affiliation = Afiliación: { $states }

app-nav-lock = Cerrar con llave
app-lock-title = Soltar las llaves de este sitio
app-lock-lead = Para cuando el sitio corre peligro y alguien puede llevarse el equipo.
app-lock-sessions = Todas las personas quedan fuera, y en la memoria no queda ninguna llave ni ningún nombre que se pueda buscar.
app-lock-saved = Lo que se guardó no se pierde. Lo que alguien está escribiendo en este momento, sí.
app-lock-paper = Después se atiende con la hoja impresa.
app-lock-again = Se abre de nuevo con la frase de paso, sin reiniciar el equipo.
app-lock-plain = El archivo de llaves no tiene frase de paso: quien se lleve el equipo podrá abrirlo todo. Si puede, llévese el disco.
app-lock-button = Soltar las llaves ahora
app-lock-cancel = Volver
app-lock-cannot = Este programa no puede soltar sus llaves. Apague el equipo.
app-unlock-title = Abrir el sitio de nuevo
app-unlock-passphrase = Frase de paso
app-unlock-passphrase-hint = La del archivo de llaves, no su contraseña.
app-unlock-button = Abrir
app-unlock-wrong = La frase de paso no abre el archivo de llaves. Revise mayúsculas y espacios.
app-unlock-busy = Otra persona está probando una frase de paso. Espere unos segundos.
app-unlock-fault = Las llaves no se pudieron tomar. Avise a quien administra el sistema.
app-unlock-console = Quien administra el sistema también puede abrirlo en la consola:
app-unlock-done = El sitio está abierto. Entre de nuevo.

## Tabletas compartidas

app-nav-tablets = Tabletas
app-tablets-title = Tabletas
app-tablets-lead = Las tabletas que comparte la oficina. Cada una se registra una vez; quien entra en ella elige su nombre y nadie pierde lo que dejó a medio escribir.
app-tablets-none = Todavía no hay ninguna tableta registrada
app-tablets-none-next = Registre la primera: hace falta tenerla a mano.
app-tablets-no-tls = Esta instalación aún no ofrece a las tabletas una conexión cifrada
app-tablets-no-tls-how = Quien administra la máquina la activa con «ceiba tls init» y «ceiba serve --tls». Los pasos están en la guía «Tabletas».
app-tablet-new = Registrar una tableta
app-tablet-new-lead = Tendrá un código que vale quince minutos y una sola vez. Tenga la tableta a mano.
app-tablet-new-button = Mostrar el código
app-tablet-name = Nombre de la tableta
app-tablet-name-hint = Como la llaman en la oficina. Por ejemplo: Ventanilla 2.
app-tablet-office = Oficina
app-tablet-state = Estado
app-tablet-seen = Usada por última vez
app-tablet-added = Registrada
app-tablet-facts = Datos de la tableta
app-tablet-enrolled = registrada
app-tablet-revoked = dada de baja
app-tablet-unknown = alguien que ya no está
app-tablet-rename = Cambiar el nombre
app-tablet-revoke = Dar de baja esta tableta
app-tablet-revoke-words = Las sesiones abiertas en ella terminan en el acto y nadie más entra desde ella. Lo que alguien dejó a medio escribir no se pierde.
app-tablet-done-named = La tableta tiene otro nombre.
app-tablet-done-revoked = La tableta quedó dada de baja.
app-tablet-steps = Los pasos, para imprimir
app-tablet-this-browser = Registrar este mismo navegador con un código
app-tablet-qr = Código QR para la cámara de la tableta
app-tablet-code-lead = Siga los pasos en la tableta nueva, con esta pantalla al lado.
app-tablet-code-until = El código vale hasta el { $at }
app-tablet-code-once = Vale una sola vez y esta pantalla no se puede volver a abrir. Si hace falta, pida otro.
app-tablet-code-done = Listo
app-tablet-code = Código
app-tablet-first = 1. Que la tableta confíe en este puesto
app-tablet-first-words = Lea este código con la cámara de la tableta y siga lo que ella muestra.
app-tablet-or-type = O escriba en su navegador:
app-tablet-compare = Estas palabras deben ser las mismas en las dos pantallas. Léalas en voz alta. Si alguna es distinta, deténgase y avise a quien administra la máquina.
app-tablet-second = 2. Registrarla
app-tablet-second-words = Después, lea este otro código.
app-enrol-title = Registrar esta tableta
app-enrol-lead = Para tabletas que comparten varias personas. La supervisión tiene el código.
app-enrol-code = Código
app-enrol-code-hint = Diez letras y números, con guion o sin él.
app-enrol-button = Registrar
app-enrol-already = Este navegador ya está registrado como tableta. Puede seguir usándolo, o registrarlo de nuevo con otro código.
app-enrol-other = Las palabras de este puesto cambiaron desde que se mostró el código. No siga: pida un código nuevo.
app-enrol-done = La tableta quedó registrada. Ya se puede entrar en ella.
app-guide-title = Preparar esta tableta
app-guide-lead = Se hace una sola vez. Tenga al lado la pantalla o la hoja de quien le dio la dirección. No hace falta internet.
app-guide-paper = Una hoja para quien prepara la tableta. El código de un solo uso no está en ella: se pide en el momento.
app-guide-open = Abra la primera página
app-guide-open-words = Conecte la tableta a la red del puesto y escriba en su navegador:
app-guide-compare = Compare las palabras
app-guide-compare-words = Deben ser las mismas en la tableta y en la otra pantalla o en la hoja. Si alguna es distinta, deténgase y avise a quien administra la máquina.
app-guide-trust = Instale el certificado del puesto
app-guide-download = Descargar
app-guide-android = Android
app-guide-android-how = Descargue ceiba.crt. Abra Ajustes, busque «certificado» y elija Instalar un certificado, Certificado de CA. Acepte el aviso y elija el archivo ceiba.crt.
app-guide-apple = iPad o iPhone
app-guide-apple-how = Descargue ceiba.mobileconfig y permítalo. En Ajustes toque Perfil descargado e Instalar. Después, en Ajustes, General, Información, Ajustes de confianza de los certificados, active el certificado de Ceiba.
app-guide-computer = Computadora con Windows, macOS, Linux o ChromeOS
app-guide-computer-how = Descargue ceiba.crt. En los ajustes del navegador busque «certificados», elija Entidades emisoras, Importar, y confíe en él solo para sitios web.
app-guide-signs = Antes de confirmar, o después en sus ajustes de seguridad, la tableta muestra la huella SHA-256 del certificado. Debe ser exactamente esta, y la misma que dice la máquina del puesto:
app-guide-enrol = Registre la tableta
app-guide-enrol-words = Lea el segundo código de la otra pantalla con la cámara, o abra esta dirección y escriba el código de un solo uso.
app-guide-enrol-go = Registrar la tableta
app-guide-warning = Si el navegador avisa que la conexión no es privada, no siga adelante: vuelva a instalar el certificado.
