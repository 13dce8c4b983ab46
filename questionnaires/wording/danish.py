"""Danish questions that are hard to answer: two in one, turned round, or with the answer built in. Pure.

Guesses from words and endings, made so that they seldom cry wolf; they miss more than they catch.
Why it matters: J. N. Bassili and B. S. Scott, "Response latency as a signal to question problems in
survey research" (Public Opinion Quarterly 60, 1996): people need longer for double-barrelled questions
and for superfluous negatives.
"""

import re

# Joined by habit, and one thing to whoever answers.
FIXED_PAIRS = """
tis bæ, tisse bæ, urin afføring, tæt tør, dag nat, dage nætter, nu da, af til, før siden, før efter,
mor far, søster bror, børn unge, dreng pige, drenge piger, forældre børn, venner veninder, store små,
først fremmest, frem tilbage, ny næ, ja nej, mere mindre, stort småt, ude inde, op ned, ind ud, ro mag,
til fra, kort godt, helt aldeles, lyst pligt, sort hvidt, en anden, et andet, nogen andre, nogen noget,
bedre værre, bedre dårligere, lettere sværere, flere færre, godt skidt, godt dårligt
"""
ONE_THING = {frozenset(pair.split()) for pair in FIXED_PAIRS.split(",")}
PEOPLE = {
    "jeg", "mig", "min", "mit", "mine", "du", "dig", "din", "dit", "dine", "han", "ham", "hun",
    "hende", "vi", "os", "vores", "i", "jer", "jeres", "de", "dem", "andre", "anden", "andet",
}  # fmt: skip
TOGETHER = ("sammen", "samarbejd", "mellem", "enige", "hinanden", "forskel", "tale med", "samme")
# "Sidder og venter" is one thing; so is "går ud og leger".
POSTURE = {
    "sidde", "sidder", "sad", "ligge", "ligger", "lå", "stå", "står", "stod", "gå", "går", "gik",
    "komme", "kommer", "ud", "ind", "hjem", "ned", "op", "hen", "rundt", "gang",
}  # fmt: skip
CLAUSE_STARTS = {
    "er", "var", "har", "havde", "kan", "kunne", "skal", "skulle", "vil", "ville", "må", "måtte",
    "får", "fik", "bliver", "blev", "ved", "vidste", "føler", "følte", "oplever", "oplevede",
    "synes", "syntes", "giver", "gav", "gør", "gjorde", "forstår", "forstod", "bruger", "brugte",
    "hjælper", "hjalp", "passer", "passede", "tror", "troede", "kender", "kendte", "møder", "mødte",
}  # fmt: skip
QUESTION_STARTS = {"hvor", "hvordan", "hvad", "hvem", "hvornår", "hvorfor", "om", "at"}
MODALS = {
    "kan", "kunne", "skal", "skulle", "vil", "ville", "må", "måtte", "tør", "turde", "at",
}  # fmt: skip
ADJECTIVES = {
    "klar", "god", "tryg", "glad", "rar", "let", "svær", "nem", "ren", "sund", "tør", "træt", "ked",
    "bange", "sur", "vred", "hørt", "set", "forstået", "mødt", "varm", "kort", "lang", "præcis",
    "pæn", "fast", "åben", "ærlig", "stolt", "sjov", "relevant", "velkommen",
}  # fmt: skip
ADJECTIVE_ENDINGS = (
    "ig", "igt", "ige", "som", "somt", "somme", "ende", "bar", "bart", "bare", "fuld", "fuldt", "fulde",
    "eret", "isk", "iske", "løs", "løst", "løse",
)  # fmt: skip
DEFINITE_ENDINGS = ("en", "et", "ene", "erne")
SHORTEST_DEFINITE = 5
PREPOSITIONS = {"i", "på", "hos", "til", "fra", "af", "ved"}
JUDGING = (
    "tilfreds med", "tilfredse med", "hvordan var", "hvad synes", "kvaliteten af",
    "hvor god", "hvor gode", "hvor godt var",
)  # fmt: skip
ASIDE = r"\([^)]*\)"
EXAMPLES = r",?\s*(?:fx|f\.eks\.|for eksempel|såsom)\s[^,?.]*"
CIRCUMSTANCE = r"(?:hvis|når|selv om|selvom|uanset|fordi|mens|da|inden|efter at|siden)"
TURNED = ("ikke", "aldrig", "ingen", "intet", "ingenting", "hverken", "næppe", "umuligt")
NO_TURN = r"ikke (?:kun|bare|blot|mindst)|eller (?:ikke|ej)|for ikke at|ikke også|ikke sandt"
LEADING = (
    r"\bselvfølgelig\b", r"\bnaturligvis\b", r"\btydeligvis\b", r"\båbenlyst\b", r"\bsom bekendt\b",
    r"\bheldigvis\b", r"\bdesværre\b", r"\bendelig\b", r"\bburde\b", r"\bjo(?! (?:mere|mindre|flere))\b",
    r",\s*vel\?", r"\bikke også\b", r"\bikke sandt\b", r"\benige? i,? at\b", r"\balle ved\b",
    r"\bde fleste (?:synes|mener|ved)\b", r"\bfantastiske?\b", r"\bdejlige?\b", r"\bforfærdelige?t?\b",
    r"\bvidunderlige?t?\b",
)  # fmt: skip


