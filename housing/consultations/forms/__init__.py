"""The forms of consultations, in modules named as those of `actions`; `steps` names the form of each transition."""
