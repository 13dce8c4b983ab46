"""What having a user leaves behind. Citizens have none."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.notes import Note

WORK = _("who wrote or changed what, and when")
MAIL = _("your e-mail address, and whether you have confirmed it")

NOTES = (
    Note(
        heading=_("When you have a user as a professional"),
        stored={
            "users.User.email": MAIL,
            "account.EmailAddress.*": MAIL,
            "account.EmailConfirmation.*": MAIL,
            "users.User.first_name": _("your name"),
            "users.User.last_name": _("your name"),
            "users.User.password": _("a fingerprint of your password; never the password itself"),
            "users.User.last_login": _("when you last signed in, and when you were invited"),
            "users.User.date_joined": _("when you last signed in, and when you were invited"),
            "users.User.is_active": _("what you may do here"),
            "users.User.is_staff": _("what you may do here"),
            "users.User.is_superuser": _("what you may do here"),
            "users.User_groups.*": _("what you may do here"),
            "users.User_user_permissions.*": _("what you may do here"),
            "users.Membership.*": _("where you work"),
            "wagtailusers.UserProfile.*": _("your language and your settings"),
            "sessions.Session.*": _("that you are signed in, until you sign out"),
        },
        why=_("So that only those who should can see and change what is here."),
        kept=_("As long as you have a user. Ask whoever invited you to remove it."),
    ),
    Note(
        heading=_("When you write and edit"),
        stored={
            "wagtailcore.Page.*": WORK,
            "wagtailcore.Revision.*": WORK,
            "wagtailcore.PageLogEntry.*": WORK,
            "wagtailcore.ModelLogEntry.*": WORK,
            "wagtailcore.WorkflowState.*": WORK,
            "wagtailcore.TaskState.*": WORK,
            "wagtailcore.UploadedFile.*": WORK,
            "wagtailcore.APIToken.*": WORK,
            "wagtailadmin.EditingSession.*": WORK,
            "wagtailadmin.FormState.*": WORK,
            "wagtaildocs.Document.*": WORK,
            "wagtailimages.Image.*": WORK,
            "wagtail_localize.StringTranslation.*": WORK,
            "wagtail_localize.SegmentOverride.*": WORK,
            "admin.LogEntry.*": WORK,
            "wagtailcore.Comment.*": _("your comments to the other editors"),
            "wagtailcore.CommentReply.*": _("your comments to the other editors"),
            "wagtailcore.PageSubscription.*": _("which pages you want news of"),
        },
        why=_("So that every change of the advice can be traced, and made undone."),
        kept=_("As long as the page stands."),
    ),
)
