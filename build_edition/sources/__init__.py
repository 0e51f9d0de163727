"""Turn editors' files into the edition's types. Nothing else reads them, or uses pydantic."""
