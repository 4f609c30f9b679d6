# Roles, permisos, y lo que se puede hacer cuando no se acepta una cuenta, una contraseña o una oficina.

## Roles

access-role-border-officer = Oficial de frontera
access-role-registration-officer = Oficial de registro
access-role-eligibility-officer = Oficial de elegibilidad
access-role-reviewer = Revisión
access-role-deciding-authority = Autoridad que decide
access-role-child-protection-delegate = Delegación de protección de la niñez
access-role-statistician = Estadística
access-role-pledge-focal-point = Punto focal de compromisos
access-role-administrator = Administración
access-role-supervisor = Supervisión
access-role-data-protection-officer = Protección de datos
access-role-legal-adviser = Asesoría jurídica

## Qué se hizo con un expediente: se muestra en el registro de consultas

access-permission-public = Ver una página pública
access-permission-signed-in = Usar las páginas comunes
access-permission-record-intent = Anotar una intención de solicitar protección
access-permission-read-intent = Leer una intención
access-permission-list-intents = Ver la lista de intenciones
access-permission-register-person = Registrar a una persona
access-permission-read-person = Leer los datos de una persona
access-permission-search-people = Buscar personas
access-permission-correct-person = Corregir los datos de una persona
access-permission-register-household = Registrar un hogar
access-permission-read-household = Leer los datos de un hogar
access-permission-correct-household = Corregir los datos de un hogar
access-permission-open-claim = Abrir una solicitud
access-permission-read-case = Leer un caso
access-permission-list-cases = Ver la lista de casos
access-permission-take-step = Dar un paso en un caso
access-permission-assign-case = Asignar un caso
access-permission-read-day = Abrir «Mi día»
access-permission-do-task = Hacer una tarea
access-permission-print-letter = Imprimir una carta
access-permission-read-receipt = Volver a imprimir una constancia
access-permission-verify-document = Comprobar un documento
access-permission-read-procedures = Leer los procedimientos y sus plazos
access-permission-simulate = Ver qué cambiaría con un borrador de la ley o una persona más que entreviste
access-permission-confirm-law = Confirmar la ley
access-permission-read-statistics = Ver las estadísticas
access-permission-cut-statistics = Hacer el corte de datos
access-permission-import-published = Importar las cifras publicadas
access-permission-read-pledges = Ver los compromisos
access-permission-declare-pledge = Declarar el estado de un compromiso
access-permission-manage-accounts = Gestionar las cuentas
access-permission-manage-offices = Gestionar las oficinas
access-permission-read-read-log = Ver el registro de consultas
access-permission-check-health = Comprobar el estado de Ceiba
access-permission-drop-keys = Soltar las llaves del sitio cuando corre peligro
access-permission-read-exchange = Ver cómo va el intercambio con otros sitios
access-permission-transfer-case = Trasladar un caso a otra oficina
access-permission-separate-claim = Abrir la solicitud propia de un familiar
access-permission-apply-reform = Pasar un caso a la ley reformada
access-permission-receive-remedy = Recibir un recurso
access-permission-read-sessions = Ver las sesiones de la comisión
access-permission-convene-session = Convocar una sesión
access-permission-cast-vote = Votar en una sesión
access-permission-supervise = Supervisar la oficina
access-permission-manage-rota = Llevar los turnos
access-permission-manage-tablets = Registrar las tabletas que comparte la oficina
access-permission-revoke-letter = Revocar una carta
access-permission-break-glass = Abrir un expediente por emergencia
access-permission-review-break-glass = Revisar las aperturas de emergencia
access-permission-read-file-log = Ver quién consultó un expediente
access-permission-compare-files = Comparar dos expedientes que pueden ser de una persona
access-permission-review-duplicates = Revisar posibles duplicados y decir si dos expedientes son de la misma persona
access-permission-trace-families = Buscar a familiares que se separaron
access-permission-print-person-file = Entregar a una persona su expediente
access-permission-report-breach = Avisar de un incidente de datos
access-permission-manage-breaches = Llevar el registro de incidentes
access-permission-manage-clients = Gestionar los sistemas conectados

## Entrada

access-sign-in-wrong = El usuario y la contraseña no coinciden. Revíselos e inténtelo de nuevo.
access-sign-in-wait =
    { $seconds ->
        [one] Hubo varios intentos desde aquí. Espere un segundo y vuelva a intentarlo. Su cuenta no está bloqueada.
       *[other] Hubo varios intentos desde aquí. Espere { $seconds } segundos y vuelva a intentarlo. Su cuenta no está bloqueada.
    }

## Contraseñas

access-password-too-short = La contraseña es muy corta: escriba al menos 12 caracteres. Una frase sirve.
access-password-too-long = La contraseña es demasiado larga: use como máximo 200 caracteres.
access-password-common = Esa contraseña es de las primeras que alguien probaría. Elija otra; una frase suya sirve.
access-password-like-login = La contraseña se parece demasiado al usuario. Elija otra.

## Cuentas

