"""Danish questions as people write them: which of them ask two things, turn round, or lead?"""

import json
from pathlib import Path

import pytest

from questionnaires.faults import parse
from questionnaires.wording.danish import leading, turned_round, two_in_one

TWO_IN_ONE = [
    "Var personalet venligt og dygtigt?",
    "Var rådene klare og nyttige?",
    "Var stedet trygt og rart?",
    "Er I tilfredse med maden og rengøringen?",
    "Er du tilfreds med hjælp og vejledning?",
    "Hvad synes I om siden og filmen?",
    "Hvordan var modtagelsen og samtalen?",
    "Fik I råd, og forstod I dem?",
    "Fik I hjælp, og var den god?",
    "Ved du, hvem du skal ringe til, og hvornår du skal gøre det?",
    "Ved I, hvad der sker nu og hvornår?",
    "Kan I finde og forstå rådene?",
    "Har I fået lov til at spørge og fortælle?",
    "Var både lægen og sygeplejersken god til at lytte?",
    "Føler du dig hørt og forstået?",
    "Følte I jer set og mødt?",
    "Er toilettet rent og roligt?",
    "Er jeres barn glad og trygt i skolen?",
    "Var samtalen for lang eller kedelig, eller var den god?",
    "Har jeres barn ondt, eller er det bange?",
    "Får I råd og/eller hjælp?",
    "Fik I svar hurtigt og venligt?",
    "Fik I pjecen samt et link?",
    "Blev I informeret og inddraget?",
    "Hvor godt var tilbuddet og opfølgningen?",
    "Passede tiden og stedet jer?",
    "Var lægen rolig og lyttende?",
    "Kunne du komme til og få svar, og var det nemt?",
]
ONE = [
    "Hvor meget fylder tis og bæ hjemme hos jer lige nu?",
    "Hvor mange af de sidste 7 dage sad jeres barn på potte eller toilet?",
    "Hvor tit siger jeres barn nej til noget sjovt på grund af tis eller bæ?",
    "Har du og dem, der hjælper dig, lavet en fælles plan?",
    "Blev I enige med den, I talte med, om, hvad I skal gøre nu?",
    "Hvad var godt?",
    "Svarer du for dig selv eller jeres barn?",
    "Arbejder lægen og kommunen godt sammen?",
    "Er der forskel på rådene fra skolen og hjemmet?",
    "Er samarbejdet mellem sygehuset og kommunen blevet bedre?",
    "Giver lægen og sundhedsplejersken jer de samme råd?",
    "Er lægen og sundhedsplejersken enige?",
    "Er det blevet lettere eller sværere at komme på toilettet?",
    "Går det bedre eller værre end sidst?",
    "Er det sket en eller anden gang?",
    "Sker det af og til?",
    "Sker det nu og da?",
    "Tisser jeres barn 2 eller 3 gange om natten?",
    "Går det mere og mere godt?",
    "Sidder jeres barn og venter længe?",
    "Går du og tænker på det?",
    "Kan I gå ud og lege sammen?",
    "Ved I, hvem I kan ringe til, hvis I er syge eller kommer i tvivl?",
    "Når I rejser eller er på ferie, virker rådene så også?",
    "Har I hørt det samme fra andre (fx lægen og skolen)?",
    "Har I fået hjælp andre steder, fx hos lægen og i skolen?",
    "Er sengen våd, uanset om barnet er træt eller har drukket?",
    "Gør det ondt dag og nat?",
    "Har jeres barn ondt i maven eller hovedet?",
    "Går jeres barn på toilettet i skolen eller hjemmet?",
    "Hvad skal vi prøve at gøre anderledes?",
    "Er det klart, hvem der tager over, når en familie går videre?",
    "Er der nogen eller noget, der kan hjælpe?",
    "Var der plads til mor og far?",
    "Kan du tale med andre børn og unge om det?",
    "Går I op og ned ad gulvet om natten?",
    "Var der ro og tid?",
]
TURNED = [
    "Er der noget, I ikke forstod?",
    "Har du aldrig været bange?",
    "Var der ingen, der lyttede?",
    "Synes du ikke, at det gik godt?",
    "Var rådene hverken gode eller dårlige?",
]
STRAIGHT = [
    "Kunne I tale om det, der er svært, uden at føle skyld?",
    "Fik du hjælp, også selv om du ikke spurgte?",
    "Hjalp det ikke kun dig, men også dem derhjemme?",
    "Ved du, hvem du kan ringe til, hvis det ikke virker?",
    "Kom der et uheld eller ej?",
    "Får du de samme råd, uanset hvem du spørger?",
]
LEADS = [
    "Det hjalp jo, gjorde det ikke?",
    "Rådene var gode, vel?",
    "Er du enig i, at hjælpen er god?",
    "Var det selvfølgelig let at finde?",
    "Fik I endelig hjælp?",
    "De fleste synes, at siden er god. Hvad synes du?",
    "Hvordan var vores fantastiske pjece?",
    "Burde I have fået hjælp før?",
]
OPEN = [
    "Hvordan har du det?",
    "Har I det godt nok til at begynde?",
    "Er du enig med lægen om, hvad der skal ske?",
    "Er det blevet bedre, jo mere I har øvet jer?",
    "Hvor velkommen følte du dig?",
    "Er I enige om planen?",
]
SHIPPED = [
    item.text["da"]
    for path in sorted(Path("questionnaires/instruments").glob("*.json"))
    for item in parse(json.loads(path.read_text(encoding="utf-8"))).questions
    if not item.is_text
]


@pytest.mark.parametrize("question", TWO_IN_ONE)
def test_two_questions_in_one_are_seen(question: str) -> None:
    assert two_in_one(question)


@pytest.mark.parametrize("question", ONE)
def test_one_question_is_left_alone(question: str) -> None:
    assert two_in_one(question) == ""


@pytest.mark.parametrize("question", TURNED)
def test_a_question_turned_round_is_seen(question: str) -> None:
    assert turned_round(question)


@pytest.mark.parametrize("question", STRAIGHT)
def test_a_straight_question_is_left_alone(question: str) -> None:
    assert turned_round(question) == ""


@pytest.mark.parametrize("question", LEADS)
def test_a_leading_word_is_seen(question: str) -> None:
    assert leading(question)


@pytest.mark.parametrize("question", OPEN)
def test_an_open_question_is_left_alone(question: str) -> None:
    assert leading(question) == ""


@pytest.mark.parametrize("question", sorted(set(SHIPPED)))
def test_our_own_questions_raise_no_alarm(question: str) -> None:
    assert (two_in_one(question), turned_round(question), leading(question)) == ("", "", "")


def test_the_words_that_raise_the_alarm_are_told() -> None:
    assert two_in_one("Var personalet venligt og dygtigt?") == "venligt og dygtigt"
    assert turned_round("Er der noget, I ikke forstod?") == "ikke"
    assert leading("Rådene var gode, vel?") == "vel"


@pytest.mark.parametrize(
    "question", ["", "?", "og", " og ", "eller eller eller", "og/eller", "og og"]
)
def test_what_is_no_question_raises_no_alarm(question: str) -> None:
    assert (two_in_one(question), turned_round(question), leading(question)) == ("", "", "")
