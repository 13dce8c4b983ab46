"""`protect_table TRUE.csv [--hier H.json] -o PUBLISHED.csv`: hide small counts, and prove it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from feedback import countfiles
from feedback.countfiles import UnreadableTable
from feedback.disclosure import publish
from feedback.programs import NotProtected
from feedback.relations import relations_for, with_margins

NOT_SAFE = 1


class Command(BaseCommand):
    help = "Masks what is needed in a table of counts with all its sums. Writes nothing that is not safe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "table", type=Path, help="true counts: a column for each dimension, value"
        )
        parser.add_argument("--hier", type=Path, help='JSON: {"age": {"40+": ["40-59", "60+"]}}')
        parser.add_argument("-o", "--output", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            table = countfiles.read_table(read(options["table"]))
            groups = countfiles.read_groups(read(options["hier"])) if options["hier"] else {}
            dimensions = countfiles.dimensions_of(table, groups)
            values = with_margins(countfiles.leaves_of(table, dimensions), dimensions)
            protected = publish(values, relations_for(dimensions))
        except (UnreadableTable, ValueError) as error:
            raise CommandError(f"{options['table']}: {error}", returncode=2) from error
        except NotProtected as error:
            raise CommandError(f"Nothing is written. {error}", returncode=NOT_SAFE) from error
        shown = {cell: protected.published[cell] for cell in values}
        options["output"].write_text(countfiles.written(table.names, shown), encoding="utf-8")
        self.stdout.write(f"{len(values)} cells, of which {len(protected.masked)} are masked.")


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8.", returncode=2) from error
