"""The commonest words of languages that are written in Latin letters.

A word that several languages have tells less, so each list is mostly of words that are frequent in
its language alone. They tell the language of a text, and say nothing about the topic of a question.
"""

from __future__ import annotations

ENGLISH = "en"

_WORDS = {
    "en": """
        the of and to in is that was for it with as on be at by his he are this had not but from
        they which have were their has would been who she will what there can said her an or did do
        does how many where when why you me say about after over no more than its if into out up so
        only some
    """,
    "de": """
        der die das und ist nicht ein eine einen einem einer wir sie ich mit auf für von zu den dem
        des im sich auch nur wie aber oder wenn dass haben hat wird werden wurde kann bei nach aus
        zum zur noch über vor es war sind als um er sein diese wer was wann wo warum sagte welche
        mehr seit
    """,
    "fr": """
        le la les des du de et est pas nous vous que qui une un pour dans sur ce il elle je ne au
        aux avec mais sont cette ces leur plus par en se son sa ses été ont être fait selon où quand
        comment pourquoi quel quelle dit
    """,
    "es": """
        el los las de la y en es una un por para con se del al su lo como pero más muy esta este que
        no ha sus sobre fue son entre también hasta desde cuando según donde quien qué cómo cuándo
        cuál dijo porqué cuántos
    """,
    "pt": """
        o os as um uma não é com em da das dos na nas no nos ao à mais foi são que por para se como
        mas seu sua também pelo pela ele ela isso este esta quando já muito segundo qual onde quem
        porquê disse
    """,
    "it": """
        il lo gli di che non è per della delle dei del sono anche più questo questa nel nella un una
        le con si ha da al alla come ma suo sua dal dalla stato hanno essere dove chi cosa quando
        perché quale detto cui
    """,
    "nl": """
        de het een en van niet dat zijn wij voor aan met op te in is er die was ook maar om naar bij
        door over uit nog wordt worden heeft hebben deze dit als ze hij wie wat waar waarom hoe zei
        wanneer
    """,
    "sv": """
        och att det som en är på för av med till den har inte om ett var men från vid kan sig han
        hon efter ska eller nu också när där vad hur varför blev skulle över vem sade vilken
    """,
    "da": """
        og at det som en er på for af med til den har ikke om et var men fra ved kan sig han hun
        efter skal eller nu også når der hvad hvor hvorfor blev ville over blive hvem hvilken sagde
    """,
    "no": """
        og at det som en er på for av med til den har ikke om et var men fra ved kan seg han hun
        etter skal eller nå også når der hva hvor hvorfor ble ville over bli hvem hvilken sa sier
    """,
    "fi": """
        ja on ei että se oli mutta myös kun hän ovat joka mukaan sekä vain niin kuin jos ollut tai
        jo nyt sen hänen olisi olla kanssa mitä missä kuka miksi jälkeen milloin sanoi
    """,
    "hu": """
        a az és hogy nem egy is volt de meg csak már ez azt van el ki még mint vagy lesz szerint
        után ha aki ami mert hol mit miért kell lett ezt mikor mondta
    """,
    "ro": """
        și în de la a cu pe nu că este din pentru care mai un o au fost sunt sa sau dar ce ca după
        către prin fi unde cine când despre lui al spus cum
    """,
    "tr": """
        ve bir bu da de için ile olarak olan daha çok ne gibi kadar sonra ancak göre var değil mi
        ama en her o ise oldu nerede neden kim nasıl tarafından hangi dedi
    """,
    "pl": """
        i w na nie się z do to że jest o jak po co tak za od ale przez są dla był była oraz już tym
        także które który przed gdzie kto dlaczego kiedy ten ta te kim powiedział
    """,
    "cs": """
        a v se na je že s z do o to i ve k pro by ale jako za od po také který která které bylo byl
        podle jsou není nebo kde kdo proč když už kdy jak řekl
    """,
    "ca": """
        el els la les de i que no és una un per amb del dels al als en es ha han va seu seva més
        però com aquest aquesta també on qui quan segons dit
    """,
    "id": """
        yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena ada kami
        mereka bisa telah oleh sebagai adalah atau tersebut kata apa siapa mengapa
    """,
    "lt": """
        ir kad yra į ne tai su iš bet buvo ar kaip už apie jau dar nuo po taip tik kuris kuri
        jis ji savo dėl kur kas kodėl
    """,
}

COMMON_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
"""Two-letter code of a language -> words in small letters."""

SPECIAL_LETTERS = {
    language: frozenset(letters)
    for language, letters in {
        "de": "äöüß", "fr": "àâçéèêëîïôœùûü", "es": "áéíóúñü", "pt": "ãõáâàçéêíóôú",
        "it": "àèéìòù", "nl": "ëï", "sv": "åäö", "da": "æøå", "no": "æøå", "fi": "äö",
        "hu": "áéíóöőúüű", "ro": "ăâîșțşţ", "tr": "çğıöşü", "pl": "ąćęłńóśźż",
        "cs": "áčďéěíňóřšťúůýž", "ca": "àçèéíòóú", "lt": "ąčęėįšųūž",
    }.items()
}  # fmt: skip
"""Two-letter code of a language -> its letters beyond those of English, in small form."""
