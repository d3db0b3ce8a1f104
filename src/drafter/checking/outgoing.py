"""The last look at a file before it leaves the house."""

from __future__ import annotations

from drafter.document.model import LaunchDocument
from drafter.rendering import Template, reread

from .finding import Severity
from .format import check_format


def faults_of_file(
    docx: bytes,
    document: LaunchDocument,
    *,
    pdf: bytes | None = None,
    template: Template | None = None,
) -> list[str]:
    """Why the file ``docx`` made from ``document`` must not be handed out, in Vietnamese.

    The file is opened again and compared with the document, then held against the format rules;
    only errors count. Empty when it may go. ``pdf`` is the same file rendered, if it was;
    ``template`` the office's own on which it is written.
    """
    frame = template.frame if template else None
    differences = reread(docx, document, fixed=frame.fixed if frame else None)
    if differences:
        return differences
    report = check_format(docx, pdf=pdf)
    return [f"{f.message} {f.advice}" for f in report.findings if f.severity is Severity.ERROR]
