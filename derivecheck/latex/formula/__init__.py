"""Formulas as people write them in notes: tokens, macros, rows of relations, trees."""