access-account-login-form = Escriba un usuario de 3 a 40 caracteres: letras minúsculas sin tilde, números, puntos o guiones.
access-account-login-taken = Ya hay una cuenta con ese usuario. Elija otro.
access-account-name-empty = Escriba el nombre que verán sus colegas.
access-account-name-too-long = El nombre es demasiado largo: use como máximo 120 caracteres.
access-account-name-unwritable = El nombre tiene caracteres que no se pueden escribir. Vuelva a escribirlo, por favor.
access-account-wrong-password = La contraseña actual no es esa. Revísela e inténtelo de nuevo.
access-account-no-such-office = Esa oficina no existe o está cerrada. Elija otra de la lista.
access-account-unknown = Esa cuenta no existe.
access-account-last-administrator = Es la última cuenta de administración. Antes, dé ese rol a otra persona.

## Oficinas

access-office-code-form = Escriba un código de 2 a 40 caracteres: letras minúsculas sin tilde, números o guiones.
access-office-code-taken = Ya hay una oficina con ese código. Elija otro.
access-office-unknown = Esa oficina no existe.
access-office-name-form = Escriba el nombre de la oficina en los dos idiomas, con 120 caracteres como máximo.

## Tipos de expediente

access-kind-person = Persona
access-kind-household = Hogar
access-kind-case = Caso
access-kind-intent = Intención

access-fault = Algo falló de nuestro lado y no se guardó nada. Inténtelo de nuevo en un momento.

## Segundo factor

access-permission-confirm-identity = Confirmar quién es un colega
access-factor-wrong = El código o la llave no coincide, o ya se usó. Espere el código siguiente e inténtelo de nuevo.
access-factor-ended = La entrada tardó demasiado. Empiece de nuevo con su contraseña.
access-factor-no-offer = Pasó demasiado tiempo. Escanee el código nuevo que aparece ahora.
access-factor-taken = Esa llave ya pertenece a una cuenta.
access-factor-too-many = Ya tiene cinco factores. Quite uno antes de agregar otro.
access-factor-unknown = Ese factor ya no está en su cuenta.
access-factor-last-required = Su puesto necesita al menos un segundo factor. Agregue otro antes de quitar este.
access-factor-none = Agregue primero una aplicación o una llave. Después podrá imprimir sus códigos.
access-reset-none = Nadie espera este restablecimiento: terminó, o ya se hizo.
access-reset-own = Nadie puede confirmar su propia identidad. Pídalo a dos colegas.
access-reset-same-person = Usted ya la confirmó. Falta la confirmación de otra persona.
access-reset-needs-administrator = Ya confirmó alguien de supervisión. La segunda persona debe ser de administración.
access-reset-may-not = Su puesto no permite confirmar quién es un colega.
access-change-factor-app-added = Se agregó una aplicación de códigos
access-change-factor-app-removed = Se quitó una aplicación de códigos
access-change-factor-passkey-added = Se agregó una llave de acceso
access-change-factor-passkey-removed = Se quitó una llave de acceso
access-change-factor-codes-made = Se hicieron códigos de recuperación nuevos
access-change-factor-code-used = Se usó un código de recuperación
access-change-factor-reset-asked = Se pidió restablecer el segundo factor
access-change-factor-reset-confirmed = Se confirmó en persona la identidad, para restablecer el segundo factor
access-change-factor-reset-declined = Se rechazó restablecer el segundo factor
access-change-factor-reset = Se quitaron todos los factores y terminaron las sesiones
access-change-factor-disowned = La persona dijo que un cambio no lo hizo ella
access-change-sessions-ended = Se terminaron todas las sesiones
access-client-text = Escriba un texto de una línea que se pueda leer.
access-client-role = Un sistema no puede tener este rol.
access-client-no-scope = Elija por lo menos un permiso.
access-client-expiry = El último día está en el futuro, a lo sumo dos años adelante.
access-client-unknown = Este sistema no existe o ya se le retiró el acceso.

access-affiliation-reason = Escriba por qué, con no más de 500 caracteres.
access-affiliation-role = Quien decide, revisa, supervisa, protege datos o administra no puede estar afiliado a otro Estado. Si es una oficina, cambie antes a ese personal.
access-affiliation-nobody = No existe.
access-change-affiliation-own = Sin afiliación a otro Estado
access-permission-review-alarms = Revisar las alarmas por consultas
access-permission-manage-decoys = Llevar los señuelos
access-permission-plan-erasure = Planear y ejecutar borrados
access-permission-confirm-erasure = Confirmar un borrado
access-permission-open-compartments = Ver los propios compartimentos
access-permission-read-sealed = Leer anotaciones selladas
access-permission-write-sealed = Escribir anotaciones selladas

## Tabletas

access-tablet-name-empty = Dé un nombre a la tableta.
access-tablet-name = El nombre es demasiado largo o tiene signos que no se pueden escribir.
access-tablet-code = El código no vale: puede estar mal escrito, usado o vencido. Pida otro a la supervisión.
access-tablet-unknown = Esa tableta no existe.
