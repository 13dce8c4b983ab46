"""How a search is answered. Pure: the same words give the same hits in the same order on every database."""
