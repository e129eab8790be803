"""Invented paragraphs in six languages, each with a question in its language and in another one."""

from __future__ import annotations

from typing import NamedTuple


class Asked(NamedTuple):
    """A paragraph, and questions that it answers."""

    paragraph: str
    same: str
    other: str


ASKED = (
    Asked(
        "Die alte Eisenbahnbrücke über die Wolme wird im kommenden Frühjahr abgerissen, weil der"
        " Rost die Träger so geschwächt hat, dass kein Güterzug mehr darüber fahren darf.",
        "Warum wird die Eisenbahnbrücke abgerissen?",
        "Why can freight trains no longer cross the railway bridge?",
    ),
    Asked(
        "Im Krankenhaus von Bergstein fehlen vierzig Pflegekräfte. Die Leitung wirbt deshalb in"
        " Vietnam um junge Frauen und Männer, die drei Jahre lang ausgebildet werden sollen.",
        "Woher sollen die neuen Pfleger für das Krankenhaus kommen?",
        "¿En qué país busca enfermeros el hospital de Bergstein?",
    ),
    Asked(
        "Les boulangers de Vaurigny ont cessé le travail jeudi pour protester contre le prix de la"
        " farine, qui a doublé depuis l'hiver ; le maire leur a promis une aide d'urgence.",
        "Pourquoi les boulangers sont-ils en grève ?",
        "What did the bakers protest against?",
    ),
    Asked(
        "Une plongeuse a retrouvé au fond du lac de Sermoz la cloche de l'abbaye, volée il y a plus"
        " de deux siècles par des soldats qui voulaient en faire des canons.",
        "Qui a retrouvé la cloche de l'abbaye ?",
        "Wo lag die gestohlene Glocke der Abtei?",
    ),
    Asked(
        "Los pescadores de Puerto Claro denuncian que las medusas han llenado sus redes durante"
        " todo el verano y que la captura de sardinas ha caído a la mitad.",
        "¿Por qué ha bajado la captura de sardinas?",
        "What has filled the nets of the fishermen this summer?",
    ),
    Asked(
        "La biblioteca de Almedra prestará también herramientas y bicicletas, porque los vecinos"
        " compran cada vez menos cosas que solo usan una vez al año.",
        "¿Qué prestará ahora la biblioteca además de libros?",
        "Que peut-on emprunter à la bibliothèque en plus des livres ?",
    ),
    Asked(
        "Il vulcano di Monteraso ha ripreso a fumare nella notte e gli abitanti di tre paesi sono"
        " stati trasferiti in una palestra vicino alla costa.",
        "Dove sono stati portati gli abitanti dei paesi vicino al vulcano?",
        "Where were the people moved after the volcano began to smoke?",
    ),
    Asked(
        "Un pastore di novant'anni ha vinto la gara di canto di Pieve Alta con una ballata che"
        " aveva imparato dalla nonna quando era bambino.",
        "Chi ha vinto la gara di canto?",
        "Wer hat den Gesangswettbewerb gewonnen?",
    ),
    Asked(
        "Учёные нашли в пещере под Верхнереченском зубы медведя, который жил сорок тысяч лет назад"
        " и был вдвое больше нынешних.",
        "Что нашли учёные в пещере?",
        "How large was the bear whose teeth were found in a cave?",
    ),
    Asked(
        "Городской трамвай в Заозёрске снова остановился: мороз порвал провода, и тысячи людей шли"
        " на работу пешком.",
        "Почему остановился трамвай?",
        "Pourquoi le tramway s'est-il arrêté ?",
    ),
    Asked(
        "أعلنت وزارة الزراعة أن الجراد أتلف نصف محصول القمح في الجنوب، وأن الطائرات سترش الحقول"
        " بالمبيدات ابتداء من الأسبوع المقبل.",
        "ماذا أتلف الجراد في الجنوب؟",
        "What destroyed half of the wheat harvest in the south?",
    ),
    Asked(
        "افتتح متحف جديد للساعات القديمة في المدينة، ويعرض ساعة رملية يقال إن بحارا حملها حول"
        " العالم قبل أربعة قرون.",
        "ماذا يعرض المتحف الجديد؟",
        "Welche Sammlung zeigt das neue Museum in der Stadt?",
    ),
)

_PLACES = (
    "Ardmouth", "Tarn", "Carrow", "Marlow Bay", "Sedge Hill", "Old Quay", "Fennick", "Lowmoor",
    "Brackwater", "Greyport", "Hollin", "Stanmere", "Westing", "Culver", "Pellow",
)  # fmt: skip
_EVENTS = (
    "The council of {place} voted to close the road bridge for repairs after an inspection.",
    "Nurses at the hospital in {place} said that night shifts had become too long for the staff.",
    "Bakers in {place} raised the price of bread because flour costs more than it did last year.",
    "A diver from {place} found an anchor that may belong to a ship lost in a storm.",
    "Fishermen from {place} asked the ministry to lower the tax on fuel for small boats.",
    "The library of {place} stays open on Sundays from next month, the mayor announced.",
    "People near {place} left their houses for a night when the river rose above the wall.",
    "A choir from {place} came second in a contest that was broadcast on the radio.",
    "Researchers dug up bones near {place} that turned out to be those of a horse.",
    "Trains to {place} ran late for a week because ice had damaged the signals.",
    "Farmers around {place} expect a poor harvest after months without rain.",
    "The museum of {place} shows clocks and maps that a collector left to the town.",
    "A court in {place} fined the owner of a factory whose waste had killed the fish.",
    "Teachers in {place} want smaller classes, and parents have signed a letter for them.",
    "The football club of {place} sold its ground to pay what it owed to the bank.",
    "Voters in {place} chose a new mayor, who promised cheaper buses for the young.",
    "A fire destroyed the sawmill of {place}; nobody was hurt, the police said.",
    "The last cinema of {place} will become a market hall with a roof garden.",
    "An engineer from {place} designed a pump that works without electricity.",
    "Students in {place} slept in tents because there were no rooms to rent.",
    "The harbour of {place} will be dredged so that larger ferries can berth.",
    "Police in {place} recovered paintings that had been stolen from a villa.",
    "A doctor in {place} warned that the new flu spreads among school children.",
    "The owner of a hotel in {place} refused to sell it to a chain from abroad.",
    "Snow cut off {place} for two days, and a helicopter brought food to the farms.",
    "A beekeeper near {place} lost his hives to a parasite that came from the south.",
    "The airport of {place} lost its only airline and may close in the autumn.",
    "Volunteers in {place} planted a thousand trees where the quarry used to be.",
    "A letter from {place} reached its address after it had been lost for sixty years.",
    "The water of {place} must be boiled until a broken main has been replaced.",
)

ENGLISH = tuple(event.format(place=place) for event in _EVENTS for place in _PLACES)
"""450 paragraphs that resemble the others in what they are about."""
