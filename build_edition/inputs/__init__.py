"""The rim in: editors' files become the edition's types. The only reading, the only pydantic."""

from build_edition.inputs.files import decoded
from build_edition.inputs.load import load, load_frame, load_published, load_witness
from build_edition.inputs.register import register

__all__ = ["decoded", "load", "load_frame", "load_published", "load_witness", "register"]
