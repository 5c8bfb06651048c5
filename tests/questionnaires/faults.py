"""Definitions that are refused, each with the sentence that says where and what to do."""

from tests.questionnaires.small import SMALL, spoiled, without

PROGRESS = "small.toml, question 'progress' of section 'theme': "
WHOLE = "small.toml, the questionnaire: "
ID_MEND = (
    "use small letters and digits joined by hyphens, begin with a letter, "
    "and do not end it with 'permission'."
)

# The section on themes for the Cabinet alone, and one that asks the auditors the same measure.
NARROWED = spoiled('title = "Each theme"', 'title = "Each theme"\naudience = ["cabinet"]')
TECHNICAL = """
[[sections]]
id = "technical"
title = "For auditors"
repeat = "governance-themes"
audience = ["audit"]

[[sections.questions]]
id = "proof"
kind = "score"
measure = "progress"
name = "Proof"
stem = "How far is it proved?"
scale = "steps"
mandatory = false
"""
TECHNICALLY = "small.toml, question 'proof' of section 'technical': "

SPOILED = {
    "a section called as a page is": (
        spoiled('id = "overall"', 'id = "receipt"'),
        (
            "small.toml, section 'receipt': another page of the form has this name; "
            "give the section another id."
        ),
    ),
    "a question called as the notes of an interview are": (
        spoiled('id = "comment"', 'id = "notes"'),
        (
            "small.toml, question 'notes' of section 'theme': the notes of an interview have this "
            "name; give the question another id."
        ),
    ),
    "unknown key": (
        spoiled('stem = "How far?"', 'stem = "How far?"\nstme = "x"'),
        PROGRESS + "the key 'stme' is not known here; "
        "remove it or use id, kind, measure, name, stem, scale, mandatory or repeat.",
    ),
    "a score's key on a comment": (
        spoiled("max_length = 10", 'max_length = 10\nscale = "steps"'),
        (
            "small.toml, question 'comment' of section 'theme': the key 'scale' is not known here; "
            "remove it or use id, kind, name, stem, mandatory, max_length or repeat."
        ),
    ),
    "missing key": (
        spoiled('stem = "How far?"\n', ""),
        PROGRESS + "the key 'stem' is missing; add it.",
    ),
    "a question without an id": (
        spoiled('id = "progress"\n', ""),
        "small.toml, question 1 of section 'theme': the key 'id' is missing; add it.",
    ),
    "an id that cannot name a field": (
        spoiled('id = "progress"', 'id = "The Progress"'),
        (
            "small.toml, question 'The Progress' of section 'theme': "
            f"'The Progress' cannot be used as its id; {ID_MEND}"
        ),
    ),
    "an id that a permission is stored under": (
        spoiled('id = "progress"', 'id = "comment-permission"'),
        (
            "small.toml, question 'comment-permission' of section 'theme': "
            f"'comment-permission' cannot be used as its id; {ID_MEND}"
        ),
    ),
    "empty words": (
        spoiled('"How far?"', '"  "'),
        PROGRESS + "'stem' holds no words; write it as stem = \"...\".",
    ),
    "words of the wrong type": (
        spoiled('"How far?"', "7"),
        PROGRESS + "'stem' holds no words; write it as stem = \"...\".",
    ),
    "a number of the wrong type": (
        spoiled("version = 1", "version = true"),
        WHOLE + "'version' is not a whole number from 1; write it as version = 1.",
    ),
    "a number too small": (
        spoiled("max_length = 10", "max_length = 0"),
        (
            "small.toml, question 'comment' of section 'theme': "
            "'max_length' is not a whole number from 1; write it as max_length = 1."
        ),
    ),
    "neither true nor false": (
        spoiled("mandatory = true", 'mandatory = "yes"'),
        PROGRESS + "'mandatory' is neither true nor false; write it as mandatory = true.",
    ),
    "a list of the wrong type": (
        spoiled('["Please read this."]', '"Please read this."'),
        (
            "small.toml, opening: 'paragraphs' is not a list of words; "
            'write it as paragraphs = ["..."].'
        ),
    ),
    "an empty list": (
        spoiled('["What changed?"]', "[]"),
        (
            "small.toml, section 'theme': 'prompts' is not a list of words; "
            'write it as prompts = ["..."].'
        ),
    ),
    "a list with a number in it": (
        spoiled('["What changed?"]', '["What changed?", 2]'),
        (
            "small.toml, section 'theme': 'prompts' is not a list of words; "
            'write it as prompts = ["..."].'
        ),
    ),
    "no table": (
        without("[opening]", "[[scales]]").replace("version", 'opening = "Hello"\nversion', 1),
        WHOLE + "'opening' is not a table; begin it with a line [opening].",
    ),
    "no list of tables": (
        (
            'id = "small"\nversion = 1\ntitle = "S"\nsections = "all"\n[opening]\ntitle = "T"\n'
            'paragraphs = ["P"]\n'
        ),
        WHOLE + "'sections' is not a list of tables; give it at least one section.",
    ),
    "no sections": (
        SMALL.partition("[[sections]]")[0],
        WHOLE + "the key 'sections' is missing; add it.",
    ),
    "a section without questions": (
        spoiled('title = "Overall"\n', 'title = "Overall"\n[[sections]]\nid = "x"\ntitle = "X"\n'),
        "small.toml, section 'overall': the key 'questions' is missing; add it.",
    ),
    "a question's id twice": (
        spoiled('id = "comment"', 'id = "progress"'),
        PROGRESS + "the id 'progress' stands twice under 'questions'; give one of them another.",
    ),
    "a section's id twice": (
        spoiled('id = "overall"', 'id = "theme"'),
        (
            "small.toml, section 'theme': the id 'theme' stands twice under 'sections'; "
            "give one of them another."
        ),
    ),
    "a no view's id twice": (
        spoiled('id = "not-close"', 'id = "too-early"'),
        (
            "small.toml, no view 'too-early': the id 'too-early' stands twice under 'no_views'; "
            "give one of them another."
        ),
    ),
    "unknown scale": (
        spoiled('scale = "steps"', 'scale = "step"'),
        PROGRESS + "the scale 'step' is not known; use steps.",
    ),
    "no scales": (
        without("[[scales]]", "[[no_views]]"),
        PROGRESS + "a score is asked for but the file has no scales; add its [[scales]].",
    ),
    "unknown measure": (
        spoiled('measure = "progress"', 'measure = "speed"'),
        PROGRESS + "the measure 'speed' is not known; use progress or maturity.",
    ),
    "unknown kind": (
        spoiled('kind = "score"', 'kind = "date"'),
        PROGRESS + "the kind 'date' is not known; use score or comment.",
    ),
    "unknown repeat": (
        spoiled('"governance-themes"', '"aims"'),
        "small.toml, section 'theme': the repeat 'aims' is not known; use governance-themes.",
    ),
    "unknown no view": (
        spoiled('id = "not-close"', 'id = "no-idea"'),
        "small.toml, no view 'no-idea': the id 'no-idea' is not known; use too-early or not-close.",
    ),
    "unknown permission": (
        spoiled('id = "block"', 'id = "press"'),
        (
            "small.toml, permission 'press': the id 'press' is not known; "
            "use team, internal, unattributed or block."
        ),
    ),
    "permissions out of order": (
        SMALL.replace('"internal"', '"X"')
        .replace('"block"', '"internal"')
        .replace('"X"', '"block"'),
        WHOLE + "the permissions stand in the order team, block, unattributed, internal; "
        "put the most private first: team, internal, unattributed, block.",
    ),
    "the most private permission left out": (
        without("[[permissions]]", '[[permissions]]\nid = "internal"'),
        WHOLE + "the permissions stand in the order internal, unattributed, block; "
        "put the most private first: team, internal, unattributed, block.",
    ),
    "a comment without permissions": (
        without("[[permissions]]", "[[sections]]"),
        (
            "small.toml, question 'comment' of section 'theme': "
            "a comment is asked for but the file has no permissions; add its [[permissions]]."
        ),
    ),
    "scale values with a gap": (
        spoiled("value = 5", "value = 6"),
        (
            "small.toml, scale 'steps': its values are 1, 2, 3, 4, 6; "
            "give it five points, numbered 1, 2, 3, 4 and 5 in this order."
        ),
    ),
    "scale values in another order": (
        spoiled("value = 1", "value = 2").replace(
            'value = 2, label = "Poor"', 'value = 1, label = "Poor"'
        ),
        (
            "small.toml, scale 'steps': its values are 2, 1, 3, 4, 5; "
            "give it five points, numbered 1, 2, 3, 4 and 5 in this order."
        ),
    ),
    "a scale of four points": (
        spoiled('    { value = 5, label = "High" },\n', ""),
        (
            "small.toml, scale 'steps': its values are 1, 2, 3, 4; "
            "give it five points, numbered 1, 2, 3, 4 and 5 in this order."
        ),
    ),
    "a scale value that is no number": (
        spoiled("value = 2", 'value = "2"'),
        (
            "small.toml, point 2 of scale 'steps': "
            "'value' is not a whole number from 1; write it as value = 1."
        ),
    ),
    "a measure asked twice of one theme": (
        spoiled(
            '[[sections.questions]]\nid = "comment"',
            '[[sections.questions]]\nid = "pace"\nkind = "score"\nmeasure = "progress"\n'
            'name = "Pace"\nstem = "How fast?"\nscale = "steps"\nmandatory = false\n'
            '[[sections.questions]]\nid = "comment"',
        ),
        (
            "small.toml, question 'pace' of section 'theme': "
            "it is a second score for progress about the same thing; leave one of the two out, "
            "or ask them in sections whose audiences share no group."
        ),
    ),
    "a measure asked twice of a group that is in both audiences": (
        NARROWED + TECHNICAL.replace('["audit"]', '["audit", "cabinet"]'),
        TECHNICALLY + "it is a second score for progress about the same thing; leave one of the "
        "two out, or ask them in sections whose audiences share no group.",
    ),
    "a measure asked of everybody and of one group again": (
        SMALL + TECHNICAL,
        TECHNICALLY + "it is a second score for progress about the same thing; leave one of the "
        "two out, or ask them in sections whose audiences share no group.",
    ),
    "a group named twice": (
        SMALL.replace('title = "Overall"', 'title = "Overall"\naudience = ["audit", "audit"]'),
        "small.toml, section 'overall': its audience names a group twice; name each group once.",
    ),
    "detail on aims in a section without themes": (
        spoiled('stem = "Say why"', 'stem = "Say why"\nrepeat = "aims"'),
        (
            "small.toml, section 'overall': it asks about aims but not about themes; "
            'add repeat = "governance-themes".'
        ),
    ),
    "unknown layout": (
        spoiled("version = 1", 'version = 1\nlayout = "wizard"'),
        WHOLE + "the layout 'wizard' is not known; use pages or single.",
    ),
    "a language that is no tag": (
        spoiled("version = 1", 'version = 1\nlanguage = "Welsh"'),
        WHOLE + '\'Welsh\' is not the tag of a language; write it as language = "en-GB" or "cy".',
    ),
    "broken TOML": (
        spoiled('title = "A small questionnaire"', "title = A small questionnaire"),
        (
            "small.toml: the file is not valid TOML (Invalid value (at line 3, column 9)); "
            "mend that place."
        ),
    ),
}
