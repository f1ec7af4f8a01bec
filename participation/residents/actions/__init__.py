"""Errands of residents: who may enter, who is on the roster, which cards are out."""
