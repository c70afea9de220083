"""The one way of writing a Page."""

FORMATS: dict[str, tuple[str, ...]] = {"text": ()}
