"""The independent numeric witness: everything from definitions, over any number type, no SymPy."""
