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
app-policies-text = El texto que se obedece
app-policies-text-of = Texto de las reglas: { $name }
