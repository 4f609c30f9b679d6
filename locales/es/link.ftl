# Registros de la misma persona: por qué dos de ellos pesan lo que pesan.

link-title = Registros { $left } y { $right }
link-bits = bits
link-sum = suma
link-prior = Antes de comparar nada: cerca de un par de cada { $pairs } es una persona dos veces
link-prior-unknown = Antes de comparar nada
link-field = { $field }: { $left } / { $right }: { $level }
link-nothing = nada
link-rare = aquello en que coinciden es raro: { $bits } de ello
link-frequent = aquello en que coinciden es frecuente: { $bits } de ello
link-relatives = Los miembros de un mismo hogar también se parecen así
link-outcome = En total
link-probability = Probabilidad de que sean una sola persona: { $percent } %
link-one-event = Ambos se tomaron en un mismo evento: son dos personas, sea cual sea el peso.
link-how-to-read = Un peso positivo habla a favor de una sola persona, uno negativo en contra; un bit más duplica la razón de probabilidades. Lo que se sabe de las personas de alrededor lo pesan solo «dedupe» y «pair». Deciden las personas.

## Nombres: las primeras palabras que se encontraron, luego las segundas

link-level-first-exact = la primera palabra es la misma
link-level-first-sound = la primera palabra suena igual, o una es apodo de la otra
link-level-first-alike = la primera palabra difiere en un desliz, o es una inicial
link-level-first-different = la primera palabra es otra
link-level-second-exact = la segunda es la misma
link-level-second-sound = la segunda suena igual, o una es apodo de la otra
link-level-second-alike = la segunda difiere en un desliz, o es una inicial
link-level-second-different = la segunda es otra
link-level-second-missing = un lado no tiene segunda
link-level-second-married = la segunda es otra y puede ser apellido de casada
link-level-crossed-exact = una primera palabra es la segunda del otro lado
link-level-crossed-alike = una primera palabra se parece a la segunda del otro lado
link-level-rest-exact = las palabras que quedan son las mismas
link-level-rest-alike = las palabras que quedan se parecen
link-level-rest-different = las palabras que quedan son otras
link-level-rest-missing = a un lado no le queda palabra

## Fechas

link-level-date-exact = la misma fecha
link-level-date-transposed = día y mes están cambiados entre sí
link-level-date-year-slip = el mismo día, el año difiere en un desliz
link-level-date-other-day = el mismo año y mes, otro día
link-level-date-other-month = el mismo año y día, otro mes
link-level-date-approximate = una es aproximada, los años difieren en dos a lo más
link-level-date-same-year = solo el mismo año
link-level-date-near-year = difieren en dos años a lo más
link-level-date-different = otras fechas

## Códigos, identificadores, textos

link-level-exact = igual
link-level-slip = difiere en un desliz
link-level-near = se parece
link-level-different = distinto
link-level-missing = un lado no dice nada; no pesa nada
