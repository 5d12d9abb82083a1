"""From the trees of a step to statements of the engine: letters, laws, scopes, readings."""
