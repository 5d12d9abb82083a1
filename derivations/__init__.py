"""What is true: one script a subject, each reads like the mathematics."""
