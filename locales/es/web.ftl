# Palabras del armazón: fechas, errores, entrada y salida, páginas de aviso.

## Fechas

web-date-short = { $day } { $mon } { $year }
web-date-long = { $day } de { $month } de { $year }
web-date-full = { $weekday } { $day } de { $month } de { $year }
web-date-brief = { $day } { $mon }
web-date-month = { $mon } { $year }
web-date-instant = { $day }, { $time }

web-month-1 = enero
web-month-2 = febrero
web-month-3 = marzo
web-month-4 = abril
web-month-5 = mayo
web-month-6 = junio
web-month-7 = julio
web-month-8 = agosto
web-month-9 = septiembre
web-month-10 = octubre
web-month-11 = noviembre
web-month-12 = diciembre

web-month-short-1 = ene
web-month-short-2 = feb
web-month-short-3 = mar
web-month-short-4 = abr
web-month-short-5 = may
web-month-short-6 = jun
web-month-short-7 = jul
web-month-short-8 = ago
web-month-short-9 = sep
web-month-short-10 = oct
web-month-short-11 = nov
web-month-short-12 = dic

web-weekday-1 = lunes
web-weekday-2 = martes
web-weekday-3 = miércoles
web-weekday-4 = jueves
web-weekday-5 = viernes
web-weekday-6 = sábado
web-weekday-7 = domingo

## Errores junto a un campo

web-errors-title = Hay algo que corregir
web-error-required = Escriba este dato.
web-error-too-long = El texto es demasiado largo. Aquí caben hasta { $max } caracteres.
web-error-far-too-long = Este texto es demasiado largo: solo se conservó el principio. Acórtelo.
web-error-unwritable = Hay letras que no se pudieron leer. Escríbalas otra vez, por favor.
web-error-day-required = Escriba el día, el mes y el año. Por ejemplo: 18 11 2024.
web-error-date-form = No se entiende la fecha. Escríbala así: 18 11 2024, o 18/11/2024.
web-error-no-such-day = Ese día no existe en el calendario. Revise el día y el mes.
web-error-choice = Elija una de las opciones.
web-error-number = Escriba un número entero entre { $from } y { $to }.

## Páginas de aviso

web-not-found-title = No encontramos esta página
web-not-found-body = Puede que la dirección tenga un error, que el expediente no exista o que su oficina no trabaje con él.
web-not-found-help = Revise la dirección o vuelva al inicio y búsquelo por nombre o por número.
web-forbidden-title = Su cuenta no puede abrir esta página
web-forbidden-body = Esta página es para otro puesto de trabajo. Si la necesita, pídasela a quien administra las cuentas de su institución.
web-refused-title = Esto no se puede hacer ahora
web-method-title = Esta dirección no se usa así
web-method-body = Se llegó a ella de una forma que no está prevista. Vuelva a la página anterior y use sus botones.
web-too-large-title = Es demasiado texto para un solo envío
web-too-large-body = Se envió más de lo que cabe en un formulario ({ $max } KB) y no se guardó nada. Vuelva a la página anterior, acorte el texto y envíelo de nuevo.
web-unreadable-title = No se pudo leer lo que se envió
web-unreadable-body = Llegó cortado, con letras dañadas o en un formato desconocido, y no se guardó nada. Vuelva a la página anterior, revise el texto y envíelo de nuevo.
web-form-old-title = Este formulario ya no es válido
web-form-old-body = No se guardó nada. Abra de nuevo la página y llénela otra vez.
web-form-old-notice = Esta página se abrió en una sesión anterior. No se guardó nada todavía: revise lo que escribió y envíelo otra vez.
web-draft-notice = Su sesión había terminado. Guardamos lo que escribió: revíselo y envíelo de nuevo.
web-incident-title = Algo falló de nuestro lado
web-incident-body = No es culpa suya. Lo que se haya confirmado antes está guardado. Intente otra vez en un momento; si vuelve a pasar, dé este número a quien administra el sistema.
web-incident-number = Número de incidente
web-read-only-body = Por ahora no se puede guardar: el disco está lleno o la base de datos no acepta cambios. Avise a quien administra el sistema y dé este número.
web-stale-title = Alguien cambió este expediente mientras usted escribía
web-stale-body = No se guardó nada todavía. Compare lo que usted escribió con lo que hay ahora.
web-stale-again = Abajo está el formulario con lo que usted escribió, sobre el expediente como está ahora. Revíselo y envíelo de nuevo solo si sigue siendo correcto.
web-stale-caption = Las dos versiones
web-stale-differs = distinto
web-stale-field = Dato
web-stale-typed = Lo que usted escribió
web-stale-now = Lo que hay ahora
web-stale-open = Ver el expediente como está ahora
web-back-home = Volver al inicio

## Entrar y salir

web-sign-in-title = Entrar
web-sign-in-lead = Para personal autorizado.
web-sign-in-login = Usuario
web-sign-in-password = Contraseña
web-sign-in-button = Entrar
web-sign-in-draft = Su sesión terminó. Lo que escribió está guardado y aparecerá de nuevo cuando entre.
web-sign-in-again = Su sesión terminó. Entre de nuevo para seguir donde estaba.
web-signed-out-title = Sesión cerrada
web-signed-out-body = Ya puede cerrar el navegador o entrar de nuevo.
web-sign-out = Salir
web-account-title = Mi cuenta
web-account-name = Nombre
web-account-login = Usuario
web-account-role = Puesto
web-account-office = Oficina

web-account-password-title = Cambiar la contraseña
web-account-password-now = Contraseña actual
web-account-password-new = Contraseña nueva
web-account-password-hint = Al menos { $min } caracteres. Una frase de varias palabras es fácil de recordar y difícil de adivinar.
web-account-password-again = Contraseña nueva, otra vez
web-account-password-differs = Las dos contraseñas nuevas no son iguales.
web-account-password-button = Cambiar la contraseña
web-account-done-password = Su contraseña cambió. Entre con la nueva.

## El marco de todas las páginas

web-frame-skip = Ir al contenido
web-frame-home = Ceiba, ir al inicio
web-frame-nav = Principal
web-frame-menu = Menú
web-frame-languages = Idiomas
web-frame-error = Error
web-frame-demo = Demostración: todas las personas son inventadas.
web-frame-demo-label = Aviso de demostración
web-frame-footer = Ceiba, para los procedimientos de asilo de los Estados del MIRPS.

## Palabras que acompañan a las partes de una página

part-term-overdue = { $days ->
    [one] vencido hace { $days } día
   *[other] vencido hace { $days } días
}
part-term-due-soon = { $days ->
    [0] vence hoy
    [1] vence mañana
   *[other] quedan { $days } días
}
part-term-ok = a tiempo
part-term-waiting = en espera
part-term-unverified = sin verificar

web-glass-title = Usted abrió este expediente por emergencia
web-glass-body = Puede leerlo y no cambiarlo. Lo que consulte queda anotado y lo revisa protección de datos.

## Sin sitio en el disco

web-closed-title = Por ahora solo se puede leer: el disco está lleno
web-closed-body = No se perdió nada. Lo que escribió sigue en esta página: envíelo de nuevo cuando este aviso ya no aparezca. Avise a quien administra el sistema.
web-closed-intake = Si hay personas que esperan: use la hoja impresa y anote la solicitud aquí cuando se pueda guardar otra vez.
web-closed-again = Enviar de nuevo
