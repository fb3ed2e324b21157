"""Documents of a task: put in and taken out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed
from portal.lib.refusal import Refused
from portal.ui.forms import FieldError

from .. import queries
from ..actions import documents
from ..forms import AnswerForm, DocumentForm, answers_as_typed
from ..models import Document, Filing
from . import tables
from .doors import back_to, of_filing, to
from .tasks import task_of, task_page


@require_POST
@of_filing(write=True)
def add_document(request: PersonRequest, filing: Filing, code: str, slot: str) -> HttpResponse:
    task = task_of(filing, code)
    if slot not in {one.code for one in task.slots}:
        raise Http404
    form = DocumentForm(request.POST, request.FILES, prefix=slot)
    if form.is_valid():
        try:
            documents.add_document(
                filing=filing, slot=slot, upload=form.cleaned_data["file"], actor=request.user, at=timezone.now()
            )
            messages.success(request, _("ファイルを入れました。"))
            return redirect(to(request, "task", filing, code))
        except NotAllowed:
            raise Http404 from None
        except Refused as refused:
            form.add_error("file", FieldError(str(refused)))
    questions = [one for one in task.questions if queries.scope_of(filing).question(one.key)]
    answers = AnswerForm(questions, initial=answers_as_typed(questions, filing.answers, filing.saves))
    extra = {**tables.shown(request, filing, task, form), "upload": form, "has_errors": True}
    return task_page(request, filing, task, answers, status=422, **extra)


@require_POST
@of_filing(write=True)
def remove_document(request: PersonRequest, filing: Filing, code: str, document: str) -> HttpResponse:
    kept = Document.objects.filter(removed_at=None).select_related("filing", "file")
    chosen = get_object_or_404(kept, filing=filing, public_id=document)
    try:
        documents.remove_document(document=chosen, actor=request.user, at=timezone.now())
        messages.success(request, _("ファイルを外しました。"))
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back_to(request, filing))
    return redirect(to(request, "task", filing, code))
