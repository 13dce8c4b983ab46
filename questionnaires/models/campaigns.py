"""What we ask, of whom and for how long: one campaign."""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.forms import OwnPlatformsForm
from cms.models import Platform
from portal.users.models import Place, User
from portal.users.roles import Permission
from questionnaires.models.definitions import QuestionnaireVersion
from questionnaires.models.notices import Notice

MOST_BUTTONS = 3
LEAST_MONTHS = 6  # two quarters: until then an answer may still be waiting for its publication
PAPER_COMES_WITHIN = timedelta(weeks=4)


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def under_pages(self, platform: Platform, on: date) -> "CampaignQuerySet":
        """Return those that ask under a platform's advice, on a day or later."""
        is_over = models.Q(closes_on__lt=on)
        return self.filter(platform=platform, under_pages=True).exclude(is_over)

    def at_places_of(self, user: User) -> "CampaignQuerySet":
        """Return those that ask at a place of an organisation the person works for."""
        mine = {"access_points__place__in": user.places, "is_template": False}
        return self.filter(**mine).distinct()


class Campaign(ClusterableModel):
    """One version, asked for one platform at a set of places in a span of time."""

    class Mode(models.TextChoices):
        ANONYMOUS = "anonymous", _("Anonymous: nobody can tell who answered")
        PSEUDONYMOUS = (
            "pseudonymous",
            _("With a link of one's own: people can answer again, and take their answers back"),
        )

    name = models.CharField(_("name"), max_length=120)
    platform = models.ForeignKey(
        Platform, models.PROTECT, related_name="+", verbose_name=_("platform")
    )
    version = models.ForeignKey(
        QuestionnaireVersion,
        models.PROTECT,
        related_name="+",
        limit_choices_to=~models.Q(status=QuestionnaireVersion.Status.DRAFT),
        verbose_name=_("questionnaire"),
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    is_template = models.BooleanField(
        _("is a template"),
        default=False,
        help_text=_("Takes no answers itself. Colleagues start campaigns of their own from it."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("owner"),
        help_text=_("Is told when something is wrong with the answers."),
    )
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True, editable=False)
    places = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("places"))
    mode = models.CharField(_("who can know"), max_length=12, choices=Mode, default=Mode.ANONYMOUS)
    notice = models.ForeignKey(
        Notice,
        models.PROTECT,
        related_name="campaigns",
        null=True,
        blank=True,
        verbose_name=_("notice or consent"),
        help_text=_("What people are told before they answer, and on what ground it is stored."),
    )
    keep_months = models.PositiveSmallIntegerField(
        _("months until answers are erased"),
        default=24,
        validators=[MinValueValidator(LEAST_MONTHS)],
        help_text=_("Each answer is erased so many months after its week. Published numbers stay."),
    )
    asks_reporter = models.BooleanField(_("ask who answers"), default=True)
    may_skip_reporter = models.BooleanField(_("who answers may be skipped"), default=True)
    may_skip_age = models.BooleanField(_("the age may be skipped"), default=True)
    is_synthetic = models.BooleanField(
        _("holds made-up answers"),
        default=False,
        help_text=_("Its numbers are marked as synthetic wherever they are shown."),
    )
    under_pages = models.BooleanField(
        _("ask under each piece of advice"),
        default=False,
        help_text=_(
            "The answers to the first question stand as buttons under every guidance page. They are "
            "counted for each page."
        ),
    )

    objects = CampaignQuerySet.as_manager()

    base_form_class = OwnPlatformsForm
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("owner")]),
        FieldPanel("is_template"),
        FieldRowPanel([FieldPanel("platform"), FieldPanel("version")]),
        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
        FieldPanel(
            "places",
            widget=CheckboxSelectMultiple,
            help_text=_(
                "Each gets a poster of its own, and those who work there find it among “Your "
                "campaigns”. What is printed leads to the questions also where a tick is taken away."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("asks_reporter"),
                FieldPanel("may_skip_reporter"),
                FieldPanel("may_skip_age"),
            ],
            heading=_("Before the questions"),
        ),
        MultiFieldPanel(
            [FieldPanel("mode"), FieldPanel("notice"), FieldPanel("keep_months")],
            heading=_("Privacy"),
        ),
        InlinePanel("afterwords", heading=_("After the answer"), label=_("Words or a page")),
        FieldPanel("under_pages"),
        FieldPanel("is_synthetic"),
    ]

    class Meta:
        ordering = ("name",)
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on=None) | models.Q(closes_on__gte=models.F("opens_on")),
                name="%(app_label)s_%(class)s_opens_before_it_closes",
                violation_error_message=_("The campaign must open before it closes."),
            ),
            models.CheckConstraint(
                condition=models.Q(mode="anonymous") | models.Q(notice__isnull=False),
                name="%(app_label)s_%(class)s_pseudonymous_tells_why",
                violation_error_message=_(
                    "Choose the notice or consent that people with a link of their own are given."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(keep_months__gte=LEAST_MONTHS),
                name="%(app_label)s_%(class)s_kept_until_published",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse to put a questionnaire under pages whose first question is not a few buttons."""
        if not self.under_pages or self.version_id is None:
            return
        first = self.version.parsed.questions[0]
        if first not in self.version.parsed.choices or len(first.options) > MOST_BUTTONS:
            raise ValidationError(
                {
                    "under_pages": _(
                        "The first question must have two or three answers to choose from."
                    )
                }
            )

    def is_open(self, on: date) -> bool:
        """Say whether answers are taken: in its time, and while its version may be used."""
        is_shut = self.is_template or self.stopped_on is not None
        if is_shut or not self.version.may_be_asked(on):
            return False
        return self.opens_on <= on and (self.closes_on is None or on <= self.closes_on)

    def takes_paper(self, on: date) -> bool:
        """Say whether sheets of paper may be typed in: they come some weeks after the last day, too."""
        if self.is_template or self.stopped_on or not self.version.may_be_asked(on):
            return False
        last = self.closes_on and self.closes_on + PAPER_COMES_WITHIN
        return self.opens_on <= on and (last is None or on <= last)

    def permits(self, user: User, permission: Permission) -> bool:
        """Let people run what asks at a place of theirs, and stop it where all its places are theirs."""
        mine = models.Q(place__in=user.places)
        if permission == Permission.RUN_CAMPAIGNS:
            return not self.is_template and self.access_points.filter(mine).exists()
        if permission == Permission.STOP_CAMPAIGN:
            points = self.access_points
            return points.filter(mine).exists() and not points.exclude(mine).exists()
        return False

    @property
    def is_pseudonymous(self) -> bool:
        return self.mode == self.Mode.PSEUDONYMOUS
