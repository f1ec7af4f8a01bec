"""Giving a kept file back, byte for byte, and taking one away."""

import io

from flask import send_file
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from participation.archive import store
from participation.archive.forms.files import KeepForm
from participation.archive.pages.blueprint import pages
from participation.archive.rules import Media, media_of
from participation.kernel.outcome import Done, Refusal
from participation.paper.photos import shrink
from participation.web.house import place, reading, who
from participation.web.rights import PUBLIC, right

NO = "<int(max=999999999):no>"


@pages.get(f"/files/{NO}/")
@right(PUBLIC)
def file(no: int) -> Response:
    """Give a file: a public one to anyone, others to those who may read the archive."""
    found = store.find_file(reading(), place().id, no)
    if found is None or found[0].strike is not None:
        raise NotFound
    kept = found[0]
    if not kept.is_public and not who().may("files:read"):
        raise Forbidden
    content = store.get_content(reading(), place().id, kept.id)
    name = f"{place().slug}-{kept.no}.{kept.media.ending}"
    answer = send_file(
        io.BytesIO(content),
        mimetype=str(kept.media),
        download_name=name,
        as_attachment=kept.media is Media.SCAN,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def taken(form: KeepForm) -> Done[list[tuple[Media, bytes]]] | Refusal:
    """Return what was sent as it will be kept, photos made small and without where they were taken.

    Done before the transaction: it takes its time. Refuses `files-missing`, what `media_of` and
    `paper.photos.shrink` do.
    """
    sent = [one for one in form.files.data or () if isinstance(one, FileStorage) and one.filename]
    if not sent:
        return Refusal("files-missing", "files")
    contents = [one.read() for one in sent]
    for one in sent:
        one.close()
    found = []
    for data in contents:
        media = media_of(data)
        if isinstance(media, Refusal):
            return media
        content = shrink(data) if media is Media.PHOTO else data
        if isinstance(content, Refusal):
            return content
        found.append((media, content))
    return Done(found)
