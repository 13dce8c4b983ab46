"""How a quarter's answers are spread over options, scales and places. Pure.

Shape of the stored table, None for every count that is not shown:

    {"ages": [age …, "all"], "people": {age: n},
     "options": {linkId: {code: {age: n}}},       code "" counts who passed the question over
     "scales": {scale: {stretch: {age: n}}},      stretches of feedback/bins.py, "" who has no score
     "places": {place: {"people": n, "top": {linkId: n}, "rest": {linkId: n}}},
     "names": {place: name}, "weeks": [week …]}
"""