def two_in_one(question: str) -> str:
    """Return the words that seem to join two questions ("venlige og dygtige"), or nothing."""
    said = main_clause(question)
    lower = said.lower()
    if found := re.search(r"\w+ og/eller \w+", lower):
        return found[0]
    is_judging = any(lower.startswith(start) or f" {start}" in lower for start in JUDGING)
    for joined in re.finditer(r"(\w+)(,?) (og|eller|samt) (?=(\w+))", lower):
        left, comma, word, right = joined.groups()
        if is_one_thing(left, word, right, lower):
            continue
        before = re.findall(r"\w+", lower[: joined.start()])
        if (
            word == "samt"
            or starts_anew(comma, right)
            or are_alike(left, right, before)
            or are_things(left, word, right, before)
            or (word == "og" and (is_judging or "både" in before))
        ):
            return f"{joined[0]}{right}"
    return ""


def is_one_thing(left: str, word: str, right: str, sentence: str) -> bool:
    return (
        left == right
        or frozenset((left, right)) in ONE_THING
        or left.isdigit()
        or right.isdigit()
        or (left in PEOPLE or right in PEOPLE)
        or (left in POSTURE and word == "og")
        or (word == "og" and any(part in sentence for part in TOGETHER))
    )


def starts_anew(comma: str, right: str) -> bool:
    return right in QUESTION_STARTS or (bool(comma) and right in CLAUSE_STARTS)


def are_alike(left: str, right: str, before: list[str]) -> bool:
    """Say whether two adjectives are joined, or two verbs after "kan", "skal", "at"."""
    if is_adjective(left) and is_adjective(right):
        return True
    verbs = all(re.search(r"[eå]$", word) and len(word) > 1 for word in (left, right))
    return verbs and bool(MODALS & set(before))


def is_adjective(word: str) -> bool:
    stems = {word, word.removesuffix("t"), word.removesuffix("e"), re.sub(r"(.)\1e$", r"\1", word)}
    return bool(stems & ADJECTIVES) or (len(word) > 4 and word.endswith(ADJECTIVE_ENDINGS))


def are_things(left: str, word: str, right: str, before: list[str]) -> bool:
    """Say whether two known things are joined: "maden og rengøringen", not "i skolen eller hjemmet"."""
    both = all(
        len(each) >= SHORTEST_DEFINITE and each.endswith(DEFINITE_ENDINGS) for each in (left, right)
    )
    is_either_place = word == "eller" and bool(before) and before[-1] in PREPOSITIONS
    return both and not is_either_place


def turned_round(question: str) -> str:
    """Return the negation in a question, or nothing: a "no" to it would mean yes."""
    said = re.sub(NO_TURN, "", main_clause(question).lower())
    return next((word for word in re.findall(r"\w+", said) if word in TURNED), "")


def leading(question: str) -> str:
    """Return the word that leads to one answer, or nothing."""
    found = (re.search(pattern, question.lower()) for pattern in LEADING)
    return next((match[0].strip(" ,?") for match in found if match), "")


def main_clause(question: str) -> str:
    """Return what is asked, without asides, examples and the circumstances ("hvis", "når")."""
    said = re.sub(ASIDE, "", question)
    said = re.sub(EXAMPLES, "", said)
    said = re.sub(rf"(?i)(^|[.?!]\s+){CIRCUMSTANCE}\s[^,?]*,", r"\1", said)
    return re.sub(rf"(?i),\s*(?:også |især )?{CIRCUMSTANCE}\s[^?.]*", "", said).strip()
