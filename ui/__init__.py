"""The page in the browser. It knows the desk and nothing below it."""
